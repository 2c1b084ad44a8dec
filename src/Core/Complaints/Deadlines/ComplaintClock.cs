using Core.Calendar;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Deadlines;

/// <summary>
/// A complaint's dates, in working days of its unit's calendar and zone. A day counts from the next working day on; a pause
/// (the citizen was asked) gives its working days back. Beyond the decreed years dates are provisional, never refused.
/// </summary>
internal sealed class ComplaintClock(WorkingCalendar calendar, UnitCatalog units, IOptions<ComplaintsOptions> options)
{
    /// <summary>The earliest hour at which officials can have their morning message: by then what is due that day is in it.</summary>
    public static readonly TimeOnly EarliestDigest = new(6, 30);

    private static readonly TimeOnly UsualClosing = new(16, 0);

    /// <summary>What is done as a due date comes and goes, in order.</summary>
    public static IReadOnlyList<Act> Stages { get; } = [Act.RemindBefore, Act.RemindOnDay, Act.RemindLate, Act.EscalateToHead,
        Act.EscalateToInstansi];

    /// <summary>By which calendar dates are counted now.</summary>
    public int Calendar => calendar.Mark;

    public TimeZoneInfo ZoneOf(DatedComplaint complaint) => units.ZoneOf(complaint.UnitId is { } id ? units.Find(id) : null);

    /// <summary>The zone of a unit; the instansi's where nobody knows the unit yet.</summary>
    public TimeZoneInfo ZoneOf(Unit? unit) => units.ZoneOf(unit);

    /// <summary>The day that it is for the complaint's unit.</summary>
    public DateOnly Day(DatedComplaint complaint, DateTimeOffset now) => LocalTime.Day(now, ZoneOf(complaint));

    /// <summary>The day, so many working days after another, and whether that can still change.</summary>
    public WorkingDate After(DateOnly day, int workingDays) => calendar.AddWorkingDays(day, workingDays);

    /// <summary>Working days that a pause took.</summary>
    public int PausedDays(DateOnly from, DateOnly to) => Math.Max(0, calendar.WorkingDaysBetween(from, to));

    /// <summary>
    /// The day by which the complaint must be followed up; null while its class is open or it is no longer to be followed up.
    /// </summary>
    public WorkingDate? FollowUp(DatedComplaint complaint) =>
        complaint.Class is { } kind ? After(complaint.ReceivedOn, options.Value.LimitOf(kind) + complaint.PausedDays) : null;

    /// <summary>The day by which the present step must be done; null when nobody is waited for or the clock stands still.</summary>
    public WorkingDate? Due(DatedComplaint complaint) => complaint.State switch
    {
        ComplaintState.Submitted => Earlier(After(WithTriageFrom(complaint), options.Value.VerifyDays), FollowUp(complaint)),
        ComplaintState.Returned => new WorkingDate(complaint.StepFrom.AddDays(options.Value.CompleteDays), false),
        ComplaintState.Forwarded or ComplaintState.Reopened =>
            Earlier(After(complaint.StepFrom, options.Value.RespondDays), FollowUp(complaint)),
        ComplaintState.InProgress => FollowUp(complaint),
        ComplaintState.Resolved => After(complaint.StepFrom, options.Value.AutoCloseDays),
        ComplaintState.Closed => After(complaint.StepFrom, options.Value.ReopenDays),
        _ => null,
    };

    /// <summary>The day from which triage has its days: what came back to it began to wait there only then.</summary>
    public static DateOnly WithTriageFrom(DatedComplaint complaint) =>
        complaint.StepFrom > complaint.ReceivedOn ? complaint.StepFrom : complaint.ReceivedOn;

    /// <summary>The moment at which the office closes on a day.</summary>
    public DateTimeOffset Closing(DateOnly day, TimeZoneInfo zone) => LocalTime.At(day, calendar.HoursOf(day)?.To ?? UsualClosing, zone);

    /// <summary>When a stage of reminding comes for a due day: before the first official wants their morning message.</summary>
    public DateTimeOffset StageAt(Act stage, DateOnly due, TimeZoneInfo zone)
    {
        var day = stage switch
        {
            Act.RemindBefore => WorkingDayBefore(due),
            Act.RemindOnDay => due,
            Act.RemindLate => After(due, 1).Date,
            Act.EscalateToHead => After(due, options.Value.EscalateToHeadDays).Date,
            _ => After(due, options.Value.EscalateToInstansiDays).Date,
        };
        return LocalTime.At(day, EarliestDigest, zone);
    }

    /// <summary>What is to be reminded of next after a stage: reminders whose time is over are passed by, escalations never.</summary>
    public (Act Stage, DateTimeOffset At)? NextStage(DatedComplaint complaint, DateTimeOffset now, Act? after)
    {
        if (complaint.DueOn is not { } due) return null;
        var zone = ZoneOf(complaint);
        if (!complaint.IsWithOfficials)
            return after is null ? (complaint.State == ComplaintState.Resolved ? Act.Close : Act.Lapse, Closing(due, zone)) : null;
        foreach (var stage in Stages.Skip(after is { } done ? Stages.IndexOf(done) + 1 : 0))
        {
            var at = StageAt(stage, due, zone);
            if (at > now || stage is not (Act.RemindBefore or Act.RemindOnDay)) return (stage, at);
        }

        return null;
    }

    private static WorkingDate Earlier(WorkingDate one, WorkingDate? other) => other is not null && other.Date < one.Date ? other : one;

    private DateOnly WorkingDayBefore(DateOnly day)
    {
        do day = day.AddDays(-1);
        while (!calendar.IsWorkingDay(day));
        return day;
    }
}

/// <summary>The place of something in a list that cannot be changed.</summary>
file static class Places
{
    public static int IndexOf<T>(this IReadOnlyList<T> list, T wanted)
    {
        for (var i = 0; i < list.Count; i++)
            if (EqualityComparer<T>.Default.Equals(list[i], wanted)) return i;
        return -1;
    }
}
