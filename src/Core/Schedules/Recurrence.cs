using System.Globalization;
using Core.Calendar;

namespace Core.Schedules;

/// <summary>A rule by which days come again. It knows the calendar and no clock.</summary>
/// <param name="Kind">Which kind of rule.</param>
/// <param name="Number">The day of the month, or which weekday or working day of it; -1 is the last.</param>
/// <param name="Weekday">The weekday, for the rules that have one.</param>
/// <param name="Date">The day of a rule that comes once, or the day and month of a yearly one.</param>
/// <param name="Move">What happens when the day is not worked.</param>
internal sealed record Recurrence(RecurrenceKind Kind, int Number, DayOfWeek Weekday, DateOnly? Date, HolidayMove Move)
{
    private const int YearsAhead = 5;

    /// <summary>As it is stored.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Kind}|{Number}|{(int)Weekday}|{Date:yyyy-MM-dd}|{Move}");

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    public static Recurrence Parse(string text)
    {
        var parts = text.Split('|');
        return new Recurrence(
            Enum.Parse<RecurrenceKind>(parts[0]),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            (DayOfWeek)int.Parse(parts[2], CultureInfo.InvariantCulture),
            parts[3].Length == 0 ? null : DateOnly.ParseExact(parts[3], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Enum.Parse<HolidayMove>(parts[4]));
    }

    /// <summary>The first day of the rule after a day; null when there is none any more.</summary>
    public DateOnly? Next(DateOnly after, WorkingCalendar calendar) => Coming(after, 1, calendar).Cast<DateOnly?>().FirstOrDefault();

    /// <summary>The next days of the rule after a day, at most so many.</summary>
    public IReadOnlyList<DateOnly> Coming(DateOnly after, int count, WorkingCalendar calendar) =>
        [.. Raw(after.AddDays(-31), after.AddYears(YearsAhead), calendar).Select(d => Moved(d, calendar)).OfType<DateOnly>()
            .Where(d => d > after).Distinct().Take(count)];

    /// <summary>Whether the rule falls on this day.</summary>
    public bool FallsOn(DateOnly day, WorkingCalendar calendar) => Next(day.AddDays(-1), calendar) == day;

    private DateOnly? Moved(DateOnly day, WorkingCalendar calendar)
    {
        if (Move == HolidayMove.Keep || calendar.IsWorkingDay(day)) return day;
        if (Move == HolidayMove.After) return calendar.FirstWorkingDay(day);
        if (Move == HolidayMove.Skip) return null;
        while (!calendar.IsWorkingDay(day)) day = day.AddDays(-1);
        return day;
    }

    private IEnumerable<DateOnly> Raw(DateOnly from, DateOnly to, WorkingCalendar calendar)
    {
        if (Kind == RecurrenceKind.Once)
        {
            if (Date >= from) yield return Date.Value;
            yield break;
        }

        if (Kind == RecurrenceKind.Weekly)
        {
            for (var day = from.AddDays(((int)Weekday - (int)from.DayOfWeek + 7) % 7); day <= to; day = day.AddDays(7)) yield return day;
            yield break;
        }

        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to; month = month.AddMonths(1))
            if (InMonth(month, calendar) is { } day) yield return day;
    }

    private DateOnly? InMonth(DateOnly first, WorkingCalendar calendar)
    {
        var length = DateTime.DaysInMonth(first.Year, first.Month);
        var days = Enumerable.Range(0, length).Select(first.AddDays);
        return Kind switch
        {
            RecurrenceKind.MonthDay => first.AddDays(Math.Min(Number, length) - 1),
            RecurrenceKind.LastDay => first.AddDays(length - 1),
            RecurrenceKind.NthWeekday => Nth([.. days.Where(d => d.DayOfWeek == Weekday)]),
            RecurrenceKind.NthWorkingDay => Nth([.. days.Where(calendar.IsWorkingDay)]),
            _ => Date!.Value.Month == first.Month ? first.AddDays(Math.Min(Date.Value.Day, length) - 1) : null,
        };
    }

    private DateOnly? Nth(List<DateOnly> days)
    {
        var index = Number > 0 ? Number - 1 : days.Count + Number;
        return index >= 0 && index < days.Count ? days[index] : null;
    }
}

/// <summary>Kinds of rules.</summary>
internal enum RecurrenceKind
{
    /// <summary>On one day.</summary>
    Once,

    /// <summary>On a weekday.</summary>
    Weekly,

    /// <summary>On a day of the month; its last where the month is shorter.</summary>
    MonthDay,

    /// <summary>On the last day of the month.</summary>
    LastDay,

    /// <summary>On the n-th such weekday of the month.</summary>
    NthWeekday,

    /// <summary>On the n-th working day of the month.</summary>
    NthWorkingDay,

    /// <summary>On a day of the year.</summary>
    Yearly,
}

/// <summary>What happens to an occasion on a day that is not worked.</summary>
internal enum HolidayMove
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It moves to the working day before.</summary>
    Before,

    /// <summary>It moves to the working day after.</summary>
    After,

    /// <summary>It does not take place.</summary>
    Skip,
}
