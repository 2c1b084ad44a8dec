using Core.Calendar;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Core.Schedules;

/// <summary>
/// Looks which schedules are due and starts a broadcast for each, once for each occasion; what is hours late is left out.
/// </summary>
internal sealed partial class SendScheduled(
    WriteQueue writer, IDbContextFactory<AppDb> databases, UnitCatalog units, WorkingCalendar calendar, TimeProvider time,
        ILogger<SendScheduled> log)
{
    private const int DaysCounted = 400;
    private static readonly TimeSpan Late = TimeSpan.FromHours(3);

    /// <summary>Does it; returns how many broadcasts were started.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync();
        var started = 0;
        var schedules = await db.Schedules.AsNoTracking().Where(s => !s.Paused && s.DeletedAt == null).ToListAsync(stop);
        await CountMissed(db, schedules, now);
        foreach (var schedule in schedules)
        {
            stop.ThrowIfCancellationRequested();
            var zone = ZoneOf(schedule);
            var today = LocalTime.Day(now, zone);
            var due = LocalTime.At(today, schedule.Hour, zone);
            if (now < due || now > due + Late || due < schedule.MadeAt || !Recurrence.Parse(schedule.Rule).FallsOn(today, calendar))
                continue;
            if (await writer.Enqueue(write => Start(write, schedule, today, now, due + Late))) started++;
        }

        return started;
    }

    /// <summary>An occasion whose hours went by since the last look without a broadcast is left out, and worth a line in the log.</summary>
    private async Task CountMissed(AppDb db, List<Schedule> schedules, DateTimeOffset now)
    {
        var last = await writer.Enqueue(write => JobCheckpoint.Look(write, "schedules", now));
        var missed = 0;
        foreach (var schedule in schedules)
        {
            var days = Missed(schedule, last, now).ToList();
            if (days.Count > 0) missed += days
                .Except(await db.Broadcasts.Where(b => b.ScheduleId == schedule.Id && b.Day != null).Select(b => b.Day!.Value)
                .ToListAsync()).Count();
        }

        if (missed > 0) LogMissed(missed, last, now);
    }

    private IEnumerable<DateOnly> Missed(Schedule schedule, DateTimeOffset last, DateTimeOffset now)
    {
        var (zone, rule) = (ZoneOf(schedule), Recurrence.Parse(schedule.Rule));
        var today = LocalTime.Day(now, zone);
        var first = LocalTime.Day(last - Late, zone);
        for (var day = first > today.AddDays(-DaysCounted) ? first : today.AddDays(-DaysCounted); day <= today; day = day.AddDays(1))
        {
            var due = LocalTime.At(day, schedule.Hour, zone);
            if (due >= schedule.MadeAt && due + Late >= last && due + Late < now && rule.FallsOn(day, calendar)) yield return day;
        }
    }

    private TimeZoneInfo ZoneOf(Schedule schedule) => units.ZoneOf(schedule.UnitId is { } id ? units.Find(id) : null);

    private static async ValueTask<bool> Start(WriteContext write, Schedule schedule, DateOnly day, DateTimeOffset now,
        DateTimeOffset until)
    {
        if (await write.Db.Broadcasts.AnyAsync(b => b.ScheduleId == schedule.Id && b.Day == day)) return false;
        write.Db.Broadcasts.Add(new Broadcast
        {
            Text = schedule.Text,
            FileId = schedule.FileId,
            UnitId = schedule.UnitId,
            Role = schedule.Role,
            ToGroups = schedule.ToGroups,
            MadeBy = schedule.MadeBy,
            At = now,
            ScheduleId = schedule.Id,
            Day = day,
            ValidUntil = until,
        });
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Left out {Count} scheduled messages that fell due while the service was away ({From:u} to {To:u}).")]
    private partial void LogMissed(int count, DateTimeOffset from, DateTimeOffset to);
}
