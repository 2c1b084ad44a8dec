using Core.Calendar;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Notices;

/// <summary>
/// When officials hear of complaints: while their office works (its calendar, in its zone), from their own hour where that is earlier, and
/// while their unit serves by its own hours, such as on Saturdays. A unit that is open day and night only says that somebody serves there,
/// not that its desk does: those whose desk does are named in the settings.
/// </summary>
internal sealed class OfficeHours(UnitCatalog units, WorkingCalendar calendar, Holidays holidays, IOptions<ComplaintsOptions> options)
{
    /// <summary>The longest absence that is looked past.</summary>
    public const int DaysMax = 400;

    public bool AreNow(int? unit, TimeOnly? ownHour, DateTimeOffset now) => Next(unit, ownHour, now, _ => false) == now;

    /// <summary>The moment itself where they are now, else when they begin on a day on which the official is there.</summary>
    public DateTimeOffset Next(int? unit, TimeOnly? ownHour, DateTimeOffset now, Func<DateOnly, bool> isAway)
    {
        var of = unit is { } id ? units.Find(id) : null;
        var zone = units.ZoneOf(of);
        var today = LocalTime.Day(now, zone);
        for (var day = today; day < today.AddDays(DaysMax); day = day.AddDays(1))
        {
            if (isAway(day)) continue;
            foreach (var open in On(day, of, ownHour))
                if (Ends(day, open, zone) > now) return LocalTime.At(day, open.From, zone) is var from && from > now ? from : now;
        }

        return now;
    }

    /// <summary>The times of a day, each from when to when, the earliest first.</summary>
    private IEnumerable<OpenTime> On(DateOnly day, Unit? unit, TimeOnly? ownHour)
    {
        if (options.Value.IsOnDuty(unit?.Code)) return [new OpenTime(TimeOnly.MinValue, TimeOnly.MaxValue)];
        var times = (OpeningHours.Parse(unit?.Hours)?.On(day, holidays.On(day) is not null) ?? []).Where(t => !t.IsWholeDay);
        if (calendar.HoursOf(day) is { } hours)
            times = times.Append(new OpenTime(Earlier(hours.From, ownHour ?? options.Value.DigestAt), hours.To));
        return times.OrderBy(t => t.From);
    }

    private static DateTimeOffset Ends(DateOnly day, OpenTime open, TimeZoneInfo zone) => open.To == TimeOnly.MaxValue
        ? LocalTime.At(day.AddDays(1), TimeOnly.MinValue, zone) : LocalTime.At(day, open.To, zone);

    private static TimeOnly Earlier(TimeOnly one, TimeOnly other) => one < other ? one : other;
}
