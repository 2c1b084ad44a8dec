using Core.Calendar;

namespace Core.Ratings;

/// <summary>Why a rating deserves a look. A flag is a question, never a verdict: nothing is left out by itself.</summary>
public enum RatingFlag
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
public sealed class RatingFlags(WorkingCalendar calendar, Instruments instruments)
{
    private const int MinuteFrom = 3;
    private const int ManyFrom = 6;
    private const int BurstFrom = 10;
    private static readonly TimeSpan BurstWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>The flags of each rating that has any, in the unit's zone.</summary>
    public IReadOnlyDictionary<long, IReadOnlySet<RatingFlag>> Of(IReadOnlyList<Rating> ratings, TimeZoneInfo zone)
    {
        var flags = new Dictionary<long, HashSet<RatingFlag>>();
        foreach (var rating in ratings)
        {
            if (IsStraight(rating)) Add(rating, RatingFlag.StraightLine);
            if (rating.Nth >= ManyFrom) Add(rating, RatingFlag.ManyByOne);
            if (IsOutOfHours(rating, zone)) Add(rating, RatingFlag.OutOfHours);
        }

        foreach (var minute in ratings.GroupBy(r => r.At.ToUnixTimeSeconds() / 60).Where(g => g.Count() >= MinuteFrom))
            foreach (var rating in minute) Add(rating, RatingFlag.SameMinute);
        foreach (var rating in Bursts([.. ratings.OrderBy(r => r.At)])) Add(rating, RatingFlag.Burst);
        return flags.ToDictionary(f => f.Key, f => (IReadOnlySet<RatingFlag>)f.Value);

        void Add(Rating rating, RatingFlag flag)
        {
            if (!flags.TryGetValue(rating.Id, out var known)) flags[rating.Id] = known = [];
            known.Add(flag);
        }
    }

    private bool IsStraight(Rating rating) =>
        instruments.Find(rating.Instrument) is { } instrument && rating.Unsur.Select((sum, u) => (decimal?)sum / instrument.Items[u]).Distinct().Count() == 1;

    private bool IsOutOfHours(Rating rating, TimeZoneInfo zone)
    {
        var local = LocalTime.Of(rating.At, zone);
        if (calendar.HoursOf(DateOnly.FromDateTime(local)) is not { } hours) return true;
        return local.TimeOfDay < hours.From.ToTimeSpan() - Grace || local.TimeOfDay > hours.To.ToTimeSpan() + Grace;
    }

    private static IEnumerable<Rating> Bursts(IReadOnlyList<Rating> ordered)
    {
        var found = new HashSet<Rating>();
        for (int first = 0, last = 0; last < ordered.Count; last++)
        {
            while (ordered[last].At - ordered[first].At > BurstWithin) first++;
            if (last - first + 1 < BurstFrom) continue;
            for (var i = first; i <= last; i++) found.Add(ordered[i]);
        }

        return found;
    }
}
