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
    private static readonly Dictionary<string, PeriodKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bulan"] = PeriodKind.Month,
        ["bln"] = PeriodKind.Month,
        ["month"] = PeriodKind.Month,
        ["triwulan"] = PeriodKind.Quarter,
        ["tw"] = PeriodKind.Quarter,
        ["kuartal"] = PeriodKind.Quarter,
        ["quarter"] = PeriodKind.Quarter,
        ["semester"] = PeriodKind.Semester,
        ["smt"] = PeriodKind.Semester,
        ["tahun"] = PeriodKind.Year,
        ["thn"] = PeriodKind.Year,
        ["year"] = PeriodKind.Year,
    };

    private static readonly string[] Last = ["lalu", "kemarin", "sebelumnya", "last", "previous"];
    private static readonly string[] Now = ["ini", "sekarang", "this", "current"];
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
            var (word, glued) = Split(words[i]);
            if (!Kinds.TryGetValue(word, out var kind)) continue;
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

    private static bool TakeOneOf(List<string> words, string[] wanted)
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

    /// <summary>tw3, q3, s1 as one word.</summary>
    private static (string Word, int? Number) Split(string word)
    {
        if (word.Length < 2 || !char.IsAsciiDigit(word[^1]) || char.IsAsciiDigit(word[^2])) return (word, null);
        var name = word[..^1].ToLowerInvariant() switch { "q" => "quarter", "s" => "semester", "t" => "triwulan", var other => other };
        return Kinds.TryGetValue(name, out var kind) && kind is PeriodKind.Quarter or PeriodKind.Semester ? (name, word[^1] - '0')
            : (word, null);
    }

    private static Dictionary<string, int> NamesOfMonths()
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in (string[])["calendar.months", "calendar.months-short"])
            foreach (var language in Wording.Languages)
                foreach (var (i, name) in Wording.Of(language)[key].Split(' ').Index()) names.TryAdd(name, i + 1);
        foreach (var (name, month) in (ReadOnlySpan<(string, int)>)[("agt", 8), ("ags", 8), ("agust", 8), ("sept", 9), ("nop", 11),
            ("nopember", 11), ("pebruari", 2)]) names.TryAdd(name, month);
        return names;
    }
}
