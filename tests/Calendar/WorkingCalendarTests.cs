using Core.Calendar;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Tests.Calendar;

[Trait("Database", "any")]
public sealed class WorkingCalendarTests
{
    private static readonly Holidays Decreed = Holidays.Load();
    private static readonly WorkingCalendar Office = new(Decreed);

    [Theory]
    [InlineData("2026-11-20", 3, "2026-11-25")]
    [InlineData("2026-11-20", 5, "2026-11-27")]
    [InlineData("2026-11-20", 10, "2026-12-04")]
    [InlineData("2026-11-20", 14, "2026-12-10")]
    [InlineData("2026-11-20", 60, "2027-02-19")]
    [InlineData("2026-12-23", 3, "2026-12-30")]
    [InlineData("2026-12-23", 5, "2027-01-04")]
    [InlineData("2026-12-23", 10, "2027-01-12")]
    [InlineData("2026-12-23", 14, "2027-01-18")]
    [InlineData("2026-12-23", 60, "2027-04-05")]
    public void Deadlines_count_from_the_next_working_day(string received, int days, string due)
    {
        var date = Office.AddWorkingDays(DateOnly.Parse(received), days);

        date.ShouldBe(new WorkingDate(DateOnly.Parse(due), Provisional: false));
        Office.WorkingDaysBetween(DateOnly.Parse(received), date.Date).ShouldBe(days);
        Office.WorkingDaysBetween(date.Date, DateOnly.Parse(received)).ShouldBe(-days);
    }

    [Theory]
    [InlineData(2026, new[] { 20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21 })]
    [InlineData(2027, new[] { 19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22 })]
    public void The_months_have_the_decreed_working_days(int year, int[] months) =>
        Enumerable.Range(1, 12).Select(month => WorkingDaysIn(year, month)).ShouldBe(months);

    [Fact]
    public void A_count_into_a_year_without_decree_is_provisional()
    {
        Office.AddWorkingDays(new(2027, 12, 30), 1).ShouldBe(new WorkingDate(new(2027, 12, 31), false));
        Office.AddWorkingDays(new(2027, 12, 30), 2).Provisional.ShouldBeTrue();
        Office.IsProvisional(new(2028, 1, 3)).ShouldBeTrue();
        Decreed.LastDecreedYear.ShouldBe(2027);
    }

    [Fact]
    public void Both_feasts_of_Isra_Mikraj_in_2027_are_free()
    {
        Decreed.On(new(2027, 1, 5))!.Name.ShouldStartWith("Isra Mikraj");
        Decreed.On(new(2027, 12, 26))!.Name.ShouldStartWith("Isra Mikraj");
        Decreed.On(new(2026, 12, 24))!.Kind.ShouldBe(HolidayKind.CollectiveLeave);
        Decreed.All.Count.ShouldBe(51);
    }

    [Fact]
    public void A_week_of_six_days_works_on_Saturday_but_not_on_Sunday()
    {
        var puskesmas = new WorkingCalendar(Decreed, 6);

        puskesmas.IsWorkingDay(new(2026, 11, 21)).ShouldBeTrue();
        Office.IsWorkingDay(new(2026, 11, 21)).ShouldBeFalse();
        puskesmas.IsWorkingDay(new(2026, 11, 22)).ShouldBeFalse();
        Office.FirstWorkingDay(new(2026, 12, 24)).ShouldBe(new(2026, 12, 28));
        Should.Throw<ArgumentOutOfRangeException>(() => new WorkingCalendar(Decreed, 7));
    }

    [Theory]
    [InlineData(5, "2026-11-09", 37.5)]
    [InlineData(6, "2026-11-09", 37.5)]
    [InlineData(5, "2026-02-23", 32.5)]
    [InlineData(6, "2026-02-23", 32.5)]
    public void A_week_has_the_hours_of_the_regulation(int days, string monday, double hours)
    {
        var calendar = new WorkingCalendar(Decreed, days);

        var worked = Enumerable.Range(0, 7).Sum(d => calendar.HoursOf(DateOnly.Parse(monday).AddDays(d))?.Worked.TotalHours ?? 0);

        worked.ShouldBe(hours, 0.001);
    }

    [Fact]
    public void Offices_open_later_in_Ramadan_and_close_for_a_longer_break_on_Friday()
    {
        Office.HoursOf(new(2026, 11, 9))!.From.ShouldBe(new(7, 30));
        Office.HoursOf(new(2026, 2, 23))!.From.ShouldBe(new(8, 0));
        Office.HoursOf(new(2026, 11, 13))!.Includes(new(12, 30)).ShouldBeFalse();
        Office.HoursOf(new(2026, 11, 13))!.Includes(new(13, 0)).ShouldBeTrue();
        Office.HoursOf(new(2026, 11, 14)).ShouldBeNull();
    }

    [Fact]
    public void A_file_of_the_instansi_adds_days_moves_days_and_decrees_years()
    {
        var folder = Directory.CreateTempSubdirectory("holidays-").FullName;
        File.WriteAllText(Path.Combine(folder, "more.json"),
            """
            {"years":[
              {"year":2027,"holidays":[{"date":"2027-12-17","name":"HUT Kota Payakumbuh"}],"not_holidays":["2027-03-15"],
               "ramadan":{"from":"2027-02-09","to":"2027-03-09"}},
              {"year":2028,"holidays":[{"date":"2028-01-03","name":"Libur"}]},
              {"year":2029,"decreed":false,"holidays":[{"date":"2029-02-14","name":"Pemilu"}]}]}
            """);

        var own = Holidays.Load(folder);

        new WorkingCalendar(own).IsWorkingDay(new(2027, 12, 17)).ShouldBeFalse();
        new WorkingCalendar(own).IsWorkingDay(new(2027, 3, 15)).ShouldBeTrue();
        own.IsRamadan(new(2027, 2, 8)).ShouldBeFalse();
        own.IsDecreed(2028).ShouldBeTrue();
        own.IsDecreed(2029).ShouldBeFalse();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"years\":[{\"year\":2028,\"holidays\":[{\"date\":\"2027-01-01\",\"name\":\"x\"}]}]}")]
    public void A_faulty_file_stops_the_start(string json)
    {
        var folder = Directory.CreateTempSubdirectory("holidays-").FullName;
        File.WriteAllText(Path.Combine(folder, "faulty.json"), json);

        Should.Throw<FormatException>(() => Holidays.Load(folder)).Message.ShouldContain("faulty.json");
        Directory.Delete(folder, recursive: true);
    }

    [Property(Arbitrary = [typeof(FewDays)])]
    public bool Adding_in_two_steps_is_adding_at_once(int after, int a, int b)
    {
        var received = new DateOnly(2026, 1, 1).AddDays(after * 11);
        return Office.AddWorkingDays(Office.AddWorkingDays(received, a).Date, b).Date == Office.AddWorkingDays(received, a + b).Date;
    }

    private static int WorkingDaysIn(int year, int month) =>
        Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Count(day => Office.IsWorkingDay(new(year, month, day)));

    private static class FewDays
    {
        public static Arbitrary<int> Days() => Gen.Choose(0, 60).ToArbitrary();
    }
}
