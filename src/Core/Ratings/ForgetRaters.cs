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
internal sealed class ForgetRaters(WriteQueue writer, PassingKeys keys, UnitCatalog units, TimeProvider time)
{
    /// <summary>Does it. It may run at any moment.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var today = units.All.Select(units.ZoneOf).Append(units.ZoneOf(null)).Min(zone => LocalTime.Day(now, zone));
        var month = Month.Of(today);
        await keys.Forget(today);
        await writer.Enqueue(async write =>
        {
            await ForgetKeys(write.Db, $"{today:yyyy-MM-dd}");
            await write.Db.RaterCounts.Where(c => c.Month < month).ExecuteDeleteAsync();
        });
    }

    private static async ValueTask ForgetKeys(AppDb db, string today)
    {
        // A vendor may keep rows in the order in which they came, and with each the number of its transaction, which the person's row
        // has too. Written anew in the order of their drawn numbers, they have neither.
        await db.Sql.Run(
            $"create temporary table day_over as select * from ratings where rater_key is not null and day < '{today}' and id not in (select rating_id from rating_exclusions)");
        await db.Sql.Run("delete from ratings where id in (select id from day_over)");
        await db.Sql.Run("update day_over set rater_key = null");
        await db.Sql.Run("insert into ratings select * from day_over order by id");
        await db.Sql.Run("update ratings set rater_key = null where rater_key is not null and day < @p0", today);
        await db.Sql.Run("drop table day_over");
    }
}
