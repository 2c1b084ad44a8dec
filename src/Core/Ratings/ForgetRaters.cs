using Core.Calendar;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Ratings;

/// <summary>
/// Forgets who rated as soon as the day is over in every zone: the day's key, and the hashes made with it; with the month also its key
/// and the counts. From then on nobody can say whose a rating was, ourselves included.
/// </summary>
internal sealed class ForgetRaters(WriteQueue writer, PassingKeys keys, UnitCatalog units, IWorkers workers, TimeProvider time)
{
    /// <summary>Does it. It may run at any moment.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var today = units.All.Select(units.ZoneOf).Append(units.ZoneOf(null)).Min(zone => LocalTime.Day(now, zone));
        var month = Month.Of(today);
        await keys.Forget(today); // every process has them in memory too
        if (!workers.Leads) return;
        var rated = await writer.Enqueue(async write =>
        {
            await write.Db.RaterCounts.Where(c => c.Month < month).ExecuteDeleteAsync();
            return await write.Db.Sql.All("select distinct unit_id from ratings where rater_key is not null and day < @p0", r => r.GetInt32(0),
                DayOf(today));
        });
        foreach (var unit in rated.Order()) await writer.Enqueue(write => WriteAnew(write.Db, unit, DayOf(today)));
    }

    private static string DayOf(DateOnly day) => $"{day:yyyy-MM-dd}";

    /// <summary>
    /// A vendor may keep rows in the order in which they came, and with each the number of its transaction, which the person's row has too.
    /// Written anew in the order of their drawn numbers, they have neither. What hangs on a rating goes with it and comes again with it.
    /// </summary>
    private static async ValueTask WriteAnew(AppDb db, int unit, string today)
    {
        await ScoreSums.Lock(db, unit); // what others publish or leave out meanwhile would be written over
        await db.Sql.Run("create temporary table day_over as select * from ratings where 1 = 0");
        await db.Sql.Run("insert into day_over select * from ratings where unit_id = @p0 and rater_key is not null and day < @p1", unit, today);
        foreach (var (table, key) in OnRatings(db))
        {
            await db.Sql.Run($"create temporary table over_{table} as select * from {table} where 1 = 0");
            await db.Sql.Run($"insert into over_{table} select * from {table} where {key} in (select id from day_over)");
        }

        await db.Sql.Run("delete from ratings where id in (select id from day_over)");
        await db.Sql.Run("update day_over set rater_key = null");
        await db.Sql.Run("insert into ratings select * from day_over order by id");
        foreach (var (table, key) in OnRatings(db))
        {
            await db.Sql.Run($"insert into {table} select * from over_{table} order by {key}");
            await db.Sql.Run($"drop table over_{table}");
        }

        await db.Sql.Run("drop table day_over");
    }

    private static IEnumerable<(string Table, string Key)> OnRatings(AppDb db) => db.Model.FindEntityType(typeof(Rating))!
        .GetReferencingForeignKeys().Select(f => (f.DeclaringEntityType.GetTableName()!, f.Properties[0].GetColumnName()));
}
