using System.Globalization;

namespace Core.Calendar;

/// <summary>A month of a year, stored and sorted by its number: <c>202611</c> is November 2026. The default value is no month.</summary>
internal readonly record struct Month(int Number) : IComparable<Month>
{
    /// <summary>Its year.</summary>
    public int Year => Number / 100;

    /// <summary>Its place in the year, 1 to 12.</summary>
    public int OfYear => Number % 100;

    /// <summary>Its first day.</summary>
    public DateOnly FirstDay => new(Year, OfYear, 1);

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>As people and programs write it: <c>2026-11</c>.</summary>
    public string Text => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The month of a day.</summary>
    public static Month Of(DateOnly day) => Of(day.Year, day.Month);

    /// <summary>The so-manieth month of a year, 1 to 12.</summary>
    public static Month Of(int year, int ofYear) => new((year * 100) + ofYear);

    /// <summary>The month so many months later, or earlier.</summary>
    public Month Add(int months) => Of(FirstDay.AddMonths(months));

    /// <summary>The given number of months up to and with the last one, the earliest first.</summary>
    public static IReadOnlyList<Month> Until(Month last, int count) => [.. Enumerable.Range(1 - count, count).Select(last.Add)];

    /// <summary>How many months there are from one to another, both counted.</summary>
    public static int Count(Month from, Month to) => ((to.Year - from.Year) * 12) + to.OfYear - from.OfYear + 1;

    /// <summary>The one of two that comes first.</summary>
    public static Month Earlier(Month one, Month other) => one < other ? one : other;

    /// <summary>Reads <c>2026-11</c>; years 2000 to 2999.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (!DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        if (day.Year is < 2000 or > 2999) return false;
        month = Of(day);
        return true;
    }

    public int CompareTo(Month other) => Number.CompareTo(other.Number);

    /// <summary>As it is stored.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Month one, Month other) => one.Number < other.Number;

    public static bool operator >(Month one, Month other) => one.Number > other.Number;

    public static bool operator <=(Month one, Month other) => one.Number <= other.Number;

    public static bool operator >=(Month one, Month other) => one.Number >= other.Number;
}
