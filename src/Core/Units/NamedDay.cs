using Core.Texts;

namespace Core.Units;

/// <summary>The coming day that a question names: "besok", "hari Minggu", "Thursday".</summary>
internal static class NamedDay
{
    private static readonly IReadOnlyList<string> Tomorrow =
        [.. Wording.Languages.SelectMany(l => Wording.Of(l)["question.tomorrow-words"].Split(", "))];

    private static readonly IReadOnlyList<IReadOnlyList<string>> Days = Wording.TypedInOrder("calendar.typed.days");
    private static readonly IReadOnlyList<string> WordForDay = Wording.Typed("calendar.typed.day");

    /// <summary>The day, within a week after today; null where none is named, or today is.</summary>
    public static DateOnly? In(string? text, DateOnly today)
    {
        var words = (text ?? "").ToLowerInvariant().Split([' ', '\n', ',', '.', '?', '!'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var named = Enumerable.Range(0, Days.Count).Where(d => Days[d].Contains(words[i])).Select(d => (int?)d).FirstOrDefault();
            if (named is { } day && !IsWeek(words, i)) return Coming(day, today);
        }

        return words.Any(Tomorrow.Contains) ? today.AddDays(1) : null;
    }

    /// <summary>The question without the words that name a day, which are part of no unit's name.</summary>
    public static string Without(string text)
    {
        var words = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var rest = words.Where(w => !NamesDay(w.ToLowerInvariant().Trim(',', '.', '?', '!'))).ToList();
        return rest.Count > 0 ? string.Join(' ', rest) : text;
    }

    private static bool NamesDay(string word) =>
        Tomorrow.Contains(word) || WordForDay.Contains(word) || Days.Any(day => day.Contains(word));

    /// <summary>"minggu" is a week as well as a Sunday: a day where that is said before it.</summary>
    private static bool IsWeek(string[] words, int at) =>
        words[at] == "minggu" && (at == 0 || !(WordForDay.Contains(words[at - 1]) || Tomorrow.Contains(words[at - 1])));

    private static DateOnly? Coming(int day, DateOnly today)
    {
        var ahead = (day - (int)today.DayOfWeek + 7) % 7;
        return ahead == 0 ? null : today.AddDays(ahead);
    }
}
