namespace Core.Calendar;

/// <summary>
/// Working days of a unit: a week of five or six days, less the holidays (hari kerja; not the 3×24 hours of other rules).
/// </summary>
internal sealed class WorkingCalendar(Holidays holidays, int daysPerWeek = 5)
{
    private readonly WorkingWeek _week = WorkingWeek.Of(daysPerWeek);

    /// <summary>A number above every year that is another one, but for a rare chance, when any day is counted otherwise.</summary>
    public int Mark => 10_000 + ((unchecked((holidays.Mark * 31) + daysPerWeek) & int.MaxValue) % 2_000_000_000);

    /// <summary>Whether the unit works on this day, as far as the holidays are decreed (<see cref="IsProvisional"/>).</summary>
    public bool IsWorkingDay(DateOnly day) => !IsWeekend(day) && holidays.On(day) is null;

    /// <summary>Whether the holidays of the day's year are not decreed yet, so that what is said of it may change.</summary>
    public bool IsProvisional(DateOnly day) => !holidays.IsDecreed(day.Year);

    /// <summary>
    /// The day so many working days after one, counted from the next working day on: received on Friday, one day later is
    /// Monday. Provisional when the count touches a year whose holidays are not decreed yet; count again once they are.
    /// </summary>
    public WorkingDate AddWorkingDays(DateOnly received, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var (day, provisional) = (received, false);
        while (days > 0)
        {
            day = day.AddDays(1);
            provisional |= IsProvisional(day);
            if (IsWorkingDay(day)) days--;
        }

        return new WorkingDate(day, provisional);
    }

    /// <summary>Working days after the first day up to and with the second; negative when the second comes first.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from) return -WorkingDaysBetween(to, from);
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1)) if (IsWorkingDay(day)) count++;
        return count;
    }

    /// <summary>The first working day on or after the day.</summary>
    public DateOnly FirstWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The hours of a day (Perpres 21/2023), shorter in Ramadan; null when it is not worked.</summary>
    public WorkingHours? HoursOf(DateOnly day) => IsWorkingDay(day) ? _week.On(day, holidays.IsRamadan(day)) : null;

    private bool IsWeekend(DateOnly day) =>
        day.DayOfWeek == DayOfWeek.Sunday || (day.DayOfWeek == DayOfWeek.Saturday && daysPerWeek == 5);
}

/// <summary>A day reached by counting working days.</summary>
/// <param name="Date">The day.</param>
/// <param name="Provisional">Whether the count touched a year whose holidays are not decreed yet.</param>
internal sealed record WorkingDate(DateOnly Date, bool Provisional);
