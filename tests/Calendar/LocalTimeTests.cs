using Core.Calendar;

namespace Tests.Calendar;

public sealed class LocalTimeTests
{
    private static readonly TimeZoneInfo Jayapura = LocalTime.Zone("Asia/Jayapura");
    private static readonly TimeZoneInfo Jakarta = LocalTime.Zone("Asia/Jakarta");
    private static readonly TimeZoneInfo Berlin = LocalTime.Zone("Europe/Berlin");

    [Theory]
    [InlineData("Asia/Jakarta", "WIB")]
    [InlineData("Asia/Pontianak", "WIB")]
    [InlineData("Asia/Makassar", "WITA")]
    [InlineData("Asia/Jayapura", "WIT")]
    [InlineData("Asia/Kathmandu", "UTC+05:45")]
    [InlineData("America/Bogota", "UTC-05:00")]
    public void Zones_have_the_names_that_people_use(string zone, string label) =>
        LocalTime.Label(LocalTime.Zone(zone), new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBe(label);

    [Fact]
    public void The_last_evening_of_January_in_Jayapura_is_January()
    {
        LocalTime.MonthOf(Utc(2027, 1, 31, 14, 30), Jayapura).ShouldBe(new Month(202701));
        LocalTime.MonthOf(Utc(2027, 1, 31, 15, 0), Jayapura).ShouldBe(new Month(202702));
        LocalTime.MonthOf(Utc(2027, 1, 31, 15, 0), Jakarta).ShouldBe(new Month(202701));
        LocalTime.Day(Utc(2026, 12, 31, 17, 0), Jakarta).ShouldBe(new(2027, 1, 1));
    }

    [Fact]
    public void The_next_half_past_seven_is_today_before_it_and_tomorrow_at_it()
    {
        LocalTime.NextAt(Utc(2026, 11, 22, 0, 29), new(7, 30), Jakarta).ShouldBe(Utc(2026, 11, 22, 0, 30));
        LocalTime.NextAt(Utc(2026, 11, 22, 0, 30), new(7, 30), Jakarta).ShouldBe(Utc(2026, 11, 23, 0, 30));
    }

    [Fact]
    public void A_skipped_time_moves_forward_by_the_gap() =>
        LocalTime.At(new(2027, 3, 28), new(2, 30), Berlin).ShouldBe(Utc(2027, 3, 28, 1, 30));

    [Fact]
    public void Of_a_time_that_comes_twice_the_earlier_one_counts() =>
        LocalTime.At(new(2026, 10, 25), new(2, 30), Berlin).ShouldBe(Utc(2026, 10, 25, 0, 30));

    [Fact]
    public void Months_are_numbers_that_can_be_read_and_added()
    {
        Month.TryParse("2026-11", out var month).ShouldBeTrue();
        month.ShouldBe(new Month(202611));
        month.Text.ShouldBe("2026-11");
        month.Add(2).ShouldBe(new Month(202701));
        Month.Until(new Month(202702), 4).ShouldBe([new Month(202611), new Month(202612), new Month(202701), new Month(202702)]);
        Month.Count(new Month(202611), new Month(202702)).ShouldBe(4);
        foreach (var wrong in (string?[])[null, "", "2026", "2026-13", "2026-1", "1999-01", "2026-11-01"])
            Month.TryParse(wrong, out _).ShouldBeFalse();
    }

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) =>
        new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
