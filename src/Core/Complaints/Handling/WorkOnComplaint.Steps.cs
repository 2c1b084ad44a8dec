using Core.Complaints.Attachments;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Roles;
using Core.Messaging;
using Core.Texts;

namespace Core.Complaints.Handling;

internal sealed partial class WorkOnComplaint
{
    private const int WordsMin = 5;
    private const int WordsMax = 2000;

    private IAsyncEnumerable<Question> Step(DialogContext context, Complaint complaint, string step) => step switch
    {
        "verifikasi" or "tinjau" => Classify(context, complaint),
        "teruskan" => PassOn(context, complaint),
        "tolak" => Decline(context, complaint),
        "serahkan" => Assign(context, complaint),
        "selesai" => Resolve(context, complaint),
        "tutup" => End(context, complaint),
        "spam-ya" => SecondLook(context, complaint, isSpam: true),
        "spam-bukan" => SecondLook(context, complaint, isSpam: false),
        "catatan" => Note(context, complaint),
        "riwayat" => ShowHistory(context, complaint),
        "lampiran" => ShowFiles(context, complaint),
        "tarik" or "kirim" => Recall(context, complaint, step == "kirim"),
        "kembalikan" => Write(context, complaint, Act.Return, (journal, words) => handle.Return(journal, complaint, words)),
        "tanya" => Write(context, complaint, Act.Ask, (journal, words) => handle.Ask(journal, complaint, words)),
        "kabar" => Write(context, complaint, Act.Progress, (journal, words) => handle.Progress(journal, complaint, words)),
        "ambil" => Take(context, complaint),
        _ => Resume(context, complaint),
    };

    /// <summary>Who holds it is asked before it is taken over, and the words that somebody typed go with it.</summary>
    private async ValueTask<ChoiceQuestion<bool>?> AskTakeOver(DialogContext context, Complaint complaint)
    {
        if (complaint.HolderId is not { } holder || holder == context.Who.Id) return null;
        var name = await GiveRole.NameOf(db, holder, context.Words);
        return Ask.Confirm("take-over", LocalizedText.Of("complaint.take-over", ComplaintText.Code(complaint), name),
            "complaint.take-over-yes", "complaint.take-over-no");
    }

    private async IAsyncEnumerable<Question> Take(DialogContext context, Complaint complaint)
    {
        if (await AskTakeOver(context, complaint) is { } question)
        {
            yield return question;
            if (!question.Answer)
            {
                context.Say("complaint.not-taken", ComplaintText.Code(complaint)).Row(Open(context, complaint));
                yield break;
            }
        }

        await handle.Take(Desk(context, complaint), complaint, context.Who.Id);
        await Show(context, complaint);
    }

    private async IAsyncEnumerable<Question> Resolve(DialogContext context, Complaint complaint)
    {
        var report = Ask.Text("report", LocalizedText.Of("complaint.write.Resolve"), WordsMin, WordsMax);
        yield return report;
        var evidence = Ask.Files("evidence", LocalizedText.Of("complaint.evidence", options.Value.AttachmentsMax),
            options.Value.AttachmentsMax,
            new FileRules(KeptFile.Kinds, options.Value.AttachmentMaxBytes));
        yield return evidence;
        if (await AskTakeOver(context, complaint) is { } question)
        {
            yield return question;
            if (!question.Answer)
            {
                SayKept(context);
                yield break;
            }
        }

        var journal = await HoldingDesk(context, complaint);
        await handle.Resolve(journal, complaint, report.Answer, evidence.Answer.Count > 0);
        fetch.Await(context, complaint, evidence.Answer, fromCitizen: false);
        Done(context, complaint, journal, LocalizedText.Of("complaint.done.Resolve", ComplaintText.Code(complaint),
            text.Due(context.Words, complaint)));
    }

    private async IAsyncEnumerable<Question> Write(DialogContext context, Complaint complaint, Act act,
        Func<ComplaintJournal, string, ValueTask> change)
    {
        var words = Ask.Text("words", $"complaint.write-office.{act}", WordsMin, WordsMax);
        yield return words;
        if (act != Act.Return && await AskTakeOver(context, complaint) is { } question)
        {
            yield return question;
            if (!question.Answer)
            {
                SayKept(context);
                yield break;
            }
        }

        var journal = await HoldingDesk(context, complaint);
        await change(journal, words.Answer);
        Done(context, complaint, journal, LocalizedText.Of($"complaint.done.{act}", ComplaintText.Code(complaint),
            text.Due(context.Words, complaint)), Open(context, complaint));
    }

    private async IAsyncEnumerable<Question> Resume(DialogContext context, Complaint complaint)
    {
        await handle.Resume(Desk(context, complaint), complaint);
        await Show(context, complaint);
        yield break;
    }

    private async IAsyncEnumerable<Question> Note(DialogContext context, Complaint complaint)
    {
        var note = Ask.Text("note", LocalizedText.Of("complaint.write-note", ComplaintText.Code(complaint)), 1, WordsMax);
        yield return note;
        await handle.Note(Desk(context, complaint), complaint, note.Answer);
        context.Say("complaint.noted", ComplaintText.Code(complaint)).Row(Open(context, complaint));
    }

    private async IAsyncEnumerable<Question> Recall(DialogContext context, Complaint complaint, bool sendNow)
    {
        if (await TakeBackStep.Find(db, complaint, context.Who.Id, context.Now) is not { } step)
        {
            context.Say("complaint.nothing-to-take-back", ComplaintText.Code(complaint)).Row(Open(context, complaint));
            yield break;
        }

        var journal = Desk(context, complaint);
        if (sendNow)
        {
            await journal.LetGo(step);
            var sent = context.Say("complaint.sent-now", ComplaintText.Code(complaint));
            if (StepsOpen.Sees(context.Who, complaint)) sent.Row(Open(context, complaint));
            yield break;
        }

        var files = await takeBack.TakeBack(journal, complaint, step);
        context.AfterCommit(() => takeBack.EraseFiles(files));
        context.Say("complaint.taken-back", ComplaintText.Code(complaint), ComplaintText.State(context.Words, complaint))
            .Row(Open(context, complaint));
        if (step.Words is { } typed) context.Say("complaint.kept-text", typed);
    }

    private async IAsyncEnumerable<Question> ShowHistory(DialogContext context, Complaint complaint)
    {
        context.Say(LocalizedText.Literal(ComplaintText.Code(complaint) + " · "
            + await history.Tell(db, complaint, ComplaintRights.Of(context.Who, complaint), context.Words))).Row(Open(context, complaint));
        yield break;
    }

    private async IAsyncEnumerable<Question> ShowFiles(DialogContext context, Complaint complaint)
    {
        var files = await history.Files(db, complaint, ComplaintRights.Of(context.Who, complaint));
        if (files.Count == 0) context.Say("complaint.no-kept-files");
        foreach (var file in files) context.Say("complaint.file", ComplaintText.Code(complaint)).With(file);
        yield break;
    }

    private static ComplaintJournal Desk(DialogContext context, Complaint complaint) =>
        ComplaintJournal.Of(context, ComplaintRights.Of(context.Who, complaint));

    /// <summary>The desk for a step that can be taken back; whoever does a holder's step holds the complaint from here on.</summary>
    private async ValueTask<ComplaintJournal> HoldingDesk(DialogContext context, Complaint complaint)
    {
        var journal = Desk(context, complaint);
        var takes = complaint.State is ComplaintState.Forwarded or ComplaintState.Reopened
            || (complaint.State == ComplaintState.InProgress && complaint.HolderId != context.Who.Id);
        if (takes)
        {
            await handle.Take(journal, complaint, context.Who.Id, quietly: true);
            journal = Desk(context, complaint);
        }

        return journal.Hold(complaint, options.Value.TakeBackMinutes);
    }

    /// <summary>Says what was done and, while it can be taken back, what the citizen will read and when.</summary>
    private void Done(DialogContext context, Complaint complaint, ComplaintJournal journal, LocalizedText done, params Button[] others)
    {
        var reply = context.Say(done);
        if (journal.HeldUntil is { } until)
        {
            var code = ComplaintText.Code(complaint);
            if (journal.ToCitizen is { } told)
                reply = context.Say("complaint.will-read", text.Clock(complaint, until), told.In(context.Words));
            reply.Row(new Button(context.Words["complaint.do.tarik-petugas"], $"/tugas {code} tarik"),
                new Button(context.Words["complaint.do.kirim-petugas"], $"/tugas {code} kirim"));
        }

        foreach (var button in others) reply.Row(button);
    }
}
