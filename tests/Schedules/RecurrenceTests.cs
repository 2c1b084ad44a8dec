using Core.Calendar;
using Core.Schedules;

namespace Tests.Schedules;

public sealed class RecurrenceTests
{
    private static readonly WorkingCalendar Calendar = new(Holidays.Load());

    [Theory]
    [InlineData("MonthDay|17|0||Keep", "2026-07-31", "2026-08-17 2026-09-17 2026-10-17")]
    [InlineData("MonthDay|17|0||After", "2026-07-31", "2026-08-18 2026-09-17 2026-10-19")]
    [InlineData("MonthDay|17|0||Before", "2026-07-31", "2026-08-14 2026-09-17 2026-10-16")]
    [InlineData("MonthDay|17|0||Skip", "2026-07-31", "2026-09-17 2026-11-17 2026-12-17")]
    [InlineData("MonthDay|31|0||Keep", "2026-01-31", "2026-02-28 2026-03-31 2026-04-30")]
    [InlineData("LastDay|0|0||Keep", "2026-01-31", "2026-02-28 2026-03-31 2026-04-30")]
    [InlineData("Weekly|0|1||Keep", "2026-11-23", "2026-11-30 2026-12-07 2026-12-14")]
    [InlineData("NthWeekday|-1|5||Before", "2026-11-30", "2026-12-23 2027-01-29 2027-02-26")]
    [InlineData("NthWeekday|2|1||Keep", "2026-11-01", "2026-11-09 2026-12-14 2027-01-11")]
    [InlineData("NthWorkingDay|1|0||Keep", "2026-11-30", "2026-12-01 2027-01-04 2027-02-01")]
    [InlineData("NthWorkingDay|-1|0||Keep", "2026-11-30", "2026-12-31 2027-01-29 2027-02-26")]
    [InlineData("Once|0|0|2026-12-05|Keep", "2026-11-30", "2026-12-05")]
    [InlineData("Once|0|0|2026-12-05|Keep", "2026-12-05", "")]
    [InlineData("Yearly|0|0|2024-02-29|Keep", "2026-01-01", "2026-02-28 2027-02-28 2028-02-29")]
    public void The_next_days_of_a_rule(string rule, string after, string expected) =>
        string.Join(' ', Recurrence.Parse(rule).Coming(DateOnly.Parse(after), 3, Calendar).Select(d => d.ToString("yyyy-MM-dd")))
            .ShouldBe(expected);

    [Fact]
    public void What_is_stored_is_read_back()
    {
        foreach (var kind in Enum.GetValues<RecurrenceKind>())
            foreach (var move in Enum.GetValues<HolidayMove>())
            {
                var rule = new Recurrence(kind, 3, DayOfWeek.Friday, new DateOnly(2026, 12, 5), move);
                Recurrence.Parse(rule.Text).ShouldBe(rule);
            }
    }

    [Fact]
    public void Days_go_forward_and_never_repeat()
    {
        foreach (var kind in Enum.GetValues<RecurrenceKind>())
            foreach (var move in Enum.GetValues<HolidayMove>())
                for (var number = 1; number <= 5; number++)
                {
                    var days = new Recurrence(kind, number, DayOfWeek.Wednesday, new DateOnly(2026, 12, 26),
                        move).Coming(new DateOnly(2026, 1, 1), 20, Calendar);
                    days.ShouldBe(days.Distinct().Order());
                    if (move is HolidayMove.Before or HolidayMove.After or HolidayMove.Skip)
                        days.ShouldAllBe(d => Calendar.IsWorkingDay(d));
                }
    }

    [Fact]
    public void Templates_can_be_read()
    {
        foreach (var template in ScheduleTemplate.All)
            Recurrence.Parse(template.Rule).Next(new DateOnly(2026, 11, 23), Calendar).ShouldNotBeNull(template.Key);
    }
}
