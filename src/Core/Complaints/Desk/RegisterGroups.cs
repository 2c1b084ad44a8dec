using System.Globalization;

namespace Core.Complaints.Desk;

/// <summary>What lines of a register are grouped by.</summary>
internal enum RegisterPart
{
    /// <summary>How it came.</summary>
    Channel,

    /// <summary>The class, as triage set it.</summary>
    Class,

    /// <summary>The category.</summary>
    Category,

    /// <summary>The unit.</summary>
    Unit,
}

/// <summary>
/// Groups of a register as the public may see them: a group of fewer than five stands with others, and with one that is large enough
/// where they are too few even together, so that none can be worked out by subtraction from the whole.
/// </summary>
internal static class RegisterGroups
{
    public const int Least = 5;

    /// <summary>The key of a line's group: a code, or the number of its unit.</summary>
    public static string KeyOf(RegisterLine line, RegisterPart part) => part switch
    {
        RegisterPart.Channel => line.Origin ?? "unknown",
        RegisterPart.Class => line.Class?.ToString() ?? "Unverified",
        RegisterPart.Category => line.Category ?? "unsorted",
        _ => line.UnitId?.ToString(CultureInfo.InvariantCulture) ?? "none",
    };

    /// <summary>The groups by key; what stands together has no key. Nothing at all where even the whole is too small.</summary>
    public static IReadOnlyList<(string? Key, IReadOnlyList<RegisterLine> Lines)> Of(IReadOnlyList<RegisterLine> lines,
        RegisterPart part)
    {
        if (lines.Count < Least) return [];
        var all = lines.GroupBy(l => KeyOf(l, part)).OrderBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var few = new List<RegisterLine>();
        var at = 0;
        while (at < all.Count && (all[at].Count() < Least || few.Count is > 0 and < Least)) few.AddRange(all[at++]);
        var groups = all.Skip(at).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => ((string?)g.Key, (IReadOnlyList<RegisterLine>)[.. g])).ToList();
        if (few.Count > 0) groups.Add((null, few));
        return groups;
    }
}
