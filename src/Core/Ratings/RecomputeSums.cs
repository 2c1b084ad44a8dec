using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Ratings;

/// <summary>
/// Makes the sums of months anew from their ratings, where they differ. Unit by unit in short transactions under the lock that every rating
/// of the unit takes, so that it may run beside the service.
/// </summary>
internal sealed class RecomputeSums(IDbContextFactory<AppDb> databases, IWorkers workers, Instruments instruments)
{
    /// <summary>Does it; which sums were wrong.</summary>
    public async Task<IReadOnlyList<WrongSum>> Run()
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        db.Sql.Workers = workers;
        var wrong = await CompareSums.Find(db, instruments);
        foreach (var unit in wrong.GroupBy(w => w.UnitId))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await ScoreSums.Lock(db, unit.Key);
            foreach (var sum in unit) await Make(db, sum);
            await db.Sql.RunWhatIsGoing();
            await transaction.CommitAsync();
        }

        db.Sql.Workers = null;
        return wrong;
    }

    private async ValueTask Make(AppDb db, WrongSum sum)
    {
        foreach (var instrument in await CompareSums.Known(db, instruments))
        {
            await db.Sql.Run("delete from monthly_sums where instrument = @p0 and unit_id = @p1 and month = @p2", instrument.Id, sum.UnitId,
                sum.Month);
            await db.Sql.Run($"""
                insert into monthly_sums (unit_id, service_id, month, instrument, respondents, s1, s2, s3, s4, s5, s6, s7, s8, s9, squares, paper)
                {CompareSums.Scored(instrument, " and unit_id = @p1 and month = @p2")}
                """, instrument.Id, sum.UnitId, sum.Month);
        }

        await db.Sql.Run("delete from respondent_sums where unit_id = @p0 and month = @p1", sum.UnitId, sum.Month);
        await db.Sql.Run($"""
            insert into respondent_sums (unit_id, month, question, code, respondents)
            {CompareSums.Said(" and unit_id = @p0 and month = @p1")}
            """, sum.UnitId, sum.Month);
    }
}
