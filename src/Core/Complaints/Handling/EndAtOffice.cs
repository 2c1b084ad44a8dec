using Core.Complaints.Tracking;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Persistence;
using Core.Texts;

namespace Core.Complaints.Handling;

/// <summary>Ends a complaint without handling it; spam only after a second pair of eyes.</summary>
internal sealed class EndAtOffice(AppDb db, EndComplaint end, DeskStep step)
{
    /// <summary>Ends it without handling, for a reason that the citizen reads in words that fit.</summary>
    public async IAsyncEnumerable<Question> End(DialogContext context, Complaint complaint)
    {
        EndReason[] reasons = complaint.SpamById is null ? [EndReason.NotOurs, EndReason.Duplicate, EndReason.NotWanted, EndReason.Spam]
            : [EndReason.NotOurs, EndReason.Duplicate, EndReason.NotWanted];
        var why = Ask.Choice("end-reason", LocalizedText.Of("complaint.end-why", ComplaintText.Code(complaint)),
            reasons.Select(r => new Option<EndReason>($"{r}", $"complaint.end-button.{r}", r)));
        yield return why;
        var over = await DeskStep.AskTakeOver(db, context, complaint);
        if (over is not null) yield return over;
        if (over is { Answer: false })
        {
            context.Say("complaint.not-taken", ComplaintText.Code(complaint)).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        var steps = why.Answer switch
        {
            EndReason.NotOurs => EndNotOurs(context, complaint),
            EndReason.Duplicate => EndDuplicate(context, complaint),
            _ => EndByWords(context, complaint, why.Answer),
        };
        await foreach (var question in steps) yield return question;
    }

    public async IAsyncEnumerable<Question> SecondLook(DialogContext context, Complaint complaint, bool isSpam)
    {
        if (!isSpam)
        {
            await end.ClearSpam(DeskStep.Of(context, complaint), complaint);
            context.Say("complaint.done.ClearSpam", ComplaintText.Code(complaint)).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        var journal = step.Held(context, complaint);
        await end.ConfirmSpam(journal, complaint);
        Ended(context, complaint, journal);
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
            var words = Ask.Text("words", "complaint.write-office.Elsewhere", AnswerComplaint.WordsMin, AnswerComplaint.WordsMax);
            yield return words;
            way = LocalizedText.Literal(words.Answer);
        }

        var journal = await step.Holding(context, complaint);
        await end.NotOurs(journal, complaint, way, null);
        Ended(context, complaint, journal);
    }

    private async IAsyncEnumerable<Question> EndDuplicate(DialogContext context, Complaint complaint)
    {
        var code = Ask.Text("other-code", LocalizedText.Of("complaint.end-which", ComplaintText.Code(complaint)), 1, 40)
            .Check(typed => NoOther(typed, complaint));
        yield return code;
        var other = await FindComplaint.ByCode(db, code.Answer);
        if (other is null || other.Id == complaint.Id || other.DuplicateOfId is not null || !other.IsOpen
            || !(StepsOpen.Sees(context.Who, other) || ComplaintRights.May(context.Who, Act.List, other)))
        {
            context.Say("complaint.end-no-such", code.Answer).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        var journal = await step.Holding(context, complaint);
        await end.Duplicate(journal, complaint, other);
        Ended(context, complaint, journal);
    }

    private static LocalizedText? NoOther(string typed, Complaint complaint) => TrackingCode.Parse(typed, out var code) switch
    {
        TrackingCode.Reading.Mistyped => LocalizedText.Of("complaint.mistyped", TrackingCode.Show(code)),
        TrackingCode.Reading.Good when code != complaint.Code => default(LocalizedText?),
        _ => LocalizedText.Of("complaint.end-no-such", typed),
    };

    private async IAsyncEnumerable<Question> EndByWords(DialogContext context, Complaint complaint, EndReason reason)
    {
        var words = Ask.Text("words", $"complaint.write-office.{reason}", AnswerComplaint.WordsMin, AnswerComplaint.WordsMax);
        yield return words;
        if (reason == EndReason.Spam)
        {
            await step.TakeFirst(context, complaint);
            await end.SuspectSpam(DeskStep.Of(context, complaint), complaint, context.Who.Id, words.Answer);
            context.Say("complaint.done.SuspectSpam", ComplaintText.Code(complaint)).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        var journal = await step.Holding(context, complaint);
        await end.NotWanted(journal, complaint, words.Answer);
        Ended(context, complaint, journal);
    }

    private void Ended(DialogContext context, Complaint complaint, ComplaintJournal journal) =>
        step.Done(context, complaint, journal, LocalizedText.Of("complaint.done.Dismiss", ComplaintText.Code(complaint)));
}
