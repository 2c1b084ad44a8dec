using Core.Complaints.Attachments;
using Core.Complaints.Filing;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Persistence;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Handling;

/// <summary>A holder's steps: take it, write to the citizen, report the follow-up.</summary>
internal sealed class AnswerComplaint(AppDb db, HandleComplaint handle, DeskStep step, ComplaintCard card, FetchAttachments fetch,
    ComplaintText text, IOptions<ComplaintsOptions> options)
{
    /// <summary>The fewest letters of what a citizen reads.</summary>
    public const int WordsMin = 5;

    /// <summary>The most letters of what a citizen reads.</summary>
    public const int WordsMax = 2000;

    public async IAsyncEnumerable<Question> Take(DialogContext context, Complaint complaint)
    {
        var over = await DeskStep.AskTakeOver(db, context, complaint);
        if (over is not null) yield return over;
        if (over is { Answer: false })
        {
            context.Say("complaint.not-taken", ComplaintText.Code(complaint)).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        await handle.Take(DeskStep.Of(context, complaint), complaint, context.Who.Id);
        await card.Show(context, complaint);
    }

    public async IAsyncEnumerable<Question> Resolve(DialogContext context, Complaint complaint)
    {
        var report = Ask.Text("report", Asked(complaint, "complaint.write.Resolve"), WordsMin, WordsMax);
        yield return report;
        var evidence = Ask.Files("evidence", LocalizedText.Of("complaint.evidence", options.Value.AttachmentsMax),
            options.Value.AttachmentsMax,
            FileProblem.Rules(options.Value));
        yield return evidence;
        var over = await DeskStep.AskTakeOver(db, context, complaint);
        if (over is not null) yield return over;
        if (over is { Answer: false })
        {
            KeptWords.Say(context);
            yield break;
        }

        var journal = await step.Holding(context, complaint);
        await handle.Resolve(journal, complaint, report.Answer, evidence.Answer.Count > 0);
        fetch.Await(context, complaint, evidence.Answer, fromCitizen: false);
        step.Done(context, complaint, journal, Done(context, complaint, Act.Resolve));
    }

    /// <summary>Nobody is promised that the citizen reads what reaches no citizen.</summary>
    private static LocalizedText Asked(Complaint complaint, string key) =>
        complaint.ReachesCitizen ? LocalizedText.Of(key) : "complaint.write-unread";

    private LocalizedText Done(DialogContext context, Complaint complaint, Act act) => complaint.ReachesCitizen
        ? LocalizedText.Of($"complaint.done.{act}", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
        : LocalizedText.Of("complaint.done-unread", ComplaintText.Code(complaint), ComplaintText.State(context.Words, complaint));

    public async IAsyncEnumerable<Question> Write(DialogContext context, Complaint complaint, Act act,
        Func<ComplaintJournal, string, ValueTask> change)
    {
        var words = Ask.Text("words", FilesLeft.Before(context, Asked(complaint, $"complaint.write-office.{act}")), WordsMin, WordsMax);
        yield return words;
        var over = act == Act.Return ? null : await DeskStep.AskTakeOver(db, context, complaint);
        if (over is not null) yield return over;
        if (over is { Answer: false })
        {
            KeptWords.Say(context);
            yield break;
        }

        var journal = await step.Holding(context, complaint);
        await change(journal, words.Answer);
        FilesLeft.Say(context);
        step.Done(context, complaint, journal, Done(context, complaint, act), ComplaintCard.Open(context, complaint));
    }

    public async IAsyncEnumerable<Question> Resume(DialogContext context, Complaint complaint)
    {
        await handle.Resume(DeskStep.Of(context, complaint), complaint);
        await card.Show(context, complaint);
        yield break;
    }
}
