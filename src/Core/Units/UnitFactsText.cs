using Core.Calendar;
using Core.Texts;

namespace Core.Units;

/// <summary>Puts what is known of a unit and its services into words, and says what is not known; nothing is made up.</summary>
internal sealed class UnitFactsText(UnitCatalog units, Holidays holidays, TimeProvider time)
{
    private const int DaysAhead = 14;
    private const int Week = 7;

    /// <summary>Whether anything is known of the unit.</summary>
    public static bool Knows(Unit unit) => (unit.Address ?? unit.Phone ?? unit.Hours) is not null;

    /// <summary>Whether anything is known of the service.</summary>
    public static bool Knows(Service service) => (service.Requirements ?? service.Cost ?? service.PromisedTime) is not null;

    /// <summary>
    /// Hours today, on the day that is asked about and in the week, with the days of the coming one that are otherwise; address,
    /// telephone; and what is missing of them.
    /// </summary>
    public IEnumerable<string> Of(Unit unit, Wording words, string? asked = null)
    {
        if (Today(unit, words) is { } today) yield return today;
        foreach (var line in Coming(unit, words, asked)) yield return line;
        foreach (var line in OnPaper(unit, words)) yield return line;
        (string Key, string? Value)[] all =
            [("info.name.hours", unit.Hours), ("info.name.address", unit.Address), ("info.name.phone", unit.Phone)];
        if (Missing(words, all) is { } missing) yield return missing;
    }

    /// <summary>What hangs on a wall for months: hours, address, telephone, as far as they are known.</summary>
    public static IEnumerable<string> OnPaper(Unit unit, Wording words)
    {
        if (unit.Hours is { } hours) yield return words["info.hours", hours];
        if (unit.Address is { } address) yield return words["info.address", address];
        if (unit.Phone is { } phone) yield return words["info.phone", phone];
    }

    /// <summary>Requirements, cost and time of a service; and what is missing of them.</summary>
    public static IEnumerable<string> Of(Service service, Wording words)
    {
        if (service.Requirements is { } requirements) yield return words["info.requirements", requirements];
        if (service.Cost is { } cost) yield return words["info.cost", cost];
        if (service.PromisedTime is { } promised) yield return words["info.time", promised];
        (string Key, string? Value)[] all =
            [("info.name.requirements", service.Requirements), ("info.name.cost", service.Cost), ("info.name.time", service.PromisedTime)];
        if (Missing(words, all) is { } missing) yield return missing;
    }

    /// <summary>"Hari ini buka 08.00–16.00 WIB", or why not and when again; null when no hours are known.</summary>
    public string? Today(Unit unit, Wording words)
    {
        if (OpeningHours.Parse(unit.Hours) is not { } hours) return null;
        var zone = units.ZoneOf(unit);
        var now = time.GetUtcNow();
        var today = LocalTime.Day(now, zone);
        var label = LocalTime.Label(zone, now);
        if (On(hours, today) is { Count: > 0 } times)
        {
            var over = TimeOnly.FromDateTime(LocalTime.Of(now, zone)) >= times[^1].To;
            var open = words[over ? "info.open-today-over" : "info.open-today", Times(times, words), label];
            return over ? open + Next(hours, today, words) : open;
        }

        return (holidays.On(today) is { } holiday ? words["info.closed-holiday", holiday.Name] : words["info.closed-today"])
            + Next(hours, today, words);
    }

    /// <summary>The day that is asked about, and the coming seven on which a holiday changes the hours of the week.</summary>
    private IEnumerable<string> Coming(Unit unit, Wording words, string? asked)
    {
        if (OpeningHours.Parse(unit.Hours) is not { } hours) yield break;
        var now = time.GetUtcNow();
        var (zone, today) = (LocalTime.Label(units.ZoneOf(unit), now), LocalTime.Day(now, units.ZoneOf(unit)));
        var day = NamedDay.In(asked, today);
        for (var (next, last) = (today.AddDays(1), today.AddDays(Week)); next <= last; next = next.AddDays(1))
            if (next == day || IsOtherwise(hours, next)) yield return OfDay(hours, next, zone, words);
    }

    private bool IsOtherwise(OpeningHours hours, DateOnly day) =>
        holidays.On(day) is not null && !hours.On(day, holiday: true).SequenceEqual(hours.On(day, holiday: false));

    private string OfDay(OpeningHours hours, DateOnly day, string zone, Wording words)
    {
        if (On(hours, day) is { Count: > 0 } times) return words["info.day-open", words.Date(day), Times(times, words), zone];
        return holidays.On(day) is { } holiday ? words["info.day-holiday", words.Date(day), holiday.Name]
            : words["info.day-closed", words.Date(day)];
    }

    private string Next(OpeningHours hours, DateOnly after, Wording words)
    {
        for (var (day, i) = (after.AddDays(1), 0); i < DaysAhead; day = day.AddDays(1), i++)
            if (On(hours, day) is { Count: > 0 } times) return " " + words["info.open-next", words.Date(day), Clock(times[0].From)];
        return "";
    }

    private IReadOnlyList<OpenTime> On(OpeningHours hours, DateOnly day) => hours.On(day, holidays.On(day) is not null);

    private static string Times(IReadOnlyList<OpenTime> times, Wording words) => times[0].IsWholeDay ? words["info.whole-day"]
        : string.Join(", ", times.Select(t => $"{Clock(t.From)}–{Clock(t.To)}"));

    private static string Clock(TimeOnly clock) => clock.ToString("HH.mm", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Missing(Wording words, IEnumerable<(string Key, string? Value)> all)
    {
        var missing = all.Where(p => p.Value is null).Select(p => words[p.Key]).ToList();
        return missing.Count == 0 ? null : words["info.missing", string.Join(", ", missing)];
    }
}
