using Core.Calendar;

namespace Core.Complaints.Desk;

/// <summary>
/// What leaves the office about complaints. Every public number is added up of the same pieces, and no piece is of fewer than five: whole
/// months that are over, each grouped and masked by itself, of the whole instansi whoever asks. So whoever subtracts any sheet, sum or
/// answer from any other gets such pieces again. A month with fewer than five is not told at all, nor is the month that runs.
/// </summary>
internal sealed class PublicRegister
{
    private readonly List<PublicMonth> _months;

    private PublicRegister(List<PublicMonth> months) => _months = months;

    /// <summary>The months of which something is told.</summary>
    public IReadOnlyList<Month> Months => [.. _months.Select(m => m.Month)];

    /// <summary>Of all lines of the whole instansi, and the month that runs.</summary>
    public static PublicRegister Of(IEnumerable<RegisterLine> all, Month running) => new([.. all.GroupBy(l => Month.Of(l.FiledOn))
        .Where(m => m.Key < running && m.Count() >= RegisterGroups.Least).OrderBy(m => m.Key.Number)
        .Select(m => new PublicMonth(m.Key, [.. m]))]);

    /// <summary>All of it.</summary>
    public PublicPart Whole => new(new(() => [.. Told.Select(m => m.Told)]), [.. _months.SelectMany(m => m.Whole)],
        Enum.GetValues<RegisterPart>().ToDictionary(p => p, p => Joined(_months.SelectMany(m => m.Groups[p]))));

    /// <summary>
    /// What lines tell of a unit or a category: those that were left untold of it are not among them. What people thought of it is told of
    /// the whole alone.
    /// </summary>
    public PublicPart Of(int? unit, string? category)
    {
        if (unit is null && category is null) return Whole;
        var some = Told.Where(m => (unit is null || m.Told.UnitId == unit) && (category is null || m.Told.Category == category))
            .Select(m => (m.Told, Full: m.Full with { Rating = null })).ToList();
        return new PublicPart(new(() => [.. some.Select(m => m.Told)]), [.. some.Select(m => m.Full)], Enum.GetValues<RegisterPart>()
            .ToDictionary(p => p, p => Joined(some.Select(m => (MaskedLines.KeyOf(m.Told, p), (IReadOnlyList<RegisterLine>)[m.Full])))));
    }

    private IEnumerable<(RegisterLine Told, RegisterLine Full)> Told => _months.SelectMany(m => m.Masked).OrderBy(m => m.Told.FiledOn)
        .ThenBy(m => m.Told.UnitId).ThenBy(m => m.Told.Category, StringComparer.Ordinal);

    /// <summary>Groups of several months under one key.</summary>
    private static IReadOnlyList<(string? Key, IReadOnlyList<RegisterLine> Lines)> Joined(
        IEnumerable<(string? Key, IReadOnlyList<RegisterLine> Lines)> groups) =>
        [.. groups.GroupBy(g => g.Key).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, (IReadOnlyList<RegisterLine>)[.. g.SelectMany(p => p.Lines)]))];

    /// <summary>A month that is over.</summary>
    private sealed class PublicMonth
    {
        private readonly Lazy<IReadOnlyList<(RegisterLine, RegisterLine)>> _masked;

        public PublicMonth(Month month, IReadOnlyList<RegisterLine> lines)
        {
            Month = month;
            _masked = new(() => [.. MaskedLines.Of(lines).Select((told, i) => (told, lines[i]))]);
            var groups = Enum.GetValues<RegisterPart>().ToDictionary(p => p, p => RegisterGroups.Of(lines, p));
            var rated = RatedGroups.Of([lines, .. groups.Values.SelectMany(g => g).Select(g => g.Lines)],
                [.. groups.Values.Select(g => g.Count)]);
            Whole = Counted(lines, rated[0]);
            var at = 1;
            Groups = groups.ToDictionary(p => p.Key, p => (IReadOnlyList<(string?, IReadOnlyList<RegisterLine>)>)
                [.. p.Value.Select(g => (g.Key, Counted(g.Lines, rated[at++])))]);
        }

        public Month Month { get; }

        public IReadOnlyList<(RegisterLine Told, RegisterLine Full)> Masked => _masked.Value;

        public IReadOnlyList<RegisterLine> Whole { get; }

        public Dictionary<RegisterPart, IReadOnlyList<(string? Key, IReadOnlyList<RegisterLine> Lines)>> Groups { get; }

        private static IReadOnlyList<RegisterLine> Counted(IReadOnlyList<RegisterLine> lines, bool rated) =>
            rated ? lines : [.. lines.Select(l => l with { Rating = null })];
    }
}

/// <summary>A part of it: what is told of each line, and the lines to be added up, all and by group.</summary>
internal sealed record PublicPart(Lazy<IReadOnlyList<RegisterLine>> Told, IReadOnlyList<RegisterLine> Whole,
    IReadOnlyDictionary<RegisterPart, IReadOnlyList<(string? Key, IReadOnlyList<RegisterLine> Lines)>> Groups);

/// <summary>
/// In which groups of a month ratings count: where five or more rated, and where neither the rest of the whole nor of a group around it
/// is then a mean of fewer.
/// </summary>
internal static class RatedGroups
{
    /// <param name="groups">The whole, then the groups of each way of grouping.</param>
    /// <param name="ways">How many groups each way has.</param>
    public static bool[] Of(IReadOnlyList<IReadOnlyList<RegisterLine>> groups, IReadOnlyList<int> ways)
    {
        var raters = groups.Select(g => g.Where(l => l.Rating is not null)
            .ToHashSet<RegisterLine>(ReferenceEqualityComparer.Instance)).ToArray();
        var counts = raters.Select(r => r.Count >= RegisterGroups.Least).ToArray();
        while (Dropped(raters, counts, ways) is { } dropped) counts[dropped] = false;
        return counts;
    }

    /// <summary>A group that must not count beside the others; null where all may.</summary>
    private static int? Dropped(HashSet<RegisterLine>[] raters, bool[] counts, IReadOnlyList<int> ways)
    {
        var first = 1;
        foreach (var way in ways)
        {
            var shown = Enumerable.Range(first, way).Where(i => counts[i]).OrderBy(i => raters[i].Count).ToList();
            first += way;
            if (shown.Count > 0 && IsFew(raters[0].Count - shown.Sum(i => raters[i].Count))) return shown[0];
        }

        for (var small = 1; small < raters.Length; small++)
            for (var large = 1; large < raters.Length; large++)
                if (small != large && counts[small] && counts[large] && IsFew(raters[large].Count - raters[small].Count)
                    && raters[small].IsSubsetOf(raters[large])) return small;
        return null;
    }

    private static bool IsFew(int count) => count is > 0 and < RegisterGroups.Least;
}
