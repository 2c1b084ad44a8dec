using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Profiles;
using Core.Texts;

namespace Core.Schedules;

/// <summary>The questions about when a scheduled message comes: the rule, what it needs, and the hour.</summary>
internal sealed class AskRecurrence(Recurrence rule, TimeOnly hour)
{
    private static readonly TimeOnly Earliest = new(5, 30);
    private static readonly TimeOnly Latest = new(18, 0);

    public Recurrence Rule { get; private set; } = rule;

    public TimeOnly Hour { get; private set; } = hour;

    public IEnumerable<Question> Script(DialogContext context, TimeZoneInfo zone)
    {
        var kind = Ask.Choice("kind", "schedule.which-kind", Enum.GetValues<RecurrenceKind>()
            .Select(k => new Option<RecurrenceKind>($"{k}", $"schedule.kind.{k}", k))).PerRow(2);
        yield return kind;
        Rule = new Recurrence(kind.Answer, 0, DayOfWeek.Monday, null, HolidayMove.Keep);
        foreach (var question in Day(context, LocalTime.Day(context.Now, zone))) yield return question;
        if (kind.Answer != RecurrenceKind.NthWorkingDay)
        {
            var move = Ask.Choice("move", "schedule.if-holiday", Enum.GetValues<HolidayMove>()
                .Select(m => new Option<HolidayMove>($"{m}", $"schedule.move.{m}", m)));
            yield return move;
            Rule = Rule with { Move = move.Answer };
        }

        var at = Ask.Text("hour", "schedule.which-hour", 1, 10)
            .Check(t => ReminderHours.Parse(t) is { } h && h >= Earliest && h <= Latest ? default(LocalizedText?)
            : LocalizedText.Of("hour.range", ReminderHours.Text(Earliest), ReminderHours.Text(Latest)));
        yield return at;
        Hour = ReminderHours.Parse(at.Answer)!.Value;
    }

    private IEnumerable<Question> Day(DialogContext context, DateOnly today)
    {
        if (Rule.Kind is RecurrenceKind.Once or RecurrenceKind.Yearly)
        {
            var date = Ask.Date("date", "schedule.which-date", today, today.AddYears(2), today);
            yield return date;
            Rule = Rule with { Date = date.Answer };
        }

        if (Rule.Kind is RecurrenceKind.Weekly or RecurrenceKind.NthWeekday)
        {
            var weekday = Ask.Choice("weekday", "schedule.which-weekday",
                new[] { 1, 2, 3, 4, 5, 6, 0 }.Select(d => new Option<DayOfWeek>($"{d}",
                    LocalizedText.Literal(context.Words.Day((DayOfWeek)d)), (DayOfWeek)d))).PerRow(3);
            yield return weekday;
            Rule = Rule with { Weekday = weekday.Answer };
        }

        if (Rule.Kind is RecurrenceKind.MonthDay)
        {
            var day = Ask.Number("day", "schedule.which-day", 1, 31);
            yield return day;
            Rule = Rule with { Number = day.Answer };
        }

        if (Rule.Kind is RecurrenceKind.NthWeekday or RecurrenceKind.NthWorkingDay)
        {
            var nth = Ask.Choice("nth", "schedule.which-one",
                new[] { 1, 2, 3, 4, -1 }.Select(n => new Option<int>($"{n}", n < 0 ? "schedule.last"
                    : LocalizedText.Of("schedule.nth", n), n))).PerRow(3);
            yield return nth;
            Rule = Rule with { Number = nth.Answer };
        }
    }
}
