using Core.Complaints.Accusations;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Roles;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Handling;

/// <summary>Decisions about a complaint: its class, who has it, and where it goes.</summary>
internal sealed class PlaceComplaint(AppDb db, HandleComplaint handle, DeskStep step, ComplaintText text, UnitCatalog units,
    IOptions<ComplaintsOptions> options)
{
    private static readonly ComplaintClass[] Classes = [ComplaintClass.Ordinary, ComplaintClass.Supervisory, ComplaintClass.Aspiration,
        ComplaintClass.Information];

    /// <summary>
    /// Triage decides kind, class and unit of every report, whatever it was filed as. Where its words speak of bribery, extortion or
    /// violence, anything but berkadar pengawasan is asked a second time.
    /// </summary>
    public async IAsyncEnumerable<Question> Classify(DialogContext context, Complaint complaint)
    {
        var found = await SeenAccusations.Of(db, complaint);
        var question = LocalizedText.Of("complaint.which-class", (LocalizedText)$"complaint.kind.{complaint.Kind}");
        if (found.Count > 0) question = LocalizedText.Joined("\n\n", ComplaintCard.Alarm(found), question);
        var which = Ask.Choice("class", question,
            Classes.Select(c => new Option<ComplaintClass>($"{c}", $"complaint.class-button.{c}", c)));
        yield return which;
        var kind = which.Answer;
        if (found.Count > 0 && kind != ComplaintClass.Supervisory)
        {
            var asked = LocalizedText.Of("complaint.sure-class", SeenAccusations.Quoted(found), (LocalizedText)$"complaint.class.{kind}");
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
                .Where(u => !context.Who.IsOfOwnOffice(u.Id) || context.Who.Alone)
                .Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
            yield return other;
            unit = other.Answer;
        }

        var journal = step.Held(context, complaint);
        if (complaint.State == ComplaintState.Submitted) await handle.Verify(journal, complaint, kind, unit);
        else await handle.Reclass(journal, complaint, kind, unit);
        step.Done(context, complaint, journal, LocalizedText.Of("complaint.done.Verify", ComplaintText.Code(complaint),
            text.Handler(context.Words, complaint), text.Due(context.Words, complaint)));
    }

    public async IAsyncEnumerable<Question> PassOn(DialogContext context, Complaint complaint)
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
        var reason = Ask.Text("reason", asked, AnswerComplaint.WordsMin, AnswerComplaint.WordsMax);
        yield return reason;
        var over = await DeskStep.AskTakeOver(db, context, complaint);
        if (over is not null) yield return over;
        if (over is { Answer: false })
        {
            KeptWords.Say(context);
            yield break;
        }

        var journal = step.Held(context, complaint);
        if (to.Inspectorate) await handle.PassToInspectorate(journal, complaint, reason.Answer);
        else await handle.PassOn(journal, complaint, to.Unit, reason.Answer);
        var place = complaint.State == ComplaintState.Submitted ? context.Words["complaint.to-triage"]
            : text.Handler(context.Words, complaint);
        step.Done(context, complaint, journal, LocalizedText.Of("complaint.done.PassOn", ComplaintText.Code(complaint), place));
    }

    public async IAsyncEnumerable<Question> Decline(DialogContext context, Complaint complaint)
    {
        var reason = Ask.Text("reason", "complaint.write.Decline", AnswerComplaint.WordsMin, AnswerComplaint.WordsMax);
        yield return reason;
        var over = await DeskStep.AskTakeOver(db, context, complaint);
        if (over is not null) yield return over;
        if (over is { Answer: false })
        {
            KeptWords.Say(context);
            yield break;
        }

        var journal = step.Held(context, complaint);
        await handle.Decline(journal, complaint, reason.Answer);
        step.Done(context, complaint, journal, LocalizedText.Of("complaint.done.Decline", ComplaintText.Code(complaint)));
    }

    /// <summary>A head gives it to one of the unit's officers, or to all of them.</summary>
    public async IAsyncEnumerable<Question> Assign(DialogContext context, Complaint complaint)
    {
        var officers = await Officers(context, complaint);
        var whom = Ask.Search("assign-to", LocalizedText.Of("complaint.assign-whom", ComplaintText.Code(complaint)), officers)
            .Extra("all", "complaint.assign-all", null);
        yield return whom;
        await handle.Assign(DeskStep.Of(context, complaint), complaint, whom.Answer?.Id);
        var code = ComplaintText.Code(complaint);
        var done = whom.Answer is { } officer ? context.Say("complaint.done.Given", code, officer.Name)
            : context.Say("complaint.done.Assign", code);
        done.Row(ComplaintCard.Open(context, complaint));
    }

    private async Task<List<Option<Colleague?>>> Officers(DialogContext context, Complaint complaint)
    {
        var ids = await GivenOfficers.To(db, complaint);
        var found = new List<Option<Colleague?>>();
        var held = await GivenOfficers.Held(db, ids);
        foreach (var id in ids)
        {
            var name = await GiveRole.NameOf(db, id, context.Words);
            var option = LocalizedText.Of("complaint.assign-one", name, held.GetValueOrDefault(id));
            found.Add(new($"{id}", option, new Colleague(id, name)));
        }

        return found;
    }

    private sealed record Destination(Unit? Unit, bool Inspectorate)
    {
        public static Destination Triage { get; } = new(null, false);
    }

    private sealed record Colleague(long Id, string Name);
}
