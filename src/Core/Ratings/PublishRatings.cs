using Core.Calendar;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Ratings;

/// <summary>
/// Publishes ratings in steps, so that nobody can work out an answer by looking twice: between two figures of a unit that are ever
/// shown lie five ratings or more. A running month holds back its newest five to nine, so that its last step has five too; once it is
/// over it is exact. The monthly sums hold what is published and nothing else, and every door reads only these.
/// </summary>
internal sealed class PublishRatings(WriteQueue writer, UnitCatalog units, Instruments instruments, TimeProvider time)
{
    /// <summary>The fewest ratings between two figures.</summary>
    public const int Step = 5;

    private readonly Lock _lock = new();
    private (string At, Task Done)? _closing;

    /// <summary>From how many ratings on a running month shows a score that needs so many.</summary>
    public static int ShownFrom(int minimum) => ((minimum + Step - 1) / Step * Step) + Step;

    /// <summary>Publishes the oldest five that wait while five are left to wait. Call it in the transaction that stored a rating.</summary>
    /// <param name="db">The database inside the transaction.</param>
    /// <param name="rating">The rating that was stored.</param>
    /// <param name="recent">The order of the day's ratings.</param>
    internal async ValueTask Next(AppDb db, Rating rating, RecentList recent)
    {
        var waiting = await StoreRating.Waiting(db, rating.UnitId, rating.Month, rating.Instrument);
        if (waiting.Count(IsMore) < 2 * Step) return;
        var (oldest, more) = (new List<Rating>(), 0);
        foreach (var one in waiting.OrderBy(r => r.Day).ThenBy(r => recent.PlaceOf(r.Id)).ThenBy(r => r.Id))
        {
            if (more == Step) break;
            if (IsMore(one)) more++;
            oldest.Add(one);
        }

        await Publish(db, oldest);
    }

    /// <summary>
    /// Publishes what is left of months that are over in their unit's zone. Cheap while no month has ended since it last ran; whoever asks
    /// while it runs waits for the same run.
    /// </summary>
    public Task CloseMonths()
    {
        var now = string.Join(' ', units.All.Select(u => u.TimeZone).Append(null).Distinct().Order(StringComparer.Ordinal)
            .Select(z => ThisMonth(z)));
        lock (_lock)
        {
            if (_closing is not { } last || last.At != now || last.Done.IsFaulted || last.Done.IsCanceled) _closing = (now, CloseAll());
            return _closing.Value.Done;
        }
    }

    /// <summary>Unit by unit under the lock of its sums: other processes close the same months in the same second.</summary>
    private async Task CloseAll()
    {
        var waiting = await writer.Enqueue(async write => (Ratings: await StoreRating.WaitingIn(write.Db),
            Taps: await CountTaps.WaitingIn(write.Db)));
        foreach (var unit in waiting.Ratings.Select(r => r.Unit).Concat(waiting.Taps.Select(t => t.Unit)).Distinct().Order())
            await writer.Enqueue(async write =>
            {
                await ScoreSums.Lock(write.Db, unit);
                foreach (var (_, month, instrument) in waiting.Ratings.Where(r => r.Unit == unit))
                    await CloseOver(write.Db, unit, month, instrument);
                foreach (var (_, month) in waiting.Taps.Where(t => t.Unit == unit && t.Month < ThisMonth(units.Find(unit)?.TimeZone)))
                    await CountTaps.Close(write.Db, unit, month);
            });
    }

    /// <summary>
    /// Fewer than five ratings from talks beside ratings on paper follow for whoever typed the paper, by subtracting it: they are held back
    /// until the paper is taken away, or five others come or go with them. Call it under the lock of the unit's sums.
    /// </summary>
    internal async ValueTask HoldFew(AppDb db, int unit, Month month, string instrument)
    {
        var few = await db.Ratings.AsNoTracking().Where(r => r.UnitId == unit && r.Month == month && r.Instrument == instrument
            && r.Published && r.State == RatingState.Complete && r.PaperBatch == null).OrderBy(r => r.Id).Take(Step).ToListAsync();
        if (few.Count is 0 or Step) return;
        await ScoreSums.Add(db, few, instruments, -1);
        foreach (var rating in few) await db.Sql.Run("update ratings set published = @p0 where id = @p1", false, rating.Id);
        await db.PublishedSteps.Where(s => s.UnitId == unit && s.Month == month && s.Instrument == instrument).ExecuteDeleteAsync();
    }

    /// <summary>
    /// Publishes what may be published of a month, where it is over. Call it under the lock of the unit's sums, after five or more went.
    /// </summary>
    internal async ValueTask CloseOver(AppDb db, int unit, Month month, string instrument)
    {
        if (month < ThisMonth(units.Find(unit)?.TimeZone)) await Close(db, unit, month, instrument);
    }

    /// <summary>Publishes all that is left of a month that is over, together with the five or more that come at the same time.</summary>
    internal async ValueTask PublishHeld(AppDb db, int unit, Month month, string instrument)
    {
        if (month < ThisMonth(units.Find(unit)?.TimeZone)) await Publish(db, await StoreRating.Waiting(db, unit, month, instrument));
    }

    /// <summary>
    /// A rating that was on its way while its month was closed stays where it is: published alone, it would be seen alone.
    /// </summary>
    private async ValueTask Close(AppDb db, int unit, Month month, string instrument)
    {
        if (instruments.Find(instrument) is null) return; // nobody can say how many questions its unsur had
        var waiting = await StoreRating.Waiting(db, unit, month, instrument);
        if (waiting.Count(IsMore) >= Step || await Published(db, unit, month, instrument) == 0) await Publish(db, waiting);
    }

    private static async ValueTask<long> Published(AppDb db, int unit, Month month, string instrument) =>
        Convert.ToInt64(await db.Sql.Value(
        "select cast(coalesce(sum(respondents), 0) as bigint) from monthly_sums where unit_id = @p0 and month = @p1 and instrument = @p2",
            unit, month, instrument));

    private async ValueTask Publish(AppDb db, IReadOnlyList<Rating> ratings)
    {
        if (ratings.Count == 0) return;
        await PublishedStep.Add(db, ratings);
        foreach (var rating in ratings)
        {
            var instrument = instruments.Find(rating.Instrument)!;
            if (rating.Replaces is { } old) await Take(db, old, instrument);
            await ScoreSums.Add(db, rating, instrument, 1);
            await db.Sql.RunAlong("update ratings set published = @p0, replaces = null where id = @p1", true, rating.Id);
        }
    }

    private static async ValueTask Take(AppDb db, long replaced, Instrument instrument)
    {
        if (await StoreRating.Find(db, replaced) is not { } old) return;
        await ScoreSums.Add(db, old, instrument, -1);
        await db.Sql.RunAlong("delete from ratings where id = @p0", replaced);
    }

    /// <summary>One that takes the place of a published one adds none.</summary>
    private static bool IsMore(Rating rating) => rating.Replaces is null;

    private Month ThisMonth(string? zone) => LocalTime.MonthOf(time.GetUtcNow(), zone is null ? units.ZoneOf(null) : LocalTime.Zone(zone));
}
