using System.Globalization;
using System.Text.RegularExpressions;
using Core.Texts;

namespace Core.Units;

/// <summary>
/// The hours of a week, read from how people write them: <c>Senin-Kamis 08.00-16.00; Jumat 08.00-16.30; Libur tutup</c>. A day may have
/// two times, before and after a break. What is said for <c>libur</c> holds on holidays; where nothing is said, they are closed.
/// </summary>
internal sealed partial class OpeningHours
{
    private const int Holiday = 7;

    private static readonly IReadOnlyList<IReadOnlyList<string>> Names =
    [
        .. Wording.TypedInOrder("calendar.typed.days").Zip(Wording.TypedInOrder("calendar.typed.days-short"))
            .Select(d => (IReadOnlyList<string>)[.. d.First.Concat(d.Second)]),
        Wording.Typed("calendar.typed.holiday"),
    ];

    private static readonly IReadOnlyList<string> Closed = Wording.Typed("calendar.typed.closed");
    private static readonly IReadOnlyList<string> Always = Wording.Typed("calendar.typed.every-day");
    private static readonly IReadOnlyList<string> WholeDay = Wording.Typed("calendar.typed.whole-day");
    private static readonly Regex Part = new(
        $@"^(?<days>[a-z ,&–-]+?)[:\s]+(?:(?:{OneOf(Wording.Typed("calendar.typed.at"))}) )?"
        + $@"(?<times>{OneOf([.. Closed, .. WholeDay])}|[0-9].*)$");

    private static readonly Regex Time = new(
        $@"([0-9]{{1,2}}(?:[.:][0-9]{{2}})?)\s*(?:-|–|{OneOf(Wording.Typed("calendar.typed.until"))})"
        + @"\s*([0-9]{1,2}(?:[.:][0-9]{2})?)");

    private static readonly Regex And = new($@"(?<!\w)(?:{OneOf(Wording.Typed("calendar.typed.and"))})(?!\w)");

    private readonly List<OpenTime>?[] _days = new List<OpenTime>?[Holiday + 1];

    private OpeningHours()
    {
    }

    /// <summary>The times of a day, in order; empty when it is closed.</summary>
    public IReadOnlyList<OpenTime> On(DateOnly day, bool holiday) => _days[holiday ? Holiday : (int)day.DayOfWeek] ?? [];

    /// <summary>Reads them; null when they are not written so.</summary>
    public static OpeningHours? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var hours = new OpeningHours();
        var plain = text.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal);
        foreach (var part in Parts().Split(plain).Where(p => p.Trim().Length > 0))
            if (!hours.Take(part.Trim())) return null;
        return hours._days.Any(d => d is not null) ? hours : null;
    }

    private bool Take(string part)
    {
        if (Part.Match(part) is not { Success: true } read) return false;
        if (DaysOf(read.Groups["days"].Value.Trim()) is not { Count: > 0 } days) return false;
        if (TimesOf(read.Groups["times"].Value) is not { } times) return false;
        foreach (var day in days)
        {
            if (_days[day] is not null) return false;
            _days[day] = times;
        }

        return true;
    }

    private static List<int>? DaysOf(string written)
    {
        if (Always.Contains(written)) return [0, 1, 2, 3, 4, 5, 6, Holiday];
        var days = new List<int>();
        foreach (var some in written.Split([',', '&'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = some.Split(['-', '–'], StringSplitOptions.TrimEntries).Select(DayOf).ToList();
            if (ends.Count > 2 || ends.Contains(-1) || (ends.Count == 2 && ends.Contains(Holiday))) return null;
            for (var day = ends[0]; ; day = (day + 1) % Holiday)
            {
                days.Add(day);
                if (day == ends[^1]) break;
            }
        }

        return days;
    }

    private static int DayOf(string name) =>
        Names.Index().Where(n => n.Item.Contains(name)).Select(n => (int?)n.Index).FirstOrDefault() ?? -1;

    private static List<OpenTime>? TimesOf(string written)
    {
        if (Closed.Contains(written.Trim())) return [];
        if (WholeDay.Contains(written.Trim())) return [new OpenTime(TimeOnly.MinValue, TimeOnly.MaxValue)];
        var times = Time.Matches(written).Select(m => (From: ClockOf(m.Groups[1].Value), To: ClockOf(m.Groups[2].Value))).ToList();
        var plain = And.Replace(Time.Replace(written, ""), "").Trim(' ', ',', '&', '+');
        if (times.Count == 0 || plain.Length > 0 || times.Any(t => t.From is null || t.To is null || t.To <= t.From)) return null;
        return [.. times.Select(t => new OpenTime(t.From!.Value, t.To!.Value)).OrderBy(t => t.From)];
    }

    private static TimeOnly? ClockOf(string written) => TimeOnly.TryParseExact(written.Replace(':', '.'), ["H.mm", "%H"],
        CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;

    [GeneratedRegex("[;\n]")]
    private static partial Regex Parts();

    private static string OneOf(IReadOnlyList<string> words) =>
        string.Join('|', words.OrderByDescending(w => w.Length).Select(Regex.Escape));
}

/// <summary>From when to when it is open; the whole day ends at the last moment of it.</summary>
internal readonly record struct OpenTime(TimeOnly From, TimeOnly To)
{
    /// <summary>Whether it is the whole day.</summary>
    public bool IsWholeDay => From == TimeOnly.MinValue && To == TimeOnly.MaxValue;
}
