using Core.Complaints.Attachments;
using Core.Complaints.National;
using Core.Complaints.Notices;
using Core.Complaints.Tracking;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Roles;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Handling;

/// <summary>Officials work on complaints: what is due, one complaint with what can be done, and each step of it.</summary>
internal sealed class WorkOnComplaint(AppDb db, HandleComplaint handle, FollowComplaint follow, EndComplaint end, TakeBackStep takeBack,
    ListTasks tasks, ComplaintHistory history, ComplaintText text, FetchAttachments fetch, UnitCatalog units, DeskStep step, SendUp up,
    IOptions<ComplaintsOptions> options) : Dialog
{
    private readonly ComplaintCard _card = new(db, history, text, up);
    private readonly AskSendUp _national = new(db, up, step);
    private readonly PlaceComplaint _place = new(db, handle, step, text, units, options);
    private readonly EndAtOffice _ends = new(db, end, step);
    private readonly AnswerComplaint _answer = new(db, handle, step, new ComplaintCard(db, history, text, up), fetch, text, options);

    /// <inheritdoc/>
    public override string Name => "work-on-complaint";

    /// <inheritdoc/>
    public override string? Command => Commands.Tasks;

    /// <inheritdoc/>
    public override bool MayStart(Caller who) => ComplaintRights.Handles(who) || who.Is(Role.InstansiAdministrator);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var typed = context.Arg("text");
        if (typed?.Trim().Equals("atur", StringComparison.OrdinalIgnoreCase) == true)
        {
            await foreach (var question in new SetDesk(db, units).Script(context, options.Value.DigestAt)) yield return question;
            yield break;
        }

        var asked = CodeAsked.Of(typed, [.. StepsOpen.Acts.Keys, "hal"]);
        var complaint = asked is null ? null : await FindComplaint.ByCode(db, asked.Code);
        var visible = complaint is not null && (StepsOpen.Sees(context.Who, complaint) || await MayRecall(context, complaint, asked!.Act));
        if (asked is null || (!visible && !TasksAsked.MeansCode(asked.Code)))
        {
            await tasks.Say(context, db, TasksAsked.Of(typed, tasks.IsUnit));
            yield break;
        }

        if (!visible)
        {
            context.Say("complaint.not-yours").Row(new Button(context.Words["menu.tugas"], Commands.Tasks));
            KeptWords.Say(context);
            yield break;
        }

        if (asked.Act is "" or "hal") await _card.Show(context, complaint!);
        else if (!StepsOpen.IsOpen(context.Who, StepsOpen.Acts[asked.Act], complaint!)) await Refuse(context, complaint!,
            StepsOpen.Acts[asked.Act]);
        else
        {
            context.Doing("complaint.unfinished-with", ComplaintText.Code(complaint!));
            await foreach (var question in Step(context, complaint!, asked.Act)) yield return question;
        }
    }

    /// <summary>Whoever gave a complaint away may take that back, though they do not see it any more.</summary>
    private async ValueTask<bool> MayRecall(DialogContext context, Complaint complaint, string asked) =>
        asked is "tarik" or "kirim" && await TakeBackStep.Find(db, complaint, context.Who.Id, context.Now) is not null;

    /// <summary>
    /// Somebody who may read it is told why a step is not open; nobody else learns that it exists. What they typed is given back.
    /// </summary>
    private async ValueTask Refuse(DialogContext context, Complaint complaint, Act act)
    {
        var code = ComplaintText.Code(complaint);
        if (ComplaintRights.IsUnheard(act, complaint)) context.Say("complaint.nobody-to-ask", code)
            .Row(ComplaintCard.Open(context, complaint));
        else if (ComplaintRules.Allow(act, complaint.State, Relation.Holder) && ComplaintRights.May(context.Who, Act.Take, complaint))
        {
            var holder = complaint.HolderId is { } id ? await GiveRole.NameOf(db, id, context.Words) : context.Words["complaint.nobody"];
            context.Say("complaint.take-first", code, holder)
                .Row(new Button(context.Words["complaint.do.ambil-petugas"], Commands.Tasks.With(code, "ambil")));
        }
        else context.Say("complaint.not-now", code, ComplaintText.State(context.Words, complaint))
            .Row(ComplaintCard.Open(context, complaint));
        KeptWords.Say(context);
    }

    private IAsyncEnumerable<Question> Step(DialogContext context, Complaint complaint, string asked) => asked switch
    {
        "verifikasi" or "tinjau" => _place.Classify(context, complaint),
        "teruskan" => _place.PassOn(context, complaint),
        "tolak" => _place.Decline(context, complaint),
        "serahkan" => _place.Assign(context, complaint),
        "selesai" => _answer.Resolve(context, complaint),
        "tutup" => _ends.End(context, complaint),
        "spam-ya" => _ends.SecondLook(context, complaint, isSpam: true),
        "spam-bukan" => _ends.SecondLook(context, complaint, isSpam: false),
        "lapor" => _national.Script(context, complaint),
        "catatan" => Note(context, complaint),
        "buka" => Reopen(context, complaint),
        "riwayat" => ShowHistory(context, complaint),
        "lampiran" => ShowFiles(context, complaint),
        "tarik" or "kirim" => Recall(context, complaint, asked == "kirim"),
        "kembalikan" => _answer.Write(context, complaint, Act.Return, (journal, words) => handle.Return(journal, complaint, words)),
        "tanya" => _answer.Write(context, complaint, Act.Ask, (journal, words) => handle.Ask(journal, complaint, words)),
        "kabar" => _answer.Write(context, complaint, Act.Progress, (journal, words) => handle.Progress(journal, complaint, words)),
        "ambil" => _answer.Take(context, complaint),
        _ => _answer.Resume(context, complaint),
    };

    private async IAsyncEnumerable<Question> Note(DialogContext context, Complaint complaint)
    {
        var asked = FilesLeft.Before(context, LocalizedText.Of("complaint.write-note", ComplaintText.Code(complaint)));
        var note = Ask.Text("note", asked, 1, AnswerComplaint.WordsMax);
        yield return note;
        FilesLeft.Say(context);
        await handle.Note(DeskStep.Of(context, complaint), complaint, note.Answer);
        context.Say("complaint.noted", ComplaintText.Code(complaint)).Row(ComplaintCard.Open(context, complaint));
    }

    private async IAsyncEnumerable<Question> Reopen(DialogContext context, Complaint complaint)
    {
        if (complaint.IsTooLateToReopen(context.Now))
        {
            context.Say("complaint.too-late-for", ComplaintText.Code(complaint)).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        var said = Ask.Text("said", LocalizedText.Of("complaint.write-reopen-for", ComplaintText.Code(complaint)),
            AnswerComplaint.WordsMin, AnswerComplaint.WordsMax);
        yield return said;
        await follow.Reopen(DeskStep.Of(context, complaint), complaint, said.Answer);
        context.Say("complaint.reopened-for", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(ComplaintCard.Open(context, complaint));
    }

    private async IAsyncEnumerable<Question> Recall(DialogContext context, Complaint complaint, bool sendNow)
    {
        if (await TakeBackStep.Find(db, complaint, context.Who.Id, context.Now) is not { } held)
        {
            context.Say("complaint.nothing-to-take-back", ComplaintText.Code(complaint)).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        var journal = DeskStep.Of(context, complaint);
        if (sendNow)
        {
            await journal.LetGo(held);
            var sent = context.Say("complaint.sent-now", ComplaintText.Code(complaint));
            if (StepsOpen.Sees(context.Who, complaint)) sent.Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        var files = await takeBack.TakeBack(journal, complaint, held);
        context.AfterCommit(() => takeBack.EraseFiles(files));
        context.Say("complaint.taken-back", ComplaintText.Code(complaint), ComplaintText.State(context.Words, complaint))
            .Row(ComplaintCard.Open(context, complaint));
        if (held.Words is { } typed) context.Say("complaint.kept-text", typed);
    }

    private async IAsyncEnumerable<Question> ShowHistory(DialogContext context, Complaint complaint)
    {
        context.Say(LocalizedText.Literal(ComplaintText.Code(complaint) + " · "
            + await history.Tell(db, complaint, ComplaintRights.Of(context.Who, complaint), context.Words)))
            .Row(ComplaintCard.Open(context, complaint));
        yield break;
    }

    private async IAsyncEnumerable<Question> ShowFiles(DialogContext context, Complaint complaint)
    {
        var files = await history.Files(db, complaint, ComplaintRights.Of(context.Who, complaint));
        if (files.Count == 0) context.Say("complaint.no-kept-files");
        foreach (var file in files) context.Say("complaint.file", ComplaintText.Code(complaint)).With(file);
        yield break;
    }
}
