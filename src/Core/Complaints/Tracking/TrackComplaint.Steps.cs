using Core.Complaints.Attachments;
using Core.Complaints.Filing;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Tracking;

/// <summary>What a citizen does with their complaint, once its code and the deed are known: each with its questions.</summary>
internal sealed partial class TrackComplaint
{
    private IAsyncEnumerable<Question> Step(DialogContext context, Complaint complaint, CodeAsked asked) => asked.Act switch
    {
        "cabut" => Withdraw(context, complaint),
        "selesai" => Confirm(context, complaint),
        "belum" or "buka" => Reopen(context, complaint),
        "nilai" => Rate(context, complaint, asked.Rest),
        "lampiran" => ShowFiles(context, complaint),
        "desak" => Hurry(context, complaint),
        "hapus-lampiran" => EraseFile(context, complaint),
        _ => Write(context, complaint, Acts[asked.Act]),
    };

    private async IAsyncEnumerable<Question> Write(DialogContext context, Complaint complaint, Act act)
    {
        var asked = act == Act.Answer ? await LastQuestion(complaint) : "";
        var words = Ask.Text("words", LocalizedText.Of($"complaint.write.{act}", ComplaintText.Code(complaint), asked), 1,
            options.Value.StoryMax);
        yield return words;
        var files = Ask.Files("files",
            LocalizedText.Of("complaint.files", options.Value.AttachmentsMax, options.Value.AttachmentMaxBytes / 1_000_000),
                options.Value.AttachmentsMax,
            new FileRules(KeptFile.Kinds, options.Value.AttachmentMaxBytes));
        yield return files;
        var said = string.Join('\n', files.Answer.Select(f => f.Caption).OfType<string>().Prepend(words.Answer));
        if (PersonalDetails.AskToMask(context.Words, said, act == Act.Answer ? "complaint.answer-has-pieces"
            : "complaint.has-pieces") is { } mask)
        {
            yield return mask;
            if (mask.Answer) said = PersonalDetails.MaskIn(said);
        }

        var journal = ComplaintJournal.Of(context, Relation.Complainant);
        if (act == Act.Answer) await follow.Answer(journal, complaint, said);
        else if (act == Act.Complete) await follow.Complete(journal, complaint, said);
        else await follow.Add(journal, complaint, said);
        fetch.Await(context, complaint, files.Answer, fromCitizen: true);
        context.Say($"complaint.written.{act}", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(Look(context, complaint));
    }

    private async IAsyncEnumerable<Question> Withdraw(DialogContext context, Complaint complaint)
    {
        var sure = Ask.Confirm("sure", LocalizedText.Of("complaint.sure-withdraw", ComplaintText.Code(complaint)), "complaint.withdraw-yes",
            "complaint.withdraw-no").WithoutWayOut();
        yield return sure;
        if (sure.Answer) await follow.Withdraw(ComplaintJournal.Of(context, Relation.Complainant), complaint);
        context.Say(sure.Answer ? "complaint.withdrawn" : "complaint.goes-on", ComplaintText.Code(complaint));
    }

    /// <summary>
    /// Beyond the head stand the Ombudsman (UU 25/2009 article 40, UU 37/2008) and SP4N-LAPOR! (Perpres 76/2013); both are named.
    /// </summary>
    private async IAsyncEnumerable<Question> Hurry(DialogContext context, Complaint complaint)
    {
        var times = await follow.Hurry(ComplaintJournal.Of(context, Relation.Complainant), complaint);
        var said = times switch { 0 => "complaint.hurried-today", 1 => "complaint.hurried", _ => "complaint.hurried-again" };
        context.Say(said, ComplaintText.Code(complaint)).Row(Look(context, complaint));
        yield break;
    }

    private async IAsyncEnumerable<Question> EraseFile(DialogContext context, Complaint complaint)
    {
        var own = await history.OwnFiles(db, complaint);
        var which = Ask.Choice("file", LocalizedText.Of("complaint.which-file", ComplaintText.Code(complaint)),
            own.Select(a => new Option<long?>($"{a.Id}", LocalizedText.Literal(NameOf(context, complaint, a)), a.Id)))
            .Skip("none", "complaint.withdraw-no", null).WithoutWayOut();
        yield return which;
        if (own.Find(a => a.Id == which.Answer) is { } chosen)
        {
            await fetch.Erase(context, complaint, chosen.Id);
            context.Say("complaint.file-erased", NameOf(context, complaint, chosen), ComplaintText.Code(complaint));
        }
        else context.Say("complaint.file-stays", ComplaintText.Code(complaint));
    }

    private string NameOf(DialogContext context, Complaint complaint, ComplaintAttachment file) => context.Words["complaint.file-of",
        context.Words[$"complaint.file-sort.{file.Kind}"], text.Moment(context.Words, complaint, file.At), file.Id];

    private async IAsyncEnumerable<Question> Confirm(DialogContext context, Complaint complaint)
    {
        await follow.Confirm(ComplaintJournal.Of(context, Relation.Complainant), complaint);
        context.Say("complaint.closed", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(RatingButtons(context.Words, complaint));
        yield break;
    }

    private async IAsyncEnumerable<Question> Reopen(DialogContext context, Complaint complaint)
    {
        var reason = Ask.Text("reason", LocalizedText.Of("complaint.why-not-settled", ComplaintText.Code(complaint)), 3, 1000);
        yield return reason;
        var said = reason.Answer;
        if (PersonalDetails.AskToMask(context.Words, said) is { } mask)
        {
            yield return mask;
            if (mask.Answer) said = PersonalDetails.MaskIn(said);
        }

        await follow.Reopen(ComplaintJournal.Of(context, Relation.Complainant), complaint, said);
        context.Say(complaint.State == ComplaintState.Reopened ? "complaint.reopened" : "complaint.reopened-officers",
            ComplaintText.Code(complaint), text.Due(context.Words, complaint)).Row(Look(context, complaint));
    }

    private async IAsyncEnumerable<Question> Rate(DialogContext context, Complaint complaint, string value)
    {
        if (!int.TryParse(value, out var rating) || rating is < 1 or > 4)
        {
            context.Say("complaint.how-handled", ComplaintText.Code(complaint)).Row(RatingButtons(context.Words, complaint));
            yield break;
        }

        await follow.Rate(ComplaintJournal.Of(context, Relation.Complainant), complaint, rating);
        context.Say("complaint.rated");
    }

    private async IAsyncEnumerable<Question> ShowFiles(DialogContext context, Complaint complaint)
    {
        var files = await history.Files(db, complaint, Relation.Complainant);
        if (files.Count == 0) context.Say("complaint.no-kept-files");
        foreach (var file in files) context.Say("complaint.file", ComplaintText.Code(complaint)).With(file);
        yield break;
    }

    private async Task<string> LastQuestion(Complaint complaint) => await db.ComplaintEvents
        .Where(e => e.ComplaintId == complaint.Id && e.Act == Act.Ask).OrderByDescending(e => e.Id).Select(e => e.Words)
        .FirstOrDefaultAsync() ?? "";
}
