namespace Core.Complaints.Desk;

/// <summary>
/// The lines of a register as they may leave the office: by month, without codes, and each alike with at least four others in everything
/// that tells them apart. Where too few are alike, what tells most is left out first: how they came, the category, the sort, the unit, the
/// month.
/// </summary>
internal static class MaskedLines
{
    private static readonly Func<RegisterLine, RegisterLine>[] Coarser =
    [
        l => l with { Origin = null },
        l => l with { Category = null },
        l => l with { Class = null, Kind = ComplaintKind.Complaint, Blank = MaskedPart.Sort },
        l => l with { UnitId = null, Blank = MaskedPart.Unit },
        l => l with { FiledOn = default },
    ];

    /// <summary>In order of month; those of which nothing can be said stand at the end.</summary>
    public static IReadOnlyList<RegisterLine> Of(IReadOnlyList<RegisterLine> lines)
    {
        var (masked, left) = (new List<RegisterLine>(), lines.Select(Bare).ToList());
        foreach (var coarser in Coarser.Prepend(l => l))
        {
            var alike = left.Select(coarser).GroupBy(Key).ToLookup(g => g.Count() >= RegisterGroups.Least);
            masked.AddRange(alike[true].SelectMany(g => g));
            left = [.. alike[false].SelectMany(g => g)];
        }

        return [.. masked.OrderBy(l => l.FiledOn).ThenBy(l => l.UnitId).ThenBy(l => l.Category, StringComparer.Ordinal), .. left];
    }

    /// <summary>Days of its life, its code and its number tell which one it is, and so does a rare end.</summary>
    private static RegisterLine Bare(RegisterLine line) => line with
    {
        Code = "",
        FiledOn = new DateOnly(line.FiledOn.Year, line.FiledOn.Month, 1),
        AnsweredOn = null,
        ResolvedOn = null,
        Reopened = 0,
        Rating = null,
        NationalId = null,
        EndReason = null,
    };

    private static (DateOnly, int?, ComplaintKind, ComplaintClass?, string?, string?, MaskedPart) Key(RegisterLine line) =>
        (line.FiledOn, line.UnitId, line.Kind, line.Class, line.Category, line.Origin, line.Blank);
}

/// <summary>What a masked line leaves out beside what is empty anyway, with everything before it.</summary>
internal enum MaskedPart
{
    None,
    Sort,
    Unit,
}
