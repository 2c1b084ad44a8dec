using Core.Calendar;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.FollowUps;

/// <summary>
/// Reminds the authors of plans some days before they are due, on the day, and every week after, until they are done. When the author does
/// not act for the unit any more, whoever does is reminded.
/// </summary>
internal sealed class RemindFollowUps(IDbContextFactory<AppDb> databases, WriteQueue writer, SendLater later, UnitCatalog units,
    WorkingCalendar calendar, TimeProvider time)
{
    private const string OnLeave = """select person_id from leaves where "from" <= @p0 and "to" >= @p0""";
    private static readonly Role[] After = [Role.Head, Role.UnitAdministrator, Role.InstansiAdministrator];

    private const int DaysBefore = 3;
    private const int DaysBetween = 7;
    private const int From = 8;
    private const int To = 16;

    /// <summary>Reminds of what is due; once a day for each plan, on working days from 08.00 on.</summary>
    public Task Run(CancellationToken stop = default) => Run(Hours, stop);

    /// <summary>Whatever the hour, reminds of what a service that ran on has reminded of by now: for a restored copy.</summary>
    public Task RunRestored() => Run(LastHours, default);

    private async Task Run(Func<DateTime, DateOnly?> dayOf, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = time.GetUtcNow();
        var soon = LocalTime.Day(now, units.ZoneOf(null)).AddDays(DaysBefore + 1);
        foreach (var plan in await db.FollowUps.AsNoTracking().Where(f => f.DoneAt == null && f.DueOn <= soon).ToListAsync(stop))
        {
            stop.ThrowIfCancellationRequested();
            var local = LocalTime.Of(now, units.ZoneOf(units.Find(plan.UnitId)));
            if (dayOf(local) is { } day && IsTime(plan, day)) await writer.Enqueue(write => Remind(write, plan, day));
        }
    }

    private DateOnly? Hours(DateTime local) =>
        local.Hour is >= From and <= To && calendar.IsWorkingDay(DateOnly.FromDateTime(local)) ? DateOnly.FromDateTime(local) : null;

    /// <summary>The last day on which these hours have begun.</summary>
    private DateOnly? LastHours(DateTime local)
    {
        var day = DateOnly.FromDateTime(local.Hour < From ? local.AddDays(-1) : local);
        while (!calendar.IsWorkingDay(day)) day = day.AddDays(-1);
        return day;
    }

    private static bool IsTime(FollowUp plan, DateOnly today) => plan.RemindedOn is not { } last
        ? today >= plan.DueOn.AddDays(-DaysBefore)
        : last < plan.DueOn ? today >= plan.DueOn : today >= last.AddDays(DaysBetween);

    private async ValueTask Remind(WriteContext write, FollowUp plan, DateOnly today)
    {
        var taken = await write.Db.FollowUps.FirstOrDefaultAsync(f => f.Id == plan.Id && f.DoneAt == null
            && (f.RemindedOn == null || f.RemindedOn != today));
        if (taken is null || await Receivers(write.Db, plan, today) is not { Count: > 0 } receivers) return;
        taken.RemindedOn = today;
        foreach (var receiver in receivers) await later.Put(write, Reminder(plan, today, receiver));
    }

    /// <summary>
    /// The author while they act for the unit; then the first of its heads, its administrators, those of the instansi who can be reached.
    /// Nobody is reminded on leave: it waits until one of them is back, and falls to nobody else, who would see that they are away.
    /// </summary>
    private static async ValueTask<List<Person>> Receivers(AppDb db, FollowUp plan, DateOnly today)
    {
        var acting = await (from m in db.Memberships
                            join p in db.People on m.PersonId equals p.Id
                            where m.Until == null && p.UnreachableSince == null
                                && ((m.UnitId == plan.UnitId && (m.Role == Role.Head || m.Role == Role.UnitAdministrator))
                                    || m.Role == Role.InstansiAdministrator)
                            select new { m.Role, Person = p }).AsNoTracking().ToListAsync();
        var role = After.FirstOrDefault(r => acting.Exists(a => a.Role == r));
        var first = acting.Exists(a => a.Person.Id == plan.AuthorId) ? acting.Where(a => a.Person.Id == plan.AuthorId)
            : acting.Where(a => a.Role == role);
        var away = (await db.Sql.All(OnLeave, row => row.GetInt64(0), today.ToString("yyyy-MM-dd"))).ToHashSet();
        return [.. first.Select(a => a.Person).DistinctBy(p => p.Id).Where(p => !away.Contains(p.Id))];
    }

    private Outgoing Reminder(FollowUp plan, DateOnly today, Person receiver)
    {
        var (unit, period) = (units.Find(plan.UnitId)!, new Period(PeriodKind.Month, plan.Month));
        var key = today > plan.DueOn ? "plan.overdue" : today == plan.DueOn ? "plan.due-today" : "plan.due-soon";
        var plans = Commands.Plans.With(unit.Code, period.Code);
        var message = new OutgoingMessage
        {
            Address = receiver.Address,
            Says = LocalizedText.Of(key, unit.Label, plan.What, plan.Who, LocalizedText.Date(plan.DueOn)),
            Rows = [[Button.Of("plan.done-button", plans.With("selesai")), Button.Of("plan.change-button", plans)]],
        };
        var occasion = $"plan:{plan.Id}:{today:yyyyMMdd}:{receiver.Id}";
        return new Outgoing(receiver.Channel, message) { Bulk = true, Occasion = occasion };
    }
}
