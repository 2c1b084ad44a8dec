namespace Core.Complaints.Desk;

/// <summary>
/// The lines of a month as they may leave the office: without codes and days, and each alike with at least four others in everything that
/// tells them apart. Where too few are alike, what tells most is left out first: how they came, the category, the sort, the unit. What the
/// sums put together is told of no line, and lines do not tell all but a few of a group of the sums: else those few would follow.
/// </summary>
internal static class MaskedLines
{
    /// <summary>What is left out first stands first.</summary>
    private static readonly RegisterPart[] Order = [RegisterPart.Channel, RegisterPart.Category, RegisterPart.Class, RegisterPart.Unit];

    /// <summary>One line for each of a month of at least five, in the same order.</summary>
    public static IReadOnlyList<RegisterLine> Of(IReadOnlyList<RegisterLine> month)
    {
        var sums = Order.Select(p => RegisterGroups.Of(month, p).Where(g => g.Key is not null)
            .ToDictionary(g => g.Key!, g => g.Lines.Count)).ToArray();
        var least = new int[month.Count];
        while (true)
        {
            var shown = Shown(month, sums, least);
            if (TooMuch(month, sums, shown) is not { } tooMuch) return [.. month.Select((l, i) => Masked(l, shown[i]))];
            foreach (var line in tooMuch.Lines) least[line] = tooMuch.Level;
        }
    }

    /// <summary>The key of a masked line's group; null where it does not tell.</summary>
    public static string? KeyOf(RegisterLine told, RegisterPart part) => part switch
    {
        RegisterPart.Channel => told.Origin,
        RegisterPart.Category => told.Category,
        RegisterPart.Class when told.Blank.HasFlag(MaskedPart.Sort) => null,
        RegisterPart.Unit when told.Blank.HasFlag(MaskedPart.Unit) => null,
        _ => RegisterGroups.KeyOf(told, part),
    };

    /// <summary>What each line tells, in the order in which it is left out; null for what it does not.</summary>
    private static string?[][] Shown(IReadOnlyList<RegisterLine> month, Dictionary<string, int>[] sums, int[] least)
    {
        var shown = new string?[month.Count][];
        var left = new List<int>();
        for (var level = 0; level <= Order.Length; level++)
        {
            left.AddRange(Enumerable.Range(0, month.Count).Where(i => least[i] == level));
            foreach (var line in left) shown[line] = At(month[line], sums, level);
            left = [.. left.GroupBy(i => string.Join('\n', shown[i])).Where(g => g.Count() < RegisterGroups.Least).SelectMany(g => g)];
        }

        return shown;
    }

    private static string?[] At(RegisterLine line, Dictionary<string, int>[] sums, int level) =>
        [.. Order.Select((part, i) => i >= level && Tells(line, part) && RegisterGroups.KeyOf(line, part) is var key
            && sums[i].ContainsKey(key) ? key : null)];

    /// <summary>A line without a channel or category looks like one of which it is left out.</summary>
    private static bool Tells(RegisterLine line, RegisterPart part) => part switch
    {
        RegisterPart.Channel => line.Origin is not null,
        RegisterPart.Category => line.Category is not null,
        _ => true,
    };

    /// <summary>The fewest alike lines that must tell less, and how much less; null where nobody is left alone.</summary>
    private static (List<int> Lines, int Level)? TooMuch(IReadOnlyList<RegisterLine> month, Dictionary<string, int>[] sums,
        string?[][] shown)
    {
        var alike = Enumerable.Range(0, month.Count).GroupBy(i => string.Join('\n', shown[i]))
            .Select(g => (Tells: shown[g.First()], Lines: g.ToList())).OrderBy(a => a.Lines.Count).ThenBy(a => a.Lines[0]).ToList();
        if (alike.Exists(a => a.Lines.Count < RegisterGroups.Least))
            return (alike.First(a => a.Tells.Any(t => t is not null)).Lines, Order.Length);
        for (var part = 0; part < Order.Length; part++)
            foreach (var (key, count) in sums[part])
            {
                var told = alike.Where(a => a.Tells[part] == key).ToList();
                if (told.Count > 0 && count - told.Sum(a => a.Lines.Count) is > 0 and < RegisterGroups.Least)
                    return (told[0].Lines, part + 1);
            }

        return null;
    }

    /// <summary>Days of its life, its code and its number tell which one it is, and so does a rare end.</summary>
    private static RegisterLine Masked(RegisterLine line, string?[] shown) => line with
    {
        Code = "",
        FiledOn = new DateOnly(line.FiledOn.Year, line.FiledOn.Month, 1),
        AnsweredOn = null,
        ResolvedOn = null,
        Reopened = 0,
        Rating = null,
        NationalId = null,
        EndReason = null,
        Kind = ComplaintKind.Complaint,
        Origin = shown[0],
        Category = shown[1],
        Class = shown[2] is null ? null : line.Class,
        UnitId = shown[3] is null ? null : line.UnitId,
        Blank = (shown[2] is null ? MaskedPart.Sort : MaskedPart.None) | (shown[3] is null ? MaskedPart.Unit : MaskedPart.None),
    };
}

/// <summary>What a masked line leaves out beside what is empty anyway.</summary>
[Flags]
internal enum MaskedPart
{
    None = 0,
    Sort = 1,
    Unit = 2,
}
