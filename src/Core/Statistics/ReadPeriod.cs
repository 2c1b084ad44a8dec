using System.Globalization;
using Core.Calendar;
using Core.Skm;
using Core.Texts;

namespace Core.Statistics;

/// <summary>
/// Understands a period among typed words, in Indonesian and English: <c>oktober</c>, <c>okt 2026</c>, <c>triwulan 3</c>,
/// <c>semester 1 2026</c>, <c>2026-10</c>, <c>tahun 2026</c>, <c>bulan lalu</c>. Where the year is not said, it is the latest one
/// in which the period has begun.
/// </summary>
internal static class ReadPeriod
{
    private static readonly Dictionary<string, PeriodKind> Kinds = Enum.GetValues<PeriodKind>()
        .SelectMany(kind => Wording.Typed($"calendar.typed.{kind}").Select(word => (word, kind)))
        .ToDictionary(k => k.word, k => k.kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>The letters of a kind that are written together with its number: "q3".</summary>
    private static readonly Dictionary<string, PeriodKind> Glued = ((PeriodKind[])[PeriodKind.Quarter, PeriodKind.Semester])
        .SelectMany(kind => Wording.Typed($"calendar.typed.glued.{kind}").Select(letter => (letter, kind)))
        .ToDictionary(k => k.letter, k => k.kind, StringComparer.OrdinalIgnoreCase);

    private static readonly IReadOnlyList<string> Last = Wording.Typed("calendar.typed.last");
    private static readonly IReadOnlyList<string> Now = Wording.Typed("calendar.typed.now");
    private static readonly string[] Numbers = ["i", "ii", "iii", "iv", "1", "2", "3", "4"];
    private static readonly Dictionary<string, int> MonthNames = NamesOfMonths();

    /// <summary>The period in the words, and the words that were not part of it; no period when none was named.</summary>
    public static (Period? Period, IReadOnlyList<string> Others) In(IReadOnlyList<string> words, Month thisMonth)
    {
        var rest = words.ToList();
        var year = TakeYear(rest);
        var period = TakeCode(rest) ?? TakeKind(rest, year, thisMonth) ?? TakeMonth(rest, year, thisMonth);
        if (period is null && year is not null) period = Period.Of(PeriodKind.Year, year.Value, 1);
        return (period, rest);
    }

    private static int? TakeYear(List<string> words)
    {
        var at = words.FindIndex(w => w.Length == 4 && int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            && y is >= 2000 and <= 2999);
        if (at < 0) return null;
        var year = int.Parse(words[at], CultureInfo.InvariantCulture);
        words.RemoveAt(at);
        return year;
    }

    private static Period? TakeCode(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (OfCode(words[i]) is not { } period) continue;
            words.RemoveAt(i);
            return period;
        }

        return null;
    }

    private static Period? OfCode(string word)
    {
        if (Month.TryParse(word, out var month)) return Period.Of(PeriodKind.Month, month);
        if (word.Length == 7 && word[2] == '/' && Month.TryParse($"{word[3..]}-{word[..2]}", out month))
            return Period.Of(PeriodKind.Month, month);
        if (word.Length != 7 || word[4] != '-' || !char.IsAsciiDigit(word[6])
            || !int.TryParse(word[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return null;
        return char.ToUpperInvariant(word[5]) switch
        {
            'T' or 'Q' => Period.Of(PeriodKind.Quarter, year, word[6] - '0'),
            'S' => Period.Of(PeriodKind.Semester, year, word[6] - '0'),
            _ => null,
        };
    }

    private static Period? TakeKind(List<string> words, int? year, Month thisMonth)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (KindOf(words[i]) is not (var kind, var glued)) continue;
            words.RemoveAt(i);
            var current = Period.Of(kind, thisMonth);
            if (TakeOneOf(words, Last)) return current.Before;
            if (TakeOneOf(words, Now)) return current;
            var number = glued ?? (kind is PeriodKind.Quarter or PeriodKind.Semester ? TakeNumber(words, i) : null);
            if (number is not null) return Latest(kind, number.Value, year, thisMonth);
            if (kind == PeriodKind.Month && TakeMonth(words, year, thisMonth) is { } named) return named;
            return year is null ? current : Latest(kind, Period.Of(kind, Month.Of(year.Value, 12)).Number, year, thisMonth);
        }

        return null;
    }

    private static Period? TakeMonth(List<string> words, int? year, Month thisMonth)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!MonthNames.TryGetValue(words[i].TrimEnd('.'), out var month)) continue;
            words.RemoveAt(i);
            return Latest(PeriodKind.Month, month, year, thisMonth);
        }

        return null;
    }

    private static Period? Latest(PeriodKind kind, int number, int? year, Month thisMonth)
    {
        if (year is not null) return Period.Of(kind, year.Value, number);
        var period = Period.Of(kind, thisMonth.Year, number);
        return period?.From > thisMonth ? Period.Of(kind, thisMonth.Year - 1, number) : period;
    }

    private static bool TakeOneOf(List<string> words, IReadOnlyList<string> wanted)
    {
        var at = words.FindIndex(w => wanted.Contains(w, StringComparer.OrdinalIgnoreCase));
        if (at < 0) return false;
        words.RemoveAt(at);
        return true;
    }

    private static int? TakeNumber(List<string> words, int at)
    {
        if (at >= words.Count || Array.FindIndex(Numbers, n => n.Equals(words[at], StringComparison.OrdinalIgnoreCase)) is var found
            && found < 0) return null;
        words.RemoveAt(at);
        return (found % 4) + 1;
    }

    /// <summary>The kind that a word names; tw3, q3, s1 are kind and number in one word.</summary>
    private static (PeriodKind Kind, int? Number)? KindOf(string word)
    {
        if (Kinds.TryGetValue(word, out var kind)) return (kind, null);
        if (word.Length < 2 || !char.IsAsciiDigit(word[^1]) || char.IsAsciiDigit(word[^2])) return null;
        var name = word[..^1];
        return (Glued.TryGetValue(name, out kind) || Kinds.TryGetValue(name, out kind)) && kind is PeriodKind.Quarter or PeriodKind.Semester
            ? (kind, word[^1] - '0') : null;
    }

    private static Dictionary<string, int> NamesOfMonths() => Wording.TypedInOrder("calendar.typed.months").Index()
        .SelectMany(m => m.Item.Select(name => (name, Number: m.Index + 1)))
        .ToDictionary(m => m.name, m => m.Number, StringComparer.OrdinalIgnoreCase);
}
