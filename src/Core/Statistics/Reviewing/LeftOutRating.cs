using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics.Reviewing;

/// <summary>One rating that was left out, as whoever may take that back sees it: for what and why, and nothing that it says.</summary>
/// <param name="Id">Its number, by lot.</param>
/// <param name="Instrument">The version of the questions.</param>
/// <param name="Service">The service; null where too few rated it.</param>
/// <param name="Exclusion">The decision.</param>
/// <param name="Waits">Whether it waits for others to count again.</param>
internal sealed record LeftOutRating(long Id, string Instrument, Service? Service, RatingExclusion Exclusion, bool Waits)
{
    /// <summary>The key of the question about it.</summary>
    public string Key => $"back-{Id}";

    /// <summary>The key of the question why it is to count again.</summary>
    public string WhyKey => $"back-why-{Id}";

    /// <summary>Those of a unit's month, in the order of their lots.</summary>
    public static async Task<List<LeftOutRating>> Read(AppDb db, Unit unit, Period month)
    {
        var published = db.Ratings.AsNoTracking().Where(r => r.UnitId == unit.Id && r.Month == month.From && r.Published
            && r.State != RatingState.Incomplete && r.PaperBatch == null);
        var service = await OneByOne.ServiceOf(published, unit);
        var rows = await published.Where(r => r.State == RatingState.Excluded).OrderBy(r => r.Id)
            .Join(db.RatingExclusions, r => r.Id, e => e.RatingId, (r, e) => new
            {
                r.Instrument,
                r.ServiceId,
                Exclusion = e,
                Waits = db.RatingLooks.Any(l => l.RatingId == r.Id),
            }).ToListAsync();
        return [.. rows.Select(r =>
            new LeftOutRating(r.Exclusion.RatingId, r.Instrument, service(r.ServiceId), r.Exclusion, r.Waits))];
    }

    /// <summary>
    /// Those of one decision that count again together, once this one waits too; empty where they are too few. The figures with and
    /// without a decision were both public, so what comes back of it and what stays out of it can be told apart: neither may be fewer
    /// than five. Decisions are held apart, since their sums are known apart.
    /// </summary>
    public static IReadOnlyList<LeftOutRating> Ready(IReadOnlyList<LeftOutRating> all, LeftOutRating one)
    {
        var decision = all.Where(r => r.IsOf(one)).ToList();
        var back = decision.Where(r => r.Waits || r.Id == one.Id).ToList();
        var stay = decision.Count - back.Count;
        return back.Count >= PublishRatings.Step && stay is 0 or >= PublishRatings.Step ? back : [];
    }

    /// <summary>Whether one decision left out both; answers to different questions are never in one figure.</summary>
    public bool IsOf(LeftOutRating other) => Exclusion.At == other.Exclusion.At && Instrument == other.Instrument;
}
