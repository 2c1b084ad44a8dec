namespace Core.Calendar;

/// <summary>Moments as the clocks of a unit show them. Everything stored is UTC; only here it becomes local.</summary>
internal static class LocalTime
{
    /// <summary>The zone of an IANA name such as <c>Asia/Makassar</c>; an unknown name is an error, never a guess.</summary>
    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    /// <summary>Whether there is a zone of this name.</summary>
    public static bool Knows(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    /// <summary>What people call the zone: WIB, WITA or WIT (Keppres 41/1987); its offset such as <c>UTC+10:00</c> elsewhere.</summary>
    public static string Label(TimeZoneInfo zone, DateTimeOffset moment) => zone.Id switch
    {
        "Asia/Jakarta" or "Asia/Pontianak" => "WIB",
        "Asia/Makassar" or "Asia/Ujung_Pandang" => "WITA",
        "Asia/Jayapura" => "WIT",
        _ => "UTC" + Offset(zone.GetUtcOffset(moment)),
    };

    /// <summary>The local date and clock of a moment.</summary>
    public static DateTime Of(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;

    /// <summary>The local day of a moment.</summary>
    public static DateOnly Day(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(Of(moment, zone));

    /// <summary>The local month of a moment, as <c>202611</c>: 31 January 23.30 WIT is January, though UTC and WIB differ.</summary>
    public static Month MonthOf(DateTimeOffset moment, TimeZoneInfo zone) => Month.Of(Day(moment, zone));

    /// <summary>
    /// The moment, in UTC, at which the clocks of the zone show this time on this day. A time that the clocks skip moves
    /// forward by as much as they skip; of a time that they show twice, the earlier one.
    /// </summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local)) return new DateTimeOffset(local, zone.GetUtcOffset(local.AddDays(-1))).ToUniversalTime();
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The first moment after the given one at which the clocks of the zone show this time.</summary>
    public static DateTimeOffset NextAt(DateTimeOffset after, TimeOnly time, TimeZoneInfo zone)
    {
        var day = Day(after, zone);
        var moment = At(day, time, zone);
        while (moment <= after) moment = At(day = day.AddDays(1), time, zone);
        return moment;
    }

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm");
}
