using System.Globalization;

namespace Core.Calendar;

/// <summary>Months as they are stored: <c>202611</c> is November 2026, so that they sort as numbers.</summary>
internal static class MonthNumber
{
    /// <summary>The month of a day.</summary>
    public static int Of(DateOnly day) => (day.Year * 100) + day.Month;

    /// <summary>The first day of a month.</summary>
    public static DateOnly FirstDay(int month) => new(month / 100, month % 100, 1);

    /// <summary>The month so many months later, or earlier.</summary>
    public static int Add(int month, int months) => Of(FirstDay(month).AddMonths(months));

    /// <summary>The given number of months up to and with the last one, the earliest first.</summary>
    public static IReadOnlyList<int> Until(int last, int count) => [.. Enumerable.Range(1 - count, count).Select(back => Add(last, back))];

    /// <summary>How many months there are from one to another, both counted.</summary>
    public static int Count(int from, int to) => ((to / 100) - (from / 100)) * 12 + (to % 100) - (from % 100) + 1;

    /// <summary>As people and programs write it: <c>2026-11</c>.</summary>
    public static string Text(int month) => FirstDay(month).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>2026-11</c>; years 2000 to 2999.</summary>
    public static bool TryParse(string? text, out int month)
    {
        month = 0;
        if (!DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        if (day.Year is < 2000 or > 2999) return false;
        month = Of(day);
        return true;
    }
}
