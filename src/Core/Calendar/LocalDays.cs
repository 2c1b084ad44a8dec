namespace Core.Calendar;

/// <summary>
/// Makes moments of people as coarse as a rating's: no table but that of an open dialog holds when somebody wrote, only on which day of
/// the instansi's zone, so that nobody is tied to a rating by the clock.
/// </summary>
/// <param name="Zone">The instansi's zone.</param>
internal sealed record LocalDays(TimeZoneInfo Zone)
{
    /// <summary>The moment at which the moment's day began.</summary>
    public DateTimeOffset StartOf(DateTimeOffset moment) => LocalTime.At(LocalTime.Day(moment, Zone), TimeOnly.MinValue, Zone);
}
