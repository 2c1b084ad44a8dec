using Core.Calendar;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Schedules;

/// <summary>Looks which schedules are due and starts a broadcast for each, once for each occasion; what is hours late is left out.</summary>
public sealed class SendScheduled(Writer writer, IDbContextFactory<AppDb> databases, UnitCatalog units, WorkingCalendar calendar, TimeProvider time)
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(3);

    /// <summary>Does it; returns how many broadcasts were started.</summary>
    public async Task<int> Run()
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync();
        var started = 0;
        foreach (var schedule in await db.Schedules.AsNoTracking().Where(s => !s.Paused && s.DeletedAt == null).ToListAsync())
        {
            var zone = units.ZoneOf(schedule.UnitId is { } id ? units.Find(id) : null);
            var today = LocalTime.Day(now, zone);
            var due = LocalTime.At(today, schedule.Hour, zone);
            if (now < due || now > due + Late || due < schedule.MadeAt || !Recurrence.Parse(schedule.Rule).FallsOn(today, calendar)) continue;
            if (await writer.Do(turn => Start(turn, schedule, today, now, due + Late))) started++;
        }

        return started;
    }

    private static async ValueTask<bool> Start(WriteTurn turn, Schedule schedule, DateOnly day, DateTimeOffset now, DateTimeOffset until)
    {
        if (await turn.Db.Broadcasts.AnyAsync(b => b.ScheduleId == schedule.Id && b.Day == day)) return false;
        turn.Db.Broadcasts.Add(new Broadcast
        {
            Text = schedule.Text,
            UnitId = schedule.UnitId,
            Role = schedule.Role,
            MadeBy = schedule.MadeBy,
            At = now,
            ScheduleId = schedule.Id,
            Day = day,
            ValidUntil = until,
        });
        return true;
    }
}
