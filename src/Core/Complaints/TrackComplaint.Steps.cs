using Core.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>What a citizen does with their complaint, once its code and the deed are known: each with its questions.</summary>
internal sealed partial class TrackComplaint
{
    private IAsyncEnumerable<Question> Step(Turn turn, Complaint complaint, CodeAsked asked) => asked.Act switch
    {
        "cabut" => Withdraw(turn, complaint),
        "selesai" => Confirm(turn, complaint),
        "belum" or "buka" => Reopen(turn, complaint),
        "nilai" => Rate(turn, complaint, asked.Rest),
        "lampiran" => ShowFiles(turn, complaint),
        _ => Write(turn, complaint, Acts[asked.Act]),
    };

    private async IAsyncEnumerable<Question> Write(Turn turn, Complaint complaint, Act act)
    {
        var asked = act == Act.Answer ? await LastQuestion(complaint) : "";
        var words = Ask.Text("words", Line.Of($"complaint.write.{act}", ComplaintText.Code(complaint), asked), 3, options.Value.StoryMax);
        yield return words;
        var said = words.Answer;
        if (PersonalDetails.AskToMask(turn.Words, said, act == Act.Answer ? "complaint.answer-has-details" : "complaint.has-details") is { } mask)
        {
            yield return mask;
            if (mask.Answer) said = PersonalDetails.MaskIn(said);
        }

        var files = Ask.Files("files", Line.Of("complaint.files", options.Value.AttachmentsMax, options.Value.AttachmentMaxBytes / 1_000_000), options.Value.AttachmentsMax,
            new FileRules(KeptFile.Kinds, options.Value.AttachmentMaxBytes));
        yield return files;
        var desk = Desk.Of(turn, Relation.Complainant);
        if (act == Act.Answer) await follow.Answer(desk, complaint, said);
        else if (act == Act.Complete) await follow.Complete(desk, complaint, said);
        else await follow.Add(desk, complaint, said);
        fetch.Await(turn, complaint, files.Answer, fromCitizen: true);
        turn.Say($"complaint.written.{act}", ComplaintText.Code(complaint), text.Due(turn.Words, complaint)).Row(Look(turn, complaint));
    }

    private async IAsyncEnumerable<Question> Withdraw(Turn turn, Complaint complaint)
    {
        var sure = Ask.Confirm("sure", Line.Of("complaint.sure-withdraw", ComplaintText.Code(complaint)), "complaint.withdraw-yes", "complaint.withdraw-no").WithoutWayOut();
        yield return sure;
        if (sure.Answer) await follow.Withdraw(Desk.Of(turn, Relation.Complainant), complaint);
        turn.Say(sure.Answer ? "complaint.withdrawn" : "complaint.goes-on", ComplaintText.Code(complaint));
    }

    private async IAsyncEnumerable<Question> Confirm(Turn turn, Complaint complaint)
    {
        await follow.Confirm(Desk.Of(turn, Relation.Complainant), complaint);
        turn.Say("complaint.closed", ComplaintText.Code(complaint), text.Due(turn.Words, complaint)).Row(RatingButtons(turn.Words, complaint));
        yield break;
    }

    private async IAsyncEnumerable<Question> Reopen(Turn turn, Complaint complaint)
    {
        var reason = Ask.Text("reason", Line.Of("complaint.why-not-settled", ComplaintText.Code(complaint)), 3, 1000);
        yield return reason;
        var said = reason.Answer;
        if (PersonalDetails.AskToMask(turn.Words, said) is { } mask)
        {
            yield return mask;
            if (mask.Answer) said = PersonalDetails.MaskIn(said);
        }

        await follow.Reopen(Desk.Of(turn, Relation.Complainant), complaint, said);
        turn.Say(complaint.State == ComplaintState.Reopened ? "complaint.reopened" : "complaint.reopened-officers", ComplaintText.Code(complaint), text.Due(turn.Words, complaint)).Row(Look(turn, complaint));
    }

    private async IAsyncEnumerable<Question> Rate(Turn turn, Complaint complaint, string value)
    {
        if (!int.TryParse(value, out var rating) || rating is < 1 or > 4)
        {
            turn.Say("complaint.how-handled", ComplaintText.Code(complaint)).Row(RatingButtons(turn.Words, complaint));
            yield break;
        }

        await follow.Rate(Desk.Of(turn, Relation.Complainant), complaint, rating);
        turn.Say("complaint.rated");
    }

    private async IAsyncEnumerable<Question> ShowFiles(Turn turn, Complaint complaint)
    {
        var files = await history.Files(db, complaint, Relation.Complainant);
        if (files.Count == 0) turn.Say("complaint.no-kept-files");
        foreach (var file in files) turn.Say("complaint.file", ComplaintText.Code(complaint)).With(file);
        yield break;
    }

    private async Task<string> LastQuestion(Complaint complaint) => await db.ComplaintEvents
        .Where(e => e.ComplaintId == complaint.Id && e.Act == Act.Ask).OrderByDescending(e => e.Id).Select(e => e.Words).FirstOrDefaultAsync() ?? "";
}
