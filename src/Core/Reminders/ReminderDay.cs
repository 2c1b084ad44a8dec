using Core.Calendar;
using Core.Membership.Profiles;

namespace Core.Reminders;

/// <summary>What a person's day looks like to the planner.</summary>
/// <param name="Hour">The hour they chose.</param>
/// <param name="Rhythm">How often they want it.</param>
/// <param name="Zone">The zone of their unit.</param>
internal sealed record PersonDay(TimeOnly Hour, ReminderRhythm Rhythm, TimeZoneInfo Zone)
{
    /// <summary>The last day of a pause.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>Days of own leave.</summary>
    public IReadOnlyList<DateRange> Leaves { get; init; } = [];

    /// <summary>Whether they are in the middle of a dialog.</summary>
    public bool InDialog { get; init; }

    /// <summary>When they joined.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>The last day that is settled already, sent or not; null when none is.</summary>
    public DateOnly? Settled { get; init; }
}

/// <summary>What to do about a person's reminder at a moment.</summary>
internal enum ReminderStep
{
    /// <summary>Nothing today, or not yet.</summary>
    Nothing,

    /// <summary>Send it now.</summary>
    Send,

    /// <summary>The person is in a dialog; look again soon.</summary>
    Wait,

    /// <summary>The day is settled without one: leave.</summary>
    Leave,

    /// <summary>The day is settled without one: too late.</summary>
    Drop,
}

/// <summary>Decides about reminders: working days, own hour, zone, leave, quiet hours, Ramadan. It reads no clock and no table.</summary>
internal sealed class ReminderDay(WorkingCalendar calendar, Holidays holidays, RemindersOptions options)
{
    /// <summary>What to do now.</summary>
    public ReminderStep Decide(PersonDay person, DateTimeOffset now)
    {
        var today = LocalTime.Day(now, person.Zone);
        if (person.Settled >= today || !IsWanted(person, today)) return ReminderStep.Nothing;
        var due = DueAt(person, today);
        if (now < due) return ReminderStep.Nothing;
        if (person.Leaves.Any(l => l.From <= today && today <= l.To)) return ReminderStep.Leave;
        if (now > LatestAt(person, today) || person.JoinedAt > due) return ReminderStep.Drop;
        return person.InDialog ? ReminderStep.Wait : ReminderStep.Send;
    }

    /// <summary>
    /// When the reminder of a day is due: the person's hour, but not in quiet hours, and in Ramadan not before the offices open.
    /// </summary>
    public DateTimeOffset DueAt(PersonDay person, DateOnly day)
    {
        var hour = person.Hour < options.QuietUntil ? options.QuietUntil : person.Hour;
        if (holidays.IsRamadan(day) && calendar.HoursOf(day) is { } hours && hour < hours.From) hour = hours.From;
        return LocalTime.At(day, hour, person.Zone);
    }

    /// <summary>The last moment of a day's reminder.</summary>
    public DateTimeOffset LatestAt(PersonDay person, DateOnly day)
    {
        var latest = DueAt(person, day).AddMinutes(options.LateMinutes);
        var quiet = LocalTime.At(day, options.QuietFrom, person.Zone);
        return latest < quiet ? latest : quiet;
    }

    /// <summary>Whether the person wants a reminder on this day and it is worked.</summary>
    public bool IsWanted(PersonDay person, DateOnly day)
    {
        if (!calendar.IsWorkingDay(day) || person.PausedUntil >= day) return false;
        return person.Rhythm switch
        {
            ReminderRhythm.Daily => true,
            ReminderRhythm.ThriceWeekly => day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Wednesday or DayOfWeek.Friday,
            ReminderRhythm.Weekly => calendar.FirstWorkingDay(Monday(day)) == day,
            _ => false,
        };
    }

    /// <summary>Whether the day is the last working one of its week.</summary>
    public bool EndsWeek(DateOnly day) => calendar.IsWorkingDay(day) && calendar.FirstWorkingDay(day.AddDays(1)) >= Monday(day).AddDays(7);

    /// <summary>Whether the day is the last working one of its month.</summary>
    public bool EndsMonth(DateOnly day) => calendar.IsWorkingDay(day) && calendar.FirstWorkingDay(day.AddDays(1)).Month != day.Month;

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
