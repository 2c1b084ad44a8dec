using Core.Complaints.Attachments;
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
internal sealed partial class WorkOnComplaint(AppDb db, HandleComplaint handle, EndComplaint end, TakeBackStep takeBack, ListTasks tasks,
    ComplaintHistory history, ComplaintText text, FetchAttachments fetch, UnitCatalog units, IOptions<ComplaintsOptions> options) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "work-on-complaint";

    /// <inheritdoc/>
    public override string? Command => "/tugas";

    /// <inheritdoc/>
    public override bool MayStart(Caller who) => ComplaintRights.Handles(who);

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
            context.Say("complaint.not-yours").Row(new Button(context.Words["menu.tugas"], "/tugas"));
            SayKept(context);
            yield break;
        }

        if (asked.Act is "" or "hal") await Show(context, complaint!);
        else if (!StepsOpen.IsOpen(context.Who, StepsOpen.Acts[asked.Act], complaint!)) await Refuse(context, complaint!,
            StepsOpen.Acts[asked.Act]);
        else
        {
            context.Doing("complaint.unfinished-with", ComplaintText.Code(complaint!));
            await foreach (var question in Step(context, complaint!, asked.Act)) yield return question;
        }
    }

    /// <summary>Whoever gave a complaint away may take that back, though they do not see it any more.</summary>
    private async ValueTask<bool> MayRecall(DialogContext context, Complaint complaint, string step) =>
        step is "tarik" or "kirim" && await TakeBackStep.Find(db, complaint, context.Who.Id, context.Now) is not null;

    /// <summary>
    /// Somebody who may read it is told why a step is not open; nobody else learns that it exists. What they typed is given back.
    /// </summary>
    private async ValueTask Refuse(DialogContext context, Complaint complaint, Act act)
    {
        var code = ComplaintText.Code(complaint);
        if (ComplaintRules.Allow(act, complaint.State, Relation.Holder) && ComplaintRights.May(context.Who, Act.Take, complaint))
        {
            var holder = complaint.HolderId is { } id ? await GiveRole.NameOf(db, id, context.Words) : context.Words["complaint.nobody"];
            context.Say("complaint.take-first", code, holder)
                .Row(new Button(context.Words["complaint.do.ambil-petugas"], $"/tugas {code} ambil"));
        }
        else context.Say("complaint.not-now", code, ComplaintText.State(context.Words, complaint)).Row(Open(context, complaint));
        SayKept(context);
    }

    /// <summary>What was typed for a step that is not open any more: nothing that somebody wrote is lost.</summary>
    private static void SayKept(DialogContext context)
    {
        var typed = context.AnswerTo("words") ?? context.AnswerTo("report") ?? context.AnswerTo("reason") ?? context.AnswerTo("note");
        if (typed is null && context.Inbound.Press is null && context.Inbound.Text is { } text && text[0] != '/') typed = text;
        if (typed is not null) context.Say("complaint.kept-text", typed);
    }

    private async ValueTask Show(DialogContext context, Complaint complaint)
    {
        var (words, relation) = (context.Words, ComplaintRights.Of(context.Who, complaint));
        var files = await history.Files(db, complaint, relation);
        var card = words["complaint.work-card", ComplaintText.Code(complaint), ComplaintText.Sort(words, complaint),
            Reporter(words, complaint), text.Unit(words, complaint.UnitId),
            ComplaintText.State(words, complaint), words[$"complaint.work-next.{complaint.State}", text.Due(words, complaint)],
            await Holder(context, complaint) + Warning(words, complaint, relation) + WhenAndWhere(words, complaint),
            ComplaintText.Story(complaint, relation, complaint.Story)];
        var reply = context.Say(LocalizedText.Literal(card + "\n" + await history.Words(db, complaint, relation, words)));
        var held = await TakeBackStep.Find(db, complaint, context.Who.Id, context.Now);
        foreach (var row in Buttons(context, complaint, relation, files.Count, held is not null).Chunk(2)) reply.Row(row);
    }

    /// <summary>Who has it, by name, for everybody who handles it.</summary>
    private async ValueTask<string> Holder(DialogContext context, Complaint complaint)
    {
        if (!complaint.IsOpen || complaint.State is ComplaintState.Submitted or ComplaintState.Returned) return "";
        var holder = complaint.HolderId is not { } id ? context.Words["complaint.nobody"]
            : id == context.Who.Id ? context.Words["complaint.holder-you"] : await GiveRole.NameOf(db, id, context.Words);
        return context.Words["complaint.work-holder", holder];
    }

    /// <summary>When it happened stands in the story, apart only where it was asked; a question has no place.</summary>
    private static string WhenAndWhere(Core.Texts.Wording words, Complaint complaint) =>
        (complaint.ManyAtOnce ? words["complaint.work-many"] : "")
        + (complaint.Happened is { } when ? words["complaint.work-when", when] : "")
        + (complaint.Kind == ComplaintKind.Information ? "" : words["complaint.work-where", complaint.Place ?? words["complaint.unsaid"]]);

    /// <summary>The citizen's name is for the handling officers alone, and for them only if the citizen gave it.</summary>
    private static string Reporter(Core.Texts.Wording words, Complaint complaint) =>
        complaint.ComplainantName is { } name ? words["complaint.reporter-named", name] : words["complaint.reporter-anonymous"];

    private static IEnumerable<Button> Buttons(DialogContext context, Complaint complaint, Relation relation, int files, bool held)
    {
        foreach (var (word, act) in StepsOpen.Acts)
        {
            if (act == Act.TakeBack ? !held : !StepsOpen.IsOpen(context.Who, act, complaint)) continue;
            if (act == Act.Take && (relation & Relation.Holder) != 0 && complaint.State != ComplaintState.Forwarded) continue;
            if (!IsWorthAButton(context.Who, act, complaint)) continue;
            if (word == "lampiran" && files == 0) continue;
            var takesOver = word == "ambil" && complaint.HolderId is { } holder && holder != context.Who.Id;
            yield return new Button(context.Words[takesOver ? "complaint.do.ambil-alih" : $"complaint.do.{word}-petugas"],
                $"/tugas {ComplaintText.Code(complaint)} {word}");
        }
    }

    /// <summary>Of a holder's steps, somebody else finds only the usual end on the card, and only while nobody has it.</summary>
    private static bool IsWorthAButton(Caller who, Act act, Complaint complaint)
    {
        if (!StepsOpen.IsHolders(act) || ComplaintRights.May(who, act, complaint)) return true;
        return act == Act.Resolve && complaint.State == ComplaintState.Forwarded;
    }

    private static Button Open(DialogContext context, Complaint complaint) =>
        new(context.Words["complaint.open"], $"/tugas {ComplaintText.Code(complaint)}");
}
