using Core.Calendar;
using Core.Persistence;

namespace Core.Ratings;

/// <summary>
/// Publishes one-tap ratings in steps of five, as <see cref="PublishRatings"/> does: whoever stands beside the tablet looks twice in vain.
/// </summary>
internal static class CountTaps
{
    /// <summary>The condition of the index of waiting taps, word for word.</summary>
    internal const string IsWaiting = "step <> 'Published' and step <> 'Apart'";

    private const string Store = "insert into quick_ratings (id, unit_id, value, month, step) values (@p0, @p1, @p2, @p3, @p4)";
    private const string Count = "select count(*) from quick_ratings where unit_id = @p0 and month = @p1 and step = @p2";
    private const string Move = "update quick_ratings set step = @p3 where unit_id = @p0 and month = @p1 and step = @p2";

    /// <summary>Stores a tap; with the fifth young one the five before these are published.</summary>
    public static async ValueTask Add(AppDb db, QuickRating tap)
    {
        await ScoreSums.Lock(db, tap.UnitId);
        await db.Sql.Run(Store, tap.Id, tap.UnitId, tap.Value, tap.Month, tap.Step.ToString());
        if (tap.Step != QuickStep.Young || await In(db, tap.UnitId, tap.Month, QuickStep.Young) < PublishRatings.Step) return;
        await To(db, tap.UnitId, tap.Month, QuickStep.Waiting, QuickStep.Published);
        await To(db, tap.UnitId, tap.Month, QuickStep.Young, QuickStep.Waiting);
    }

    /// <summary>Takes a tap back that nobody has seen in a figure yet; false when it is on its way into one.</summary>
    public static async ValueTask<bool> TakeBack(AppDb db, int unit, long id)
    {
        await ScoreSums.Lock(db, unit);
        return await db.Sql.Run("delete from quick_ratings where id = @p0 and step in ('Young', 'Apart')", id) == 1;
    }

    /// <summary>Where taps wait.</summary>
    public static ValueTask<List<(int Unit, Month Month)>> WaitingIn(AppDb db) =>
        db.Sql.All($"select distinct unit_id, month from quick_ratings where {IsWaiting}", r => (r.GetInt32(0), new Month(r.GetInt32(1))));

    /// <summary>Publishes what is left of a month that is over. Call it under the lock of the unit's sums.</summary>
    public static async ValueTask Close(AppDb db, int unit, Month month)
    {
        var left = await In(db, unit, month, QuickStep.Young) + await In(db, unit, month, QuickStep.Waiting);
        if (left < PublishRatings.Step && await In(db, unit, month, QuickStep.Published) > 0) return;
        await To(db, unit, month, QuickStep.Young, QuickStep.Published);
        await To(db, unit, month, QuickStep.Waiting, QuickStep.Published);
    }

    private static async ValueTask<long> In(AppDb db, int unit, Month month, QuickStep step) =>
        Convert.ToInt64(await db.Sql.Value(Count, unit, month, step.ToString()));

    private static ValueTask<int> To(AppDb db, int unit, Month month, QuickStep from, QuickStep to) =>
        db.Sql.Run(Move, unit, month, from.ToString(), to.ToString());
}
