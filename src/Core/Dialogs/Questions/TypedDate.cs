using System.Globalization;
using System.Text.RegularExpressions;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>Understands dates as people type them, day first; a missing year is the one that makes the date nearest to today.</summary>
internal static partial class TypedDate
{
    private static readonly (string Key, int Days)[] Near =
        [("question.today-words", 0), ("question.yesterday-words", -1), ("question.tomorrow-words", 1)];

    /// <summary>The date; null when it is none.</summary>
    public static DateOnly? Parse(string typed, DateOnly today)
    {
        var text = typed.Trim().ToLowerInvariant();
        foreach (var (key, days) in Near)
            if (Wording.Languages.Any(l => Wording.Of(l)[key].Split(", ").Contains(text))) return today.AddDays(days);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso)) return iso;
        if (Form().Match(text) is not { Success: true } match) return null;
        var month = MonthOf(match.Groups["month"].Value);
        return month == 0 ? null : Make(int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture), month,
            match.Groups["year"].Value, today);
    }

    private static int MonthOf(string written)
    {
        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number is >= 1 and <= 12 ? number : 0;
        if (written.Length < 3) return 0;
        foreach (var language in Wording.Languages)
            for (var month = 1; month <= 12; month++)
                if (Wording.Of(language).Month(month).StartsWith(written, StringComparison.OrdinalIgnoreCase)) return month;
        return 0;
    }

    private static DateOnly? Make(int day, int month, string written, DateOnly today)
    {
        if (written.Length > 0)
        {
            var year = int.Parse(written, CultureInfo.InvariantCulture);
            return Valid(year < 100 ? 2000 + year : year, month, day);
        }

        return new[] { today.Year - 1, today.Year, today.Year + 1 }.Select(y => Valid(y, month, day))
            .Where(d => d is not null).OrderBy(d => Math.Abs(d!.Value.DayNumber - today.DayNumber)).FirstOrDefault();
    }

    private static DateOnly? Valid(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    // [0-9] and not \d, which is the digits of every script: those are no number to int.Parse.
    [GeneratedRegex(@"^(?<day>[0-9]{1,2})[\s/.\-]+(?<month>[0-9]{1,2}|[a-z]+)(?:[\s/.\-,]+(?<year>[0-9]{4}|[0-9]{2}))?$")]
    private static partial Regex Form();
}
