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
internal sealed class ManageSchedules(AppDb db, UnitCatalog units, WorkingCalendar calendar, AskAnnouncementFile files) : Dialog
{
    private const int DatesShown = 5;
    private const int TextMax = 3000;

    /// <inheritdoc/>
    public override string Name => "manage-schedules";

    /// <inheritdoc/>
    public override string? Command => Commands.Schedules;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        context.Doing("schedule.unfinished");
        var all = (await db.Schedules.Where(s => s.DeletedAt == null).OrderBy(s => s.Id).ToListAsync())
            .Where(s => CommandRights.Administers(context.Who, s.UnitId)).ToList();
        var which = Which(context, all);
        yield return which;
        var template = ScheduleTemplate.All.FirstOrDefault(t => which.Answer == $"t-{t.Key}");
        var existing = all.Find(s => $"{s.Id}" == which.Answer);
        var (textNeeded, ruleNeeded) = (template is null, template is null);
        if (existing is not null)
        {
            var then = Then(context, existing);
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

        var with = textNeeded || existing is null ? files.Question() : null;
        if (with is not null) yield return with;

        var receivers = new AskAudience(units);
        if (existing is null) await foreach (var question in receivers.WithGroups(context.Who, db)) yield return question;
        var audience = existing is null ? receivers.Chosen : AudienceOf(existing);
        var when = new AskRecurrence(Recurrence.Parse(existing?.Rule ?? template?.Rule ?? "LastDay|0|0||Keep"),
            existing?.Hour ?? template?.Hour ?? new TimeOnly(8, 0));
        if (ruleNeeded) foreach (var question in when.Script(context, Zone(audience))) yield return question;
        var (rule, hour) = (when.Rule, when.Hour);
        var sure = Sure(Card(context, WithFile(context, text, with?.Answer), rule, hour, audience, context.Now), context, template);
        yield return sure;
        if (sure.Answer) await Save(context, existing, text, with?.Answer, rule, hour, audience, receivers.ToGroups);
        else context.Say("schedule.dropped");
    }

    private static string WithFile(DialogContext context, string text, IReadOnlyList<InboundFile>? file) =>
        file is not { Count: > 0 } ? text : $"{text}\n{context.Words["announce.with-file", AnnouncementFile.NameOf(file[0])]}";

    private static SearchQuestion<string> Which(DialogContext context, List<Schedule> all)
    {
        var options = all.Select(s => new Option<string>($"{s.Id}",
            LocalizedText.Literal($"{(s.Paused ? "⏸ " : "")}{Core.Texts.Characters.Short(s.Text, 40)}"), $"{s.Id}"))
            .Concat(ScheduleTemplate.All.Select(t => new Option<string>($"t-{t.Key}",
                LocalizedText.Of("schedule.template", context.Words[$"template.{t.Key}.name"]), $"t-{t.Key}")));
        return Ask.Search("which", LocalizedText.Of("schedule.list", all.Count), options).Extra("new", "schedule.new", "new");
    }

    private ChoiceQuestion<string> Then(DialogContext context, Schedule schedule)
    {
        var card = Card(context, schedule.Text, Recurrence.Parse(schedule.Rule), schedule.Hour, AudienceOf(schedule), schedule.MadeAt);
        return Ask.Choice("then", LocalizedText.Literal(card), new[] { schedule.Paused ? "resume" : "pause", "text", "rule", "delete" }
            .Select(t => new Option<string>(t, $"schedule.do-{t}", t))).PerRow(2);
    }

    private static ChoiceQuestion<bool> Sure(string card, DialogContext context, ScheduleTemplate? template)
    {
        var unsure = template is { Verified: false } ? "\n\n" + context.Words["schedule.unverified"] : "";
        return Ask.Confirm("sure", LocalizedText.Literal(context.Words["schedule.preview"] + "\n" + card + unsure), "schedule.save",
            "announce.drop");
    }

    private void Change(DialogContext context, Schedule schedule, string how)
    {
        context.Change();
        if (how == "delete") schedule.Delete(context.Now);
        else
        {
            schedule.Paused = how == "pause";
            if (!schedule.Paused) schedule.MadeAt = context.Now;
        }

        Audit.Note(db, context.Who, context.Now, how == "delete" ? "schedule-deleted" : "schedule-changed", schedule.UnitId,
            $"#{schedule.Id} ({how})");
        context.Say($"schedule.done-{how}").Row(Commands.Schedules.Button(context.Words));
    }

    private async ValueTask Save(DialogContext context, Schedule? existing, string text, IReadOnlyList<InboundFile>? files,
        Recurrence rule, TimeOnly hour, Audience audience, bool groups)
    {
        var file = files is null ? existing?.FileId : await AskAnnouncementFile.Put(context, files);
        if (existing is not null)
        {
            if (existing.Rule != rule.Text || existing.Hour != hour) existing.MadeAt = context.Now; // the preview promised the next time
            (existing.Text, existing.FileId, existing.Rule, existing.Hour) = (text, file, rule.Text, hour);
        }
        else context.Change().Schedules.Add(new Schedule
        {
            Text = text,
            FileId = file,
            Rule = rule.Text,
            Hour = hour,
            UnitId = audience.UnitId,
            Role = audience.Role,
            ToGroups = groups,
            MadeBy = context.Who.Id,
            MadeAt = context.Now
        });
        context.Change();
        Audit.Note(db, context.Who, context.Now, existing is null ? "schedule-added" : "schedule-changed", audience.UnitId, existing is null
            ? rule.Text : $"#{existing.Id}");
        context.Say("schedule.saved").Row(Commands.Schedules.Button(context.Words));
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
