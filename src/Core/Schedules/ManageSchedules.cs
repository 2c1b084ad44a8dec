using System.Globalization;
using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Schedules;

/// <summary>An administrator makes messages that come again by a rule, sees the next five dates, pauses, edits and deletes.</summary>
internal sealed class ManageSchedules(AppDb db, UnitCatalog units, WorkingCalendar calendar) : Dialog
{
    private const int DatesShown = 5;
    private const int TextMax = 3000;
    private static readonly TimeOnly Earliest = new(5, 30);
    private static readonly TimeOnly Latest = new(18, 0);

    /// <inheritdoc/>
    public override string Name => "manage-schedules";

    /// <inheritdoc/>
    public override string? Command => "/jadwal";

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        context.Doing("schedule.unfinished");
        var all = (await db.Schedules.Where(s => s.DeletedAt == null).OrderBy(s => s.Id).ToListAsync())
            .Where(s => CommandRights.Administers(context.Who, s.UnitId)).ToList();
        var options = all.Select(s => new Option<string>($"{s.Id}",
            LocalizedText.Literal($"{(s.Paused ? "⏸ " : "")}{Core.Texts.Characters.Short(s.Text, 40)}"), $"{s.Id}"))
            .Concat(ScheduleTemplate.All.Select(t => new Option<string>($"t-{t.Key}",
            LocalizedText.Of("schedule.template", context.Words[$"template.{t.Key}.name"]), $"t-{t.Key}")));
        var which = Ask.Search("which", LocalizedText.Of("schedule.list", all.Count), options).Extra("new", "schedule.new", "new");
        yield return which;
        var template = ScheduleTemplate.All.FirstOrDefault(t => which.Answer == $"t-{t.Key}");
        var existing = all.Find(s => $"{s.Id}" == which.Answer);
        var (textNeeded, ruleNeeded) = (template is null, template is null);
        if (existing is not null)
        {
            var then = Ask.Choice("then",
                LocalizedText.Literal(Card(context, existing.Text, Recurrence.Parse(existing.Rule), existing.Hour, AudienceOf(existing),
                    existing.MadeAt)), new[] { existing.Paused ? "resume" : "pause", "text", "rule",
                        "delete" }.Select(t => new Option<string>(t, $"schedule.do-{t}", t))).PerRow(2);
            yield return then;
            if (then.Answer is "pause" or "resume" or "delete")
            {
                Change(context, existing, then.Answer);
                yield break;
            }

            (textNeeded, ruleNeeded) = (then.Answer == "text", then.Answer == "rule");
        }

        var text = existing?.Text ?? (template is null ? "" : context.Words[$"template.{template.Key}"]);
        if (textNeeded)
        {
            var written = Ask.Story("text", "schedule.text", 3, TextMax);
            yield return written;
            text = written.Answer;
        }

        var audience = existing is null ? new Audience(null, null) : AudienceOf(existing);
        if (existing is null)
        {
            var kindOfAudience = AskAudience.Kind(context.Who);
            yield return kindOfAudience;
            if (kindOfAudience.Answer == "unit")
            {
                var unit = AskAudience.Unit(context.Who, units);
                yield return unit;
                audience = audience with { UnitId = unit.Answer.Id };
            }
            else if (kindOfAudience.Answer == "role")
            {
                var role = AskAudience.Role();
                yield return role;
                audience = audience with { Role = role.Answer };
            }
        }

        var rule = Recurrence.Parse(existing?.Rule ?? template?.Rule ?? "LastDay|0|0||Keep");
        var hour = existing?.Hour ?? template?.Hour ?? new TimeOnly(8, 0);
        if (ruleNeeded)
        {
            var today = LocalTime.Day(context.Now, Zone(audience));
            var kind = Ask.Choice("kind", "schedule.which-kind", Enum.GetValues<RecurrenceKind>()
                .Select(k => new Option<RecurrenceKind>($"{k}", $"schedule.kind.{k}", k))).PerRow(2);
            yield return kind;
            rule = new Recurrence(kind.Answer, 0, DayOfWeek.Monday, null, HolidayMove.Keep);
            if (kind.Answer is RecurrenceKind.Once or RecurrenceKind.Yearly)
            {
                var date = Ask.Date("date", "schedule.which-date", today, today.AddYears(2), today);
                yield return date;
                rule = rule with { Date = date.Answer };
            }

            if (kind.Answer is RecurrenceKind.Weekly or RecurrenceKind.NthWeekday)
            {
                var weekday = Ask.Choice("weekday", "schedule.which-weekday",
                    new[] { 1, 2, 3, 4, 5, 6, 0 }.Select(d => new Option<DayOfWeek>($"{d}",
                        LocalizedText.Literal(context.Words.Day((DayOfWeek)d)), (DayOfWeek)d))).PerRow(3);
                yield return weekday;
                rule = rule with { Weekday = weekday.Answer };
            }

            if (kind.Answer is RecurrenceKind.MonthDay)
            {
                var day = Ask.Number("day", "schedule.which-day", 1, 31);
                yield return day;
                rule = rule with { Number = day.Answer };
            }

            if (kind.Answer is RecurrenceKind.NthWeekday or RecurrenceKind.NthWorkingDay)
            {
                var nth = Ask.Choice("nth", "schedule.which-one",
                    new[] { 1, 2, 3, 4, -1 }.Select(n => new Option<int>($"{n}", n < 0 ? "schedule.last"
                        : LocalizedText.Of("schedule.nth", n), n))).PerRow(3);
                yield return nth;
                rule = rule with { Number = nth.Answer };
            }

            if (kind.Answer != RecurrenceKind.NthWorkingDay)
            {
                var move = Ask.Choice("move", "schedule.if-holiday", Enum.GetValues<HolidayMove>()
                    .Select(m => new Option<HolidayMove>($"{m}", $"schedule.move.{m}", m)));
                yield return move;
                rule = rule with { Move = move.Answer };
            }

            var at = Ask.Text("hour", "schedule.which-hour", 1, 10)
                .Check(t => ReminderHours.Parse(t) is { } h && h >= Earliest && h <= Latest ? default(LocalizedText?)
                : LocalizedText.Of("hour.range", ReminderHours.Text(Earliest), ReminderHours.Text(Latest)));
            yield return at;
            hour = ReminderHours.Parse(at.Answer)!.Value;
        }

        var unsure = template is { Verified: false } ? "\n\n" + context.Words["schedule.unverified"] : "";
        var sure = Ask.Confirm("sure",
            LocalizedText.Literal(context.Words["schedule.preview"] + "\n" + Card(context, text, rule, hour, audience, context.Now)
                + unsure), "schedule.save", "announce.drop");
        yield return sure;
        if (sure.Answer) Save(context, existing, text, rule, hour, audience);
        else context.Say("schedule.dropped");
    }

    private void Change(DialogContext context, Schedule schedule, string how)
    {
        context.Change();
        if (how == "delete") schedule.Delete(context.Now);
        else schedule.Paused = how == "pause";
        Audit.Note(db, context.Who, context.Now, how == "delete" ? "schedule-deleted" : "schedule-changed", schedule.UnitId,
            $"#{schedule.Id} ({how})");
        context.Say($"schedule.done-{how}").Row(new Button(context.Words["menu.jadwal"], "/jadwal"));
    }

    private void Save(DialogContext context, Schedule? existing, string text, Recurrence rule, TimeOnly hour, Audience audience)
    {
        if (existing is not null) (existing.Text, existing.Rule, existing.Hour) = (text, rule.Text, hour);
        else context.Change().Schedules.Add(new Schedule
        {
            Text = text,
            Rule = rule.Text,
            Hour = hour,
            UnitId = audience.UnitId,
            Role = audience.Role,
            MadeBy = context.Who.Id,
            MadeAt = context.Now
        });
        context.Change();
        Audit.Note(db, context.Who, context.Now, existing is null ? "schedule-added" : "schedule-changed", audience.UnitId, existing is null
            ? rule.Text : $"#{existing.Id}");
        context.Say("schedule.saved").Row(new Button(context.Words["menu.jadwal"], "/jadwal"));
    }

    private string Card(DialogContext context, string text, Recurrence rule, TimeOnly hour, Audience audience, DateTimeOffset since)
    {
        var zone = Zone(audience);
        var now = context.Now > since ? context.Now : since;
        var after = LocalTime.Day(now, zone);
        if (now < LocalTime.At(after, hour, zone)) after = after.AddDays(-1);
        var dates = rule.Coming(after, DatesShown, calendar)
            .Select(d => "· " + context.Words.Date(d) + (calendar.IsProvisional(d) ? " *" : "")).ToList();
        var list = dates.Count == 0 ? context.Words["schedule.no-dates"] : string.Join('\n', dates);
        if (list.Contains('*', StringComparison.Ordinal)) list += "\n" + context.Words["schedule.provisional"];
        return context.Words["schedule.card", text, audience.Name(context.Words, units),
            hour.ToString("HH.mm", CultureInfo.InvariantCulture), LocalTime.Label(zone, context.Now), list];
    }

    private static Audience AudienceOf(Schedule schedule) => new(schedule.UnitId, schedule.Role);

    private TimeZoneInfo Zone(Audience audience) => units.ZoneOf(audience.UnitId is { } id ? units.Find(id) : null);
}
