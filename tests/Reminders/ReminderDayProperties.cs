using Core.Calendar;
using Core.Membership.Profiles;
using Core.Reminders;

namespace Tests.Reminders;

/// <summary>A year of 1,000 people whose service now and then stands still.</summary>
[Trait("Database", "any")]
public sealed class ReminderDayProperties
{
    private static readonly Holidays Holidays = Holidays.Load();
    private static readonly WorkingCalendar Calendar = new(Holidays);
    private static readonly RemindersOptions Options = new();
    private static readonly ReminderDay Days = new(Calendar, Holidays, Options);
    private static readonly ReminderRhythm[] Rhythms = [ReminderRhythm.Daily, ReminderRhythm.Daily, ReminderRhythm.ThriceWeekly,
        ReminderRhythm.Weekly];
    private static readonly string[] Zones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

    [Fact]
    public void Over_a_year_no_reminder_is_doubled_missing_or_outside_its_window()
    {
        var chance = new Random(20260101);
        for (var person = 0; person < 1000; person++) LiveThrough2026(Somebody(chance), chance);
    }

    [Fact]
    public void In_Ramadan_nothing_comes_before_the_offices_open()
    {
        var early = new PersonDay(new TimeOnly(6, 30), ReminderRhythm.Daily, LocalTime.Zone("Asia/Makassar"));
        LocalTime.Of(Days.DueAt(early, new DateOnly(2026, 2, 20)), early.Zone).TimeOfDay.ShouldBe(new TimeSpan(8, 0, 0));
        LocalTime.Of(Days.DueAt(early, new DateOnly(2026, 4, 20)), early.Zone).TimeOfDay.ShouldBe(new TimeSpan(6, 30, 0));
    }

    [Fact]
    public void A_new_zone_hour_or_leave_counts_from_the_next_occasion()
    {
        var now = LocalTime.At(new DateOnly(2026, 11, 24), new TimeOnly(7, 0), LocalTime.Zone("Asia/Jakarta"));
        var person = new PersonDay(new TimeOnly(7, 30), ReminderRhythm.Daily, LocalTime.Zone("Asia/Jakarta"));
        Days.Decide(person, now).ShouldBe(ReminderStep.Nothing);
        Days.Decide(person with { Hour = new TimeOnly(6, 45) }, now).ShouldBe(ReminderStep.Send);
        Days.Decide(person with { Zone = LocalTime.Zone("Asia/Makassar") }, now).ShouldBe(ReminderStep.Send);
        Days.Decide(person with
        {
            Hour = new TimeOnly(6, 45),
            Leaves = [new DateRange(new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 24))]
        }, now).ShouldBe(ReminderStep.Leave);
        Days.Decide(person with { Hour = new TimeOnly(6, 45), PausedUntil = new DateOnly(2026, 11, 24) }, now)
            .ShouldBe(ReminderStep.Nothing);
        Days.Decide(person with { Hour = new TimeOnly(6, 45), InDialog = true }, now).ShouldBe(ReminderStep.Wait);
    }

    [Fact]
    public void Weeks_end_on_their_last_working_day()
    {
        Days.EndsWeek(new DateOnly(2026, 12, 23)).ShouldBeTrue("24 December is collective leave, 25 Christmas");
        Days.EndsWeek(new DateOnly(2026, 12, 22)).ShouldBeFalse();
        Days.EndsMonth(new DateOnly(2026, 12, 31)).ShouldBeTrue();
        Days.EndsMonth(new DateOnly(2027, 5, 31)).ShouldBeTrue();
    }

    private static void LiveThrough2026(PersonDay person, Random chance)
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var (from, to) = (Days.DueAt(person, day), Days.LatestAt(person, day));
            var down = chance.Next(20) == 0;
            var steps = new List<(DateTimeOffset At, ReminderStep Step)>();
            foreach (var now in Ticks(from, to, down, chance))
            {
                var step = Days.Decide(person, now);
                if (step is ReminderStep.Nothing) continue;
                steps.Add((now, step));
                person = person with { Settled = day };
            }

            Check(person, day, from, to, down, steps);
        }
    }

    private static void Check(PersonDay person, DateOnly day, DateTimeOffset from, DateTimeOffset to, bool down,
        List<(DateTimeOffset At, ReminderStep Step)> steps)
    {
        if (!IsWanted(person.Rhythm, day))
        {
            steps.ShouldBeEmpty();
            return;
        }

        var (at, step) = steps.ShouldHaveSingleItem();
        var leave = person.Leaves.Any(l => l.From <= day && day <= l.To);
        step.ShouldBe(leave ? ReminderStep.Leave : down ? ReminderStep.Drop : ReminderStep.Send);
        if (step != ReminderStep.Send) return;
        at.ShouldBeInRange(from, to);
        var clock = TimeOnly.FromDateTime(LocalTime.Of(at, person.Zone));
        clock.ShouldBeInRange(Options.QuietUntil, Options.QuietFrom);
        clock.ShouldBeGreaterThanOrEqualTo(person.Hour);
    }

    private static bool IsWanted(ReminderRhythm rhythm, DateOnly day) => IsWorked(day) && rhythm switch
    {
        ReminderRhythm.Daily => true,
        ReminderRhythm.ThriceWeekly => day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Wednesday or DayOfWeek.Friday,
        _ => !Enumerable.Range(1, (int)day.DayOfWeek - 1).Any(back => IsWorked(day.AddDays(-back))),
    };

    private static bool IsWorked(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && Holidays.On(day) is null;

    /// <summary>Moments at which the service looks; while it is down, not between the first and the last.</summary>
    private static IEnumerable<DateTimeOffset> Ticks(DateTimeOffset from, DateTimeOffset to, bool down, Random chance)
    {
        yield return from.AddHours(-3);
        yield return from.AddSeconds(-1);
        if (!down)
        {
            yield return from.AddMinutes(chance.Next((int)(to - from).TotalMinutes));
            yield return to.AddSeconds(-1);
        }

        yield return to.AddMinutes(1);
        yield return to.AddHours(1);
    }

    private static PersonDay Somebody(Random chance)
    {
        var first = new DateOnly(2026, 1, 1).AddDays(chance.Next(300));
        return new PersonDay(new TimeOnly(5, 30).AddMinutes(chance.Next(600)), Rhythms[chance.Next(Rhythms.Length)],
            LocalTime.Zone(Zones[chance.Next(Zones.Length)]))
        {
            Leaves = [new DateRange(first, first.AddDays(chance.Next(12)))],
        };
    }
}
