using System.Globalization;
using System.Text.RegularExpressions;
using Core.Calendar;
using Core.Texts;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Core.DaysOff;

/// <summary>
/// Reads a year's days off, as an administrator copies them from the joint decree: a line a day with date, weekday and name, as CSV or as
/// plain text; or a calendar file (ICS). A weekday that does not fit its date shows the slip in either.
/// </summary>
internal static partial class ReadDaysOff
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> Months = Wording.TypedInOrder("calendar.typed.months");

    /// <summary>Whole names, from Sunday on.</summary>
    private static readonly IReadOnlyList<IReadOnlyList<string>> Weekdays = Wording.TypedInOrder("calendar.typed.days");

    private static readonly IReadOnlyList<string> CollectiveLeave = Wording.Typed("calendar.typed.collective-leave");
    private static readonly Regex Heading = new($"^(?:{OneOf(Wording.Typed("calendar.typed.heading"))})", RegexOptions.IgnoreCase);

    /// <summary>The column that says the kind, at the end.</summary>
    private static readonly Regex Kinds = new($@"\s(?:{OneOf(Wording.Typed("calendar.typed.holiday-kinds"))})$", RegexOptions.IgnoreCase);

    /// <summary>The days of a text, and what is wrong with it line by line.</summary>
    public static (IReadOnlyList<Holiday> Days, IReadOnlyList<Slip> Slips) Lines(string text)
    {
        var (days, slips) = (new SortedDictionary<DateOnly, Holiday>(), new List<Slip>());
        var lines = TextFormatting.Clean(Characters.Seen(text).ReplaceLineEndings("\n")).Split('\n');
        foreach (var (line, number) in lines.Select((l, i) => (l.Trim().Trim('"', '-', '•', ' '), i + 1)))
        {
            if (line.Length == 0 || (number == 1 && Heading.IsMatch(line))) continue;
            if (Read(line) is not { } found) slips.Add(new Slip(number, Slip.NoDay));
            else if (found.Weekday is not { } said) slips.Add(new Slip(number, "weekday-missing"));
            else if (said != found.Day.Date.DayOfWeek) slips.Add(new Slip(number, "weekday-wrong"));
            else if (!days.TryAdd(found.Day.Date, found.Day)) slips.Add(new Slip(number, "twice"));
        }

        return ([.. days.Values], slips);
    }

    /// <summary>
    /// The days of a calendar file as the clocks of the zone show them; several days of one event are each a day off.
    /// </summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IReadOnlyList<Holiday> Calendar(string text, TimeZoneInfo zone)
    {
        var days = new SortedDictionary<DateOnly, Holiday>();
        try
        {
            foreach (var held in Ical.Net.Calendar.Load(text)?.Events ?? throw new FormatException("it holds no calendar"))
            {
                if (held.DtStart is null || held.Summary is not { Length: > 0 } name) continue;
                var (first, last) = DaysOf(held, zone);
                if (last.DayNumber - first.DayNumber > 366) throw new FormatException($"{first:yyyy-MM-dd} lasts more than a year");
                for (var day = first; day <= last; day = day.AddDays(1)) days.TryAdd(day, new Holiday(day, name.Trim(), KindOf(name)));
            }
        }
        catch (Exception e) when (e is System.Runtime.Serialization.SerializationException or ArgumentException)
        {
            throw new FormatException($"the calendar file cannot be read: {e.Message}", e);
        }

        return [.. days.Values];
    }

    /// <summary>An end is the first moment after: that of a whole day stands on the next morning (RFC 5545).</summary>
    private static (DateOnly First, DateOnly Last) DaysOf(CalendarEvent held, TimeZoneInfo zone)
    {
        var start = Local(held.DtStart!, zone);
        var end = held.DtEnd is { } said ? Local(said, zone) : start + (held.Duration?.ToTimeSpanUnspecified() ?? TimeSpan.Zero);
        return (DateOnly.FromDateTime(start), DateOnly.FromDateTime(end > start ? end.AddTicks(-1) : start));
    }

    /// <summary>A day, and a time that names no zone, are the same wherever they are read.</summary>
    private static DateTime Local(CalDateTime said, TimeZoneInfo zone) => !said.HasTime ? said.Date.ToDateTime(default)
        : said.IsFloating ? said.Value
        : LocalTime.Of(new DateTimeOffset(DateTime.SpecifyKind(said.AsUtc, DateTimeKind.Utc)), zone);

    private static (Holiday Day, DayOfWeek? Weekday)? Read(string line)
    {
        if (DateIn(line) is not { } found) return null;
        var rest = (line[..found.From] + ' ' + line[found.To..]).Replace(';', ',').Replace('\t', ',');
        DayOfWeek? weekday = null;
        for (var i = 0; i < Weekdays.Count; i++)
            foreach (var word in Weekdays[i])
                if (weekday is null && Regex.Match(rest, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.IgnoreCase)
                    is { Success: true } match)
                    (weekday, rest) = ((DayOfWeek)i, rest.Remove(match.Index, match.Length));
        var name = Separators().Replace(rest, " ").Trim(' ', ',', '"', '-', ':', '.');
        name = Kinds.Replace(name, "").Trim(' ', ',', '"');
        var kind = KindOf(line);
        if (name.Length == 0) name = Wording.Of(null)["calendar.collective-leave"];
        return (new Holiday(found.Date, name.Length > 120 ? name[..120] : name, kind), weekday);
    }

    private static HolidayKind KindOf(string text) =>
        CollectiveLeave.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) ? HolidayKind.CollectiveLeave
            : HolidayKind.Holiday;

    private static (DateOnly Date, int From, int To)? DateIn(string line)
    {
        if (Iso().Match(line) is { Success: true } iso
            && DateOnly.TryParseExact(iso.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return (date, iso.Index, iso.Index + iso.Length);
        if (Numbers().Match(line) is { Success: true } numbers && Made(numbers.Groups[1].Value,
            int.Parse(numbers.Groups[2].Value, CultureInfo.InvariantCulture), numbers.Groups[3].Value) is { } day)
            return (day, numbers.Index, numbers.Index + numbers.Length);
        if (Worded().Match(line) is { Success: true } worded
            && Months.Index().FirstOrDefault(m => m.Item.Contains(worded.Groups[2].Value.ToLowerInvariant())) is { Item: not null } month
            && Made(worded.Groups[1].Value, month.Index + 1, worded.Groups[3].Value) is { } read)
            return (read, worded.Index, worded.Index + worded.Length);
        return null;
    }

    private static DateOnly? Made(string day, int month, string year) => DateOnly.TryParseExact($"{year}-{month:00}-{day.PadLeft(2, '0')}",
        "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Iso();

    // [0-9] and not \d, which is the digits of every script: those are no number to int.Parse.
    [GeneratedRegex(@"(?<!\d)([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<!\d)([0-9]{1,2})\s+([A-Za-z]+)\s+([0-9]{4})")]
    private static partial Regex Worded();

    [GeneratedRegex(@"[\s,]+")]
    private static partial Regex Separators();

    private static string OneOf(IReadOnlyList<string> words) =>
        string.Join('|', words.OrderByDescending(w => w.Length).Select(Regex.Escape));
}

/// <summary>What is wrong with a line; its sentence is the wording <c>days-off.slip.WHAT</c>.</summary>
/// <param name="Line">Which, from 1.</param>
/// <param name="What">What.</param>
internal sealed record Slip(int Line, string What)
{
    /// <summary>There is no date in it.</summary>
    public const string NoDay = "line";
}
