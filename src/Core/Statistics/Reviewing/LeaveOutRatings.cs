using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics.Reviewing;

/// <summary>
/// Takes ratings out of the figures by a person's decision, and back. Call it under the lock of the unit's sums, with five or more of
/// each month: the figures before and after would else tell what fewer people answered.
/// </summary>
internal sealed class LeaveOutRatings(PublishRatings publish, Instruments instruments)
{
    private const int AtOnce = 1000;

    /// <summary>Leaves them out; what was decided about them singly has then taken effect.</summary>
    public async ValueTask Out(AppDb db, int unit, IReadOnlyList<RatingExclusion> decided)
    {
        List<long> all = [.. decided.Select(e => e.RatingId)];
        foreach (var some in decided.Chunk(AtOnce))
        {
            long[] ids = [.. some.Select(e => e.RatingId)];
            await ScoreSums.Add(db, await Ratings(db, ids), instruments, -1);
            await db.Ratings.Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(r => r.SetProperty(x => x.State, RatingState.Excluded));
            await db.RatingLooks.Where(l => ids.Contains(l.RatingId)).ExecuteDeleteAsync();
            db.RatingExclusions.AddRange(some);
        }

        foreach (var (month, instrument) in await BesidePaper(db, all)) await publish.HoldFew(db, unit, month, instrument);
    }

    /// <summary>
    /// Counts them again. One whose answers an earlier release let its giver write over may have too few to count and is kept as
    /// incomplete: else none of them would ever come back.
    /// </summary>
    public async ValueTask Back(AppDb db, int unit, IReadOnlyList<long> all)
    {
        foreach (var ids in all.Chunk(AtOnce))
        {
            long[] few = [.. (await Ratings(db, ids)).Where(IsFew).Select(r => r.Id)];
            await db.Ratings.Where(r => few.Contains(r.Id)).ExecuteUpdateAsync(r => r.SetProperty(x => x.State, RatingState.Incomplete));
            await db.Ratings.Where(r => ids.Contains(r.Id) && r.State == RatingState.Excluded)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.State, RatingState.Complete));
            await ScoreSums.Add(db, await Ratings(db, ids), instruments, 1);
            await db.RatingExclusions.Where(e => ids.Contains(e.RatingId)).ExecuteDeleteAsync();
        }

        foreach (var (month, instrument) in await BesidePaper(db, all)) await publish.PublishHeld(db, unit, month, instrument);
    }

    /// <summary>The months of these ratings in which ratings on paper count too (<see cref="CountPaper"/>).</summary>
    private static async ValueTask<List<(Month Month, string Instrument)>> BesidePaper(AppDb db, IReadOnlyList<long> ids)
    {
        var found = new HashSet<(Month Month, string Instrument)>();
        foreach (var some in ids.Chunk(AtOnce))
            foreach (var one in await db.Ratings.AsNoTracking().Where(r => some.Contains(r.Id))
                .Where(r => db.Ratings.Any(p => p.PaperBatch != null && p.UnitId == r.UnitId && p.Month == r.Month
                    && p.Instrument == r.Instrument))
                .Select(r => new { r.Month, r.Instrument }).Distinct().ToListAsync()) found.Add((one.Month, one.Instrument));
        return [.. found];
    }

    private bool IsFew(Rating rating) => SkmSums.Of(rating.Unsur, instruments.Find(rating.Instrument)!.Items).Complete == 0;

    private static Task<List<Rating>> Ratings(AppDb db, long[] ids) =>
        db.Ratings.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync();
}
