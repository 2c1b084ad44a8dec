using System.ComponentModel.DataAnnotations;

namespace Core.Calendar;

/// <summary>Settings of section <c>Calendar</c>.</summary>
internal sealed class CalendarOptions
{
    /// <summary>A folder with further holiday files (regional holidays, years decreed later); none by default.</summary>
    public string? HolidayFolder { get; set; }

    /// <summary>Working days of a week, 5 or 6.</summary>
    [Range(5, 6)]
    public int WorkingDaysPerWeek { get; set; } = 5;
}
