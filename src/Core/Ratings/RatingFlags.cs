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

    /// <summary>The flags of each rating that has any. What needs a moment was judged when the rating came in.</summary>
    public IReadOnlyDictionary<long, IReadOnlySet<RatingFlag>> Of(IEnumerable<Rating> ratings)
    {
        var flags = new Dictionary<long, IReadOnlySet<RatingFlag>>();
        foreach (var rating in ratings)
        {
            var found = Signs.Where(s => rating.Signs.HasFlag(s.Sign)).Select(s => s.Flag).ToHashSet();
            if (IsStraight(rating)) found.Add(RatingFlag.StraightLine);
            if (found.Count > 0) flags[rating.Id] = found;
        }

        return flags;
    }

    private bool IsStraight(Rating rating) =>
        instruments.Find(rating.Instrument) is { } instrument && rating.Unsur.Select((sum, u) => (decimal?)sum / instrument.Items[u])
            .Distinct().Count() == 1;
}
