using Core.Calendar;
using Core.Persistence;
using Core.Units;

namespace Core.Berakhlak;

/// <summary>
/// Takes goals into the new month, unless their owner ended them. A goal that was dropped there stays dropped, and one that was for a
/// single reminder ends with its month.
/// </summary>
internal sealed class CarryGoals(WriteQueue writer, UnitCatalog units, TimeProvider time)
{
    private const string Copy = """
        insert into goals (person_id, month, value, behaviour, text, rhythm, state, made_at)
        select g.person_id, @p1, g.value, g.behaviour, g.text, g.rhythm, g.state, @p2 from goals g
        where g.month = @p0 and g.state in ('Active', 'Paused') and g.rhythm <> 'Once'
        and not exists (select 1 from goals h where h.person_id = g.person_id and h.month = @p1 and h.value = g.value
            and coalesce(h.behaviour, '') = coalesce(g.behaviour, '') and coalesce(h.text, '') = coalesce(g.text, ''))
        """;

    /// <summary>Does it; returns how many went on. It may run at any time and in several processes.</summary>
    public Task<int> Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var month = units.All.Select(units.ZoneOf).Append(units.ZoneOf(null)).Max(zone => LocalTime.MonthOf(now, zone));
        return writer.Enqueue(async write =>
        {
            stop.ThrowIfCancellationRequested();
            await write.Db.Sql.Lock("goals:carry");
            return await write.Db.Sql.Run(Copy, month.Add(-1), month,
                now.ToUnixTimeMilliseconds());
        });
    }
}
