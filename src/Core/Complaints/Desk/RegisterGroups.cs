namespace Core.Complaints.Desk;

/// <summary>
/// Groups of a register as the public may see them: a group of fewer than five stands with others, and with one that is large enough
/// where they are too few even together, so that none can be worked out by subtraction from the whole.
/// </summary>
internal static class RegisterGroups
{
    public const int Least = 5;

    /// <summary>The groups by name; what stands together has no name. Nothing at all where even the whole is too small.</summary>
    public static IReadOnlyList<(string? Name, IReadOnlyList<RegisterLine> Lines)> Of(IReadOnlyList<RegisterLine> lines,
        Func<RegisterLine, string> name)
    {
        if (lines.Count < Least) return [];
        var all = lines.GroupBy(name).OrderBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var together = new List<RegisterLine>();
        var at = 0;
        while (at < all.Count && (all[at].Count() < Least || together.Count is > 0 and < Least)) together.AddRange(all[at++]);
        var groups = all.Skip(at).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => ((string?)g.Key, (IReadOnlyList<RegisterLine>)[.. g])).ToList();
        if (together.Count > 0) groups.Add((null, together));
        return groups;
    }
}
