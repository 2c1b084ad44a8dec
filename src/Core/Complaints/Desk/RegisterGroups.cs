using Core.Calendar;

namespace Core.Complaints.Desk;

/// <summary>
/// Groups of a register as the public may see them: a group of fewer than five stands with others, and with one that is large enough
/// where they are too few even together, so that none can be worked out by subtraction from the whole.
/// </summary>
internal static class RegisterGroups
{
    public const int Least = 5;

    /// <summary>
    /// The groups of several months, each month by itself: what stands with others in a month does so in every longer period too, so that
    /// no two periods give a month away. The month that still runs stands together as a whole, since each new one would tell what it is.
    /// </summary>
    public static IReadOnlyList<(string? Name, IReadOnlyList<RegisterLine> Lines)> ByMonth(IReadOnlyList<RegisterLine> lines, Month running,
        Func<RegisterLine, string> name) =>
        [.. lines.GroupBy(l => Month.Of(l.FiledOn))
            .SelectMany(m => m.Key < running ? Of([.. m], name, together: true) : [(null, [.. m])])
            .GroupBy(g => g.Name).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, (IReadOnlyList<RegisterLine>)[.. g.SelectMany(p => p.Lines)]))];

    /// <summary>The groups by name; what stands together has no name. Nothing at all where even the whole is too small.</summary>
    public static IReadOnlyList<(string? Name, IReadOnlyList<RegisterLine> Lines)> Of(IReadOnlyList<RegisterLine> lines,
        Func<RegisterLine, string> name, bool together = false)
    {
        if (lines.Count < Least) return together && lines.Count > 0 ? [(null, lines)] : [];
        var all = lines.GroupBy(name).OrderBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var few = new List<RegisterLine>();
        var at = 0;
        while (at < all.Count && (all[at].Count() < Least || few.Count is > 0 and < Least)) few.AddRange(all[at++]);
        var groups = all.Skip(at).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => ((string?)g.Key, (IReadOnlyList<RegisterLine>)[.. g])).ToList();
        if (few.Count > 0) groups.Add((null, few));
        return groups;
    }
}
