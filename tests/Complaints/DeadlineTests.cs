using Core.Calendar;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Tests.Complaints;

public sealed class DeadlineTests
{
    private const int Unit = 0;
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    public static TheoryData<string, object, string, string, string, string> Cases => new()
    {
        // why, class, received (WIB), verify by, respond by (verified at once), follow up by
        { "A Friday afternoon counts from Monday", ComplaintClass.Ordinary, "2026-11-20 16:29", "2026-11-25", "2026-11-27", "2026-12-10" },
        { "A Friday evening after hours is the same Friday", ComplaintClass.Ordinary, "2026-11-20 23:59", "2026-11-25", "2026-11-27",
            "2026-12-10" },
        { "A Saturday counts from Monday", ComplaintClass.Ordinary, "2026-11-21 00:00", "2026-11-25", "2026-11-27", "2026-12-10" },
        { "A Sunday counts from Monday", ComplaintClass.Ordinary, "2026-11-22 12:00", "2026-11-25", "2026-11-27", "2026-12-10" },
        { "A Monday counts from Tuesday", ComplaintClass.Ordinary, "2026-11-23 07:00", "2026-11-26", "2026-11-30", "2026-12-11" },
        { "Sixty days reach over Christmas, New Year and Imlek", ComplaintClass.Supervisory, "2026-11-20 10:00", "2026-11-25", "2026-11-27",
            "2027-02-19" },
        { "The day before Christmas leave", ComplaintClass.Ordinary, "2026-12-23 10:00", "2026-12-30", "2027-01-04", "2027-01-18" },
        { "On Christmas leave itself", ComplaintClass.Ordinary, "2026-12-24 10:00", "2026-12-30", "2027-01-04", "2027-01-18" },
        { "On Christmas", ComplaintClass.Ordinary, "2026-12-25 10:00", "2026-12-30", "2027-01-04", "2027-01-18" },
        { "Between Christmas and New Year", ComplaintClass.Ordinary, "2026-12-28 10:00", "2026-12-31", "2027-01-06", "2027-01-19" },
        { "On New Year's Eve", ComplaintClass.Ordinary, "2026-12-31 10:00", "2027-01-07", "2027-01-11", "2027-01-22" },
        { "On New Year's Eve at midnight", ComplaintClass.Ordinary, "2027-01-01 00:00", "2027-01-07", "2027-01-11", "2027-01-22" },
        { "Sixty days from Christmas leave reach over Idulfitri", ComplaintClass.Supervisory, "2026-12-23 10:00", "2026-12-30",
            "2027-01-04", "2027-04-05" },
        { "A request at Christmas", ComplaintClass.Information, "2026-12-23 10:00", "2026-12-30", "2027-01-04", "2027-01-04" },
        { "A proposal at Christmas", ComplaintClass.Aspiration, "2026-12-23 10:00", "2026-12-30", "2027-01-04", "2027-01-04" },
        { "Two free days in one week: Isra Mikraj on 5 January 2027", ComplaintClass.Information, "2027-01-04 09:00", "2027-01-08",
            "2027-01-12", "2027-01-12" },
        { "Imlek 2027 with its leave", ComplaintClass.Information, "2027-02-03 09:00", "2027-02-09", "2027-02-11", "2027-02-11" },
        { "Before Nyepi and Idulfitri 2027", ComplaintClass.Ordinary, "2027-03-05 09:00", "2027-03-18", "2027-03-22", "2027-04-06" },
        { "During Idulfitri 2027", ComplaintClass.Ordinary, "2027-03-10 09:00", "2027-03-18", "2027-03-22", "2027-04-06" },
        { "On the last leave after Idulfitri 2027", ComplaintClass.Information, "2027-03-15 09:00", "2027-03-18", "2027-03-22",
            "2027-03-22" },
        { "Before Nyepi and Idulfitri 2026", ComplaintClass.Ordinary, "2026-03-17 09:00", "2026-03-27", "2026-03-31", "2026-04-14" },
        { "Easter 2026", ComplaintClass.Information, "2026-04-02 09:00", "2026-04-08", "2026-04-10", "2026-04-10" },
        { "Kenaikan with its leave 2026", ComplaintClass.Information, "2026-05-13 09:00", "2026-05-20", "2026-05-22", "2026-05-22" },
        { "Iduladha with its leave 2026", ComplaintClass.Information, "2026-05-26 09:00", "2026-06-03", "2026-06-05", "2026-06-05" },
        { "Independence Day 2026 is a Monday", ComplaintClass.Information, "2026-08-14 09:00", "2026-08-20", "2026-08-24", "2026-08-24" },
        { "Maulid 2026 is a Tuesday", ComplaintClass.Information, "2026-08-24 09:00", "2026-08-28", "2026-09-01", "2026-09-01" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Limits_are_counted_in_working_days(string why, object kindOf, string received, string verify, string respond,
        string followUp)
    {
        var kind = (ComplaintClass)kindOf; // xunit's data must be public, our types are not
        var complaint = File(kind, Moment(received));
        complaint.DueOn.ShouldBe(DateOnly.Parse(verify), why);
        complaint.Verify(kind, Unit, Moment(received), Clock());
        complaint.DueOn.ShouldBe(DateOnly.Parse(respond), why);
        complaint.FollowUpDueOn.ShouldBe(DateOnly.Parse(followUp), why);
        complaint.Provisional.ShouldBeFalse(why);
    }

    [Theory]
    [InlineData("Asia/Jakarta", "2026-11-23 16:59", "2026-11-26")] // 23.59 WIB, a Monday
    [InlineData("Asia/Jakarta", "2026-11-23 17:00", "2026-11-27")] // 00.00 WIB, a Tuesday
    [InlineData("Asia/Makassar", "2026-11-23 15:59", "2026-11-26")]
    [InlineData("Asia/Makassar", "2026-11-23 16:00", "2026-11-27")]
    [InlineData("Asia/Jayapura", "2026-11-23 14:59", "2026-11-26")]
    [InlineData("Asia/Jayapura", "2026-11-23 15:00", "2026-11-27")]
    public void The_day_is_the_units_own_around_midnight(string zone, string utc, string verify) =>
        File(ComplaintClass.Ordinary, DateTimeOffset.Parse(utc + "Z"), Clock(zone)).DueOn.ShouldBe(DateOnly.Parse(verify));

    [Theory]
    [InlineData("Asia/Jakarta", "2026-11-26 09:00")] // 16.00 WIB
    [InlineData("Asia/Makassar", "2026-11-26 08:00")]
    [InlineData("Asia/Jayapura", "2026-11-26 07:00")]
    public void It_is_late_once_the_units_office_closes(string zone, string utc) =>
        File(ComplaintClass.Ordinary, Moment("2026-11-23 09:00"), Clock(zone)).DueAt.ShouldBe(DateTimeOffset.Parse(utc + "Z"));

    [Theory]
    [InlineData("Answered the same day", "2026-12-14 10:00", "2026-12-14 15:00", "2026-12-31")]
    [InlineData("Answered the next day", "2026-12-14 10:00", "2026-12-15 10:00", "2027-01-04")]
    [InlineData("Over a weekend", "2026-12-18 10:00", "2026-12-21 10:00", "2027-01-04")]
    [InlineData("Asked and answered within a weekend", "2026-12-19 10:00", "2026-12-20 10:00", "2026-12-31")]
    [InlineData("Over Christmas: of six days two are worked", "2026-12-22 10:00", "2026-12-28 10:00", "2027-01-06")]
    [InlineData("Over Christmas and New Year", "2026-12-23 10:00", "2027-01-04 10:00", "2027-01-11")]
    [InlineData("Answered on a holiday", "2026-12-22 10:00", "2026-12-25 10:00", "2027-01-04")]
    public void A_pause_gives_back_its_working_days(string why, string asked, string answered, string due)
    {
        var complaint = File(ComplaintClass.Ordinary, Moment("2026-12-09 09:00"));
        complaint.Verify(ComplaintClass.Ordinary, Unit, Moment("2026-12-09 10:00"), Clock());
        complaint.Take(7, Moment("2026-12-10 10:00"), Clock());
        complaint.DueOn.ShouldBe(new DateOnly(2026, 12, 31), why);
        complaint.Ask(Moment(asked), Clock());
        complaint.DueOn.ShouldBeNull();
        complaint.NextStageAt.ShouldBeNull();
        complaint.Answer(Moment(answered), Clock());
        complaint.DueOn.ShouldBe(DateOnly.Parse(due), why);
    }

    [Fact]
    public void Two_pauses_add_up()
    {
        var complaint = AtWork("2026-12-09 09:00");
        complaint.Ask(Moment("2026-12-10 10:00"), Clock());
        complaint.Answer(Moment("2026-12-11 10:00"), Clock());
        complaint.Ask(Moment("2026-12-14 10:00"), Clock());
        complaint.Answer(Moment("2026-12-15 10:00"), Clock());
        complaint.PausedDays.ShouldBe(2);
    }

    [Fact]
    public void Auto_closing_restarts_when_the_citizen_writes_again()
    {
        var complaint = AtWork("2026-11-23 09:00");
        complaint.Resolve(Moment("2026-11-24 09:00"), Clock());
        complaint.DueOn.ShouldBe(new DateOnly(2026, 12, 8));
        complaint.Add(Moment("2026-11-27 09:00"), Clock());
        complaint.DueOn.ShouldBe(new DateOnly(2026, 12, 11));
    }

    [Fact]
    public void A_completed_file_counts_from_its_completion()
    {
        var complaint = File(ComplaintClass.Ordinary, Moment("2026-11-02 09:00"));
        complaint.Return(Moment("2026-11-03 09:00"), Clock());
        complaint.DueOn.ShouldBe(new DateOnly(2026, 12, 3));
        complaint.Complete(Moment("2026-11-20 09:00"), Clock());
        complaint.DueOn.ShouldBe(new DateOnly(2026, 11, 25));
        complaint.FollowUpDueOn.ShouldBeNull();
        complaint.Verify(ComplaintClass.Ordinary, Unit, Moment("2026-11-20 10:00"), Clock());
        complaint.FollowUpDueOn.ShouldBe(new DateOnly(2026, 12, 10));
    }

    [Fact]
    public void A_completed_file_has_no_days_left_of_earlier_pauses()
    {
        var complaint = AtWork("2026-11-02 09:00");
        complaint.Ask(Moment("2026-11-03 10:00"), Clock());
        complaint.Answer(Moment("2026-11-05 10:00"), Clock());
        complaint.PausedDays.ShouldBe(2);
        complaint.PassOn(null, Moment("2026-11-05 11:00"), Clock());
        complaint.Return(Moment("2026-11-06 09:00"), Clock());
        complaint.Complete(Moment("2026-11-20 09:00"), Clock());
        complaint.PausedDays.ShouldBe(0);
        complaint.Verify(ComplaintClass.Ordinary, Unit, Moment("2026-11-20 10:00"), Clock());
        complaint.FollowUpDueOn.ShouldBe(new DateOnly(2026, 12, 10));
    }

    [Theory]
    [InlineData("declined")]
    [InlineData("passed on")]
    public void What_comes_back_to_triage_is_due_from_that_day_and_its_whole_limit_runs_on(string how)
    {
        var complaint = File(ComplaintClass.Ordinary, Moment("2026-11-20 09:00"));
        complaint.Verify(ComplaintClass.Ordinary, Unit, Moment("2026-11-20 10:00"), Clock());
        if (how == "declined") complaint.Decline(Moment("2026-12-01 10:00"), Clock());
        else complaint.PassOn(null, Moment("2026-12-01 10:00"), Clock());
        complaint.DueOn.ShouldBe(new DateOnly(2026, 12, 4));
        complaint.Verify(ComplaintClass.Ordinary, Unit, Moment("2026-12-04 10:00"), Clock());
        complaint.FollowUpDueOn.ShouldBe(new DateOnly(2026, 12, 10));
        complaint.DueOn.ShouldBe(new DateOnly(2026, 12, 10));
    }

    [Fact]
    public void What_comes_back_to_triage_with_a_limit_of_its_own_is_due_within_it()
    {
        var complaint = File(ComplaintClass.Aspiration, Moment("2026-11-20 09:00"));
        complaint.Verify(ComplaintClass.Aspiration, Unit, Moment("2026-11-20 10:00"), Clock());
        complaint.Decline(Moment("2026-11-25 10:00"), Clock());
        complaint.DueOn.ShouldBe(complaint.FollowUpDueOn);
        complaint.DueOn.ShouldBe(new DateOnly(2026, 11, 27));
    }

    [Fact]
    public void Another_unit_or_class_begins_the_step_anew_though_the_state_is_the_same()
    {
        foreach (var (how, followUp) in new (Action<Complaint, DateTimeOffset>, string)[]
        {
            ((c, at) => c.PassOn(1, at, Clock()), "2026-12-10"),
            ((c, at) => c.Reclass(ComplaintClass.Supervisory, Unit, at, Clock()), "2027-02-19"),
            ((c, at) => c.PassToInspectorate(false, at, Clock()), "2027-02-19"),
        })
        {
            var complaint = File(ComplaintClass.Ordinary, Moment("2026-11-20 09:00"));
            complaint.Verify(ComplaintClass.Ordinary, Unit, Moment("2026-11-20 10:00"), Clock());
            complaint.DueOn.ShouldBe(new DateOnly(2026, 11, 27));
            var before = complaint.Snapshot();
            how(complaint, Moment("2026-11-25 10:00"));
            complaint.DueOn.ShouldBe(new DateOnly(2026, 12, 2));
            complaint.FollowUpDueOn.ShouldBe(DateOnly.Parse(followUp));
            complaint.TakeBack(before, Moment("2026-11-25 10:05"), Clock());
            complaint.DueOn.ShouldBe(new DateOnly(2026, 11, 27));
        }
    }

    [Fact]
    public void A_class_that_is_confirmed_begins_no_step()
    {
        var complaint = File(ComplaintClass.Ordinary, Moment("2026-11-20 09:00"));
        complaint.Verify(ComplaintClass.Ordinary, Unit, Moment("2026-11-20 10:00"), Clock());
        complaint.Reclass(ComplaintClass.Ordinary, Unit, Moment("2026-11-25 10:00"), Clock());
        complaint.DueOn.ShouldBe(new DateOnly(2026, 11, 27));
    }

    [Theory]
    [InlineData("2027-12-30 09:00", true)]
    [InlineData("2028-02-01 09:00", true)]
    [InlineData("2027-12-01 09:00", false)]
    public void Filing_never_fails_for_an_undecreed_year_and_says_that_its_date_is_provisional(string received, bool provisional)
    {
        var complaint = File(ComplaintClass.Information, Moment(received));
        complaint.Provisional.ShouldBe(provisional);
        complaint.DueOn.ShouldNotBeNull();
    }

    [Fact]
    public void A_six_day_week_counts_Saturday() =>
        File(ComplaintClass.Ordinary, Moment("2026-11-20 10:00"), Clock(days: 6)).DueOn.ShouldBe(new DateOnly(2026, 11, 24));

    [Theory]
    [InlineData(Act.RemindBefore, "2026-12-23 06:30")]
    [InlineData(Act.RemindOnDay, "2026-12-28 06:30")]
    [InlineData(Act.RemindLate, "2026-12-29 06:30")]
    [InlineData(Act.EscalateToHead, "2026-12-30 06:30")]
    [InlineData(Act.EscalateToInstansi, "2027-01-04 06:30")]
    internal void Stages_come_on_working_days_before_the_first_morning_message(Act stage, string at) =>
        Clock().StageAt(stage, new DateOnly(2026, 12, 28), LocalTime.Zone("Asia/Jakarta")).ShouldBe(Moment(at));

    internal static ComplaintClock Clock(string zone = "Asia/Jakarta", int days = 5, Holidays? holidays = null,
        ComplaintsOptions? options = null)
    {
        var known = holidays ?? Holidays.Load();
        var units = new UnitCatalog(new NoDatabase(), Options.Create(new InstansiOptions { TimeZone = zone }), new OneWorker());
        return new ComplaintClock(new WorkingCalendar(known, days), units, Options.Create(options ?? new ComplaintsOptions()));
    }

    internal static Complaint File(ComplaintClass kind, DateTimeOffset now, ComplaintClock? clock = null)
    {
        clock ??= Clock();
        var brought = kind switch
        {
            ComplaintClass.Information => ComplaintKind.Information,
            ComplaintClass.Aspiration => ComplaintKind.Aspiration,
            _ => ComplaintKind.Complaint,
        };
        var empty = new NewComplaint(5, brought, null, "Loket tutup sejak pagi.");
        var zone = clock.ZoneOf(Complaint.File(empty, "", now, default, clock));
        return Complaint.File(empty, "K7QF3MXWE", now, LocalTime.Day(now, zone), clock);
    }

    internal static DateTimeOffset Moment(string wib) => new DateTimeOffset(DateTime.Parse(wib), Wib).ToUniversalTime();

    private static Complaint AtWork(string received)
    {
        var complaint = File(ComplaintClass.Ordinary, Moment(received));
        complaint.Verify(ComplaintClass.Ordinary, Unit, Moment(received), Clock());
        complaint.Take(7, Moment(received), Clock());
        return complaint;
    }

    private sealed class NoDatabase : IDbContextFactory<AppDb>
    {
        public AppDb CreateDbContext() => throw new NotSupportedException();
    }
}
