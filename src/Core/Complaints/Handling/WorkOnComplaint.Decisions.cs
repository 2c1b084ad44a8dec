using Core.Complaints.Accusations;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Roles;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>Decisions about a report: its class, who has it, where it goes, and how it ends without being handled.</summary>
internal sealed partial class WorkOnComplaint
{
    private static readonly ComplaintClass[] Classes = [ComplaintClass.Ordinary, ComplaintClass.Supervisory, ComplaintClass.Aspiration,
        ComplaintClass.Information];

    /// <summary>
    /// Triage decides kind, class and unit of every report, whatever it was filed as. Where its words speak of bribery, extortion or
    /// violence, anything but berkadar pengawasan is asked a second time.
    /// </summary>
    private async IAsyncEnumerable<Question> Classify(DialogContext context, Complaint complaint)
    {
        var found = await TakeStep.Accusations(db, complaint);
        var question = LocalizedText.Of("complaint.which-class", (LocalizedText)$"complaint.kind.{complaint.Kind}");
        if (found.Count > 0) question = LocalizedText.Joined("\n\n", Alarm(found), question);
        var which = Ask.Choice("class", question,
            Classes.Select(c => new Option<ComplaintClass>($"{c}", $"complaint.class-button.{c}", c)));
        yield return which;
        var kind = which.Answer;
        if (found.Count > 0 && kind != ComplaintClass.Supervisory)
        {
            var asked = LocalizedText.Of("complaint.sure-class", TakeStep.Quoted(found), (LocalizedText)$"complaint.class.{kind}");
            var sure = Ask.Choice("sure-class", asked,
            [
                new Option<bool>("supervisory", "complaint.class-button.Supervisory", true),
                new Option<bool>("stay", "complaint.sure-class-stay", false),
            ]);
            yield return sure;
            if (sure.Answer) kind = ComplaintClass.Supervisory;
        }

        var unit = complaint.UnitId is { } id ? units.Find(id) : null;
        if (unit is not null)
        {
            var same = Ask.Confirm("same-unit", LocalizedText.Of("complaint.same-unit", unit.Name), "complaint.same-unit-yes",
                "complaint.same-unit-no");
            yield return same;
            if (!same.Answer) unit = null;
        }

        if (unit is null)
        {
            var other = Ask.Search("unit", "complaint.which-unit-office", units.Active
                .Where(u => !context.Who.WorksIn(u.Id) || context.Who.Alone)
                .Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
            yield return other;
            unit = other.Answer;
        }

        var journal = Desk(context, complaint).Hold(complaint, options.Value.TakeBackMinutes);
        if (complaint.State == ComplaintState.Submitted) await handle.Verify(journal, complaint, kind, unit);
        else await handle.Reclass(journal, complaint, kind, unit);
        Done(context, complaint, journal, LocalizedText.Of("complaint.done.Verify", ComplaintText.Code(complaint),
            text.Handler(context.Words, complaint), text.Due(context.Words, complaint)));
    }

    private async IAsyncEnumerable<Question> PassOn(DialogContext context, Complaint complaint)
    {
        var to = Destination.Triage;
        if (complaint.Class != ComplaintClass.Supervisory && !handle.IsPassedTooOften(complaint))
        {
            var others = units.Active.Where(u => u.Id != complaint.UnitId)
                .Select(u => new Option<Destination>(u.Code, LocalizedText.Literal(u.Name), new Destination(u, false)))
                .Append(new Option<Destination>("!", "complaint.to-inspectorate", new Destination(null, true)));
            var where = Ask.Search("to", "complaint.pass-to", others).Extra("?", "complaint.to-triage", Destination.Triage);
            yield return where;
            to = where.Answer;
        }

        var asked = handle.IsPassedTooOften(complaint) && complaint.Class != ComplaintClass.Supervisory
            ? LocalizedText.Joined(
                "\n\n", LocalizedText.Of("complaint.passed-too-often", options.Value.PassesMax), "complaint.write.PassOn")
            : "complaint.write.PassOn";
        var reason = Ask.Text("reason", asked, WordsMin, WordsMax);
        yield return reason;
        var journal = Desk(context, complaint).Hold(complaint, options.Value.TakeBackMinutes);
        if (to.Inspectorate) await handle.PassToInspectorate(journal, complaint, reason.Answer);
        else await handle.PassOn(journal, complaint, to.Unit, reason.Answer);
        var place = complaint.State == ComplaintState.Submitted ? context.Words["complaint.to-triage"]
            : text.Handler(context.Words, complaint);
        Done(context, complaint, journal, LocalizedText.Of("complaint.done.PassOn", ComplaintText.Code(complaint), place));
    }

    private async IAsyncEnumerable<Question> Decline(DialogContext context, Complaint complaint)
    {
        var reason = Ask.Text("reason", "complaint.write.Decline", WordsMin, WordsMax);
        yield return reason;
        var journal = Desk(context, complaint).Hold(complaint, options.Value.TakeBackMinutes);
        await handle.Decline(journal, complaint, reason.Answer);
        Done(context, complaint, journal, LocalizedText.Of("complaint.done.Decline", ComplaintText.Code(complaint)));
    }

    /// <summary>A head gives it to one of the unit's officers, or to all of them.</summary>
    private async IAsyncEnumerable<Question> Assign(DialogContext context, Complaint complaint)
    {
        var officers = await Officers(context, complaint);
        var whom = Ask.Search("assign-to", LocalizedText.Of("complaint.assign-whom", ComplaintText.Code(complaint)), officers)
            .Extra("all", "complaint.assign-all", null);
        yield return whom;
        await handle.Assign(Desk(context, complaint), complaint, whom.Answer?.Id);
        var code = ComplaintText.Code(complaint);
        var done = whom.Answer is { } officer ? context.Say("complaint.done.Given", code, officer.Name)
            : context.Say("complaint.done.Assign", code);
        done.Row(Open(context, complaint));
    }

    private async Task<List<Option<Colleague?>>> Officers(DialogContext context, Complaint complaint)
    {
        var ids = await TakeStep.Officers(db, complaint);
        var found = new List<Option<Colleague?>>();
        foreach (var id in ids)
        {
            var name = await GiveRole.NameOf(db, id, context.Words);
            var held = await db.Complaints.CountAsync(c => c.HolderId == id && c.EndedAt == null && c.State != ComplaintState.Resolved);
            found.Add(new($"{id}", LocalizedText.Of("complaint.assign-one", name, held), new Colleague(id, name)));
        }

        return found;
    }

    /// <summary>Ends it without handling, for a reason that the citizen reads in words that fit.</summary>
    private async IAsyncEnumerable<Question> End(DialogContext context, Complaint complaint)
    {
        EndReason[] reasons = complaint.SpamById is null ? [EndReason.NotOurs, EndReason.Duplicate, EndReason.NotWanted, EndReason.Spam]
            : [EndReason.NotOurs, EndReason.Duplicate, EndReason.NotWanted];
        var why = Ask.Choice("end-reason", LocalizedText.Of("complaint.end-why", ComplaintText.Code(complaint)),
            reasons.Select(r => new Option<EndReason>($"{r}", $"complaint.end-button.{r}", r)));
        yield return why;
        var steps = why.Answer switch
        {
            EndReason.NotOurs => EndNotOurs(context, complaint),
            EndReason.Duplicate => EndDuplicate(context, complaint),
            _ => EndByWords(context, complaint, why.Answer),
        };
        await foreach (var question in steps) yield return question;
    }

    private async IAsyncEnumerable<Question> EndNotOurs(DialogContext context, Complaint complaint)
    {
        var bodies = OtherBodies.All.Select(b => new Option<LocalizedText?>(b.Code, b.Way, b.Way));
        var where = Ask.Search("where-to", "complaint.end-where", bodies).Extra("other", "complaint.end-elsewhere", null);
        yield return where;
        LocalizedText way;
        if (where.Answer is { } known) way = known;
        else
        {
            var words = Ask.Text("words", "complaint.write-office.Elsewhere", WordsMin, WordsMax);
            yield return words;
            way = LocalizedText.Literal(words.Answer);
        }

        var journal = await HoldingDesk(context, complaint);
        await end.NotOurs(journal, complaint, way, null);
        Ended(context, complaint, journal);
    }

    private async IAsyncEnumerable<Question> EndDuplicate(DialogContext context, Complaint complaint)
    {
        var code = Ask.Text("other-code", LocalizedText.Of("complaint.end-which", ComplaintText.Code(complaint)), 9, 20);
        yield return code;
        var other = await FindComplaint.ByCode(db, code.Answer);
        if (other is null || other.Id == complaint.Id || other.DuplicateOfId is not null || !other.IsOpen
            || !(StepsOpen.Sees(context.Who, other) || ComplaintRights.May(context.Who, Act.List, other)))
        {
            context.Say("complaint.end-no-such", code.Answer).Row(Open(context, complaint));
            yield break;
        }

        var journal = await HoldingDesk(context, complaint);
        await end.Duplicate(journal, complaint, other);
        Ended(context, complaint, journal);
    }

    private async IAsyncEnumerable<Question> EndByWords(DialogContext context, Complaint complaint, EndReason reason)
    {
        var words = Ask.Text("words", $"complaint.write-office.{reason}", WordsMin, WordsMax);
        yield return words;
        if (reason == EndReason.Spam)
        {
            var desk = Desk(context, complaint);
            if (complaint.State == ComplaintState.Forwarded) await handle.Take(desk, complaint, context.Who.Id, quietly: true);
            await end.SuspectSpam(desk, complaint, context.Who.Id, words.Answer);
            context.Say("complaint.done.SuspectSpam", ComplaintText.Code(complaint)).Row(Open(context, complaint));
            yield break;
        }

        var journal = await HoldingDesk(context, complaint);
        await end.NotWanted(journal, complaint, words.Answer);
        Ended(context, complaint, journal);
    }

    private async IAsyncEnumerable<Question> SecondLook(DialogContext context, Complaint complaint, bool isSpam)
    {
        if (!isSpam)
        {
            await end.ClearSpam(Desk(context, complaint), complaint);
            context.Say("complaint.done.ClearSpam", ComplaintText.Code(complaint)).Row(Open(context, complaint));
            yield break;
        }

        var journal = Desk(context, complaint).Hold(complaint, options.Value.TakeBackMinutes);
        await end.ConfirmSpam(journal, complaint);
        Ended(context, complaint, journal);
    }

    private void Ended(DialogContext context, Complaint complaint, ComplaintJournal journal) =>
        Done(context, complaint, journal, LocalizedText.Of("complaint.done.Dismiss", ComplaintText.Code(complaint)));

    private static LocalizedText Alarm(IReadOnlyList<string> found) => LocalizedText.Of("complaint.alarm", TakeStep.Quoted(found));

    /// <summary>For those who decide or could pass it to the inspectorate.</summary>
    private static string Warning(Wording words, Complaint complaint, Relation relation)
    {
        if (complaint.Class == ComplaintClass.Supervisory || complaint.State == ComplaintState.Closed) return "";
        var found = AccusationWords.In(complaint.Story);
        if (complaint.Raised && found.Count == 0) return "\n" + words["complaint.alarm-later"];
        var asks = (relation & (Relation.Triage | Relation.Reviewer)) != 0;
        var spam = complaint.SpamById is not null ? "\n" + words["complaint.spam-suspected"] : "";
        return (found.Count > 0 && asks ? "\n" + Alarm(found).In(words) : "") + spam;
    }

    private sealed record Destination(Unit? Unit, bool Inspectorate)
    {
        public static Destination Triage { get; } = new(null, false);
    }

    private sealed record Colleague(long Id, string Name);
}
