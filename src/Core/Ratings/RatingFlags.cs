namespace Core.Ratings;

/// <summary>Why a rating deserves a look. A flag is a question, never a verdict: nothing is left out by itself.</summary>
internal enum RatingFlag
{
    /// <summary>All nine unsur the same.</summary>
    StraightLine,

    /// <summary>One of three or more in the same minute.</summary>
    SameMinute,

    /// <summary>One of ten or more within ten minutes.</summary>
    Burst,

    /// <summary>The sixth or a later one of the unit by one account in the month.</summary>
    ManyByOne,

    /// <summary>Outside the opening hours, with an hour's grace.</summary>
    OutOfHours,
}

/// <summary>Flags ratings of a unit. One person counts once for each service and day anyhow; these are the patterns beyond that.</summary>
internal sealed class RatingFlags(Instruments instruments)
{
    private static readonly (RatingSigns Sign, RatingFlag Flag)[] Signs =
        [(RatingSigns.SameMinute, RatingFlag.SameMinute), (RatingSigns.Burst, RatingFlag.Burst),
            (RatingSigns.ManyByOne, RatingFlag.ManyByOne), (RatingSigns.OutOfHours, RatingFlag.OutOfHours)];

    /// <summary>
    /// The flags of a rating, a bit for each <see cref="RatingFlag"/>. What needs a moment was judged when the rating came in.
    /// </summary>
    public int Of(RatingSigns signs, string instrument, ReadOnlySpan<int?> unsur)
    {
        var found = IsStraight(instrument, unsur) ? Bit(RatingFlag.StraightLine) : 0;
        foreach (var (sign, flag) in Signs)
            if ((signs & sign) != 0) found |= Bit(flag);
        return found;
    }

    private static int Bit(RatingFlag flag) => 1 << (int)flag;

    /// <summary>Whether all unsur are the same on average over their questions; compared without fractions.</summary>
    private bool IsStraight(string id, ReadOnlySpan<int?> unsur)
    {
        if (instruments.Find(id) is not { } instrument) return false;
        var items = instrument.Items;
        for (var u = 1; u < unsur.Length; u++)
            if (unsur[u] * items[0] != unsur[0] * items[u]) return false;
        return true;
    }
}
