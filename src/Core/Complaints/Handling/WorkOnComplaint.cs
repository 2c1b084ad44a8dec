using Core.Complaints.Attachments;
using Core.Complaints.Tracking;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Handling;

/// <summary>Officials work on complaints: what is due, one complaint with what can be done, and each step of it.</summary>
internal sealed partial class WorkOnComplaint(AppDb db, HandleComplaint handle, ListTasks tasks, ComplaintHistory history,
    ComplaintText text,
    FetchAttachments fetch, UnitCatalog units, IOptions<ComplaintsOptions> options) : Dialog
{
    /// <summary>What can be asked for after a code, in the order of the buttons, and what it is in the table.</summary>
    private static readonly Dictionary<string, Act> Acts = new()
    {
        ["verifikasi"] = Act.Verify,
        ["kembalikan"] = Act.Return,
        ["ambil"] = Act.Take,
        ["serahkan"] = Act.Assign,
        ["tanya"] = Act.Ask,
        ["lanjut"] = Act.Resume,
        ["kabar"] = Act.Progress,
        ["selesai"] = Act.Resolve,
        ["teruskan"] = Act.PassOn,
        ["riwayat"] = Act.View,
        ["lampiran"] = Act.View,
    };

    /// <inheritdoc/>
    public override string Name => "work-on-complaint";

    /// <inheritdoc/>
    public override string? Command => "/tugas";

    /// <inheritdoc/>
    public override bool MayStart(Caller who) => ComplaintRights.Handles(who);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = CodeAsked.Of(context.Arg("text"), [.. Acts.Keys, "hal"]);
        if (asked is null or { Act: "hal" })
        {
            await tasks.Say(context, db, int.TryParse(asked?.Rest, out var page) ? page : 1);
            yield break;
        }

        var complaint = await FindComplaint.ByCode(db, asked.Code);
        if (complaint is null || !Sees(context.Who, complaint))
        {
            context.Say("complaint.not-yours").Row(new Button(context.Words["menu.tugas"], "/tugas"));
            yield break;
        }

        if (asked.Act.Length == 0) await Show(context, complaint);
        else if (!ComplaintRights.May(context.Who, Acts[asked.Act], complaint)) Refuse(context, complaint, Acts[asked.Act]);
        else
        {
            context.Doing("complaint.unfinished-with", ComplaintText.Code(complaint));
            await foreach (var question in Step(context, complaint, asked.Act)) yield return question;
        }
    }

    /// <summary>An own complaint is looked after by /cek, not here, whatever the person's roles.</summary>
    private static bool Sees(Caller who, Complaint complaint) =>
        complaint.ComplainantId != who.Id && ComplaintRights.May(who, Act.View, complaint);

    /// <summary>Somebody who may read it is told why a step is not open; nobody else learns that it exists.</summary>
    private static void Refuse(DialogContext context, Complaint complaint, Act act)
    {
        var code = ComplaintText.Code(complaint);
        var othersStep = ComplaintRules.Allow(act, complaint.State, Relation.Holder);
        if (othersStep) context.Say("complaint.take-first", code)
            .Row(new Button(context.Words["complaint.do.ambil-petugas"], $"/tugas {code} ambil"));
        else context.Say("complaint.not-now", code, ComplaintText.State(context.Words, complaint.State)).Row(Open(context, complaint));
    }

    private async ValueTask Show(DialogContext context, Complaint complaint)
    {
        var (words, relation) = (context.Words, ComplaintRights.Of(context.Who, complaint));
        var files = await history.Files(db, complaint, relation);
        var card = words["complaint.work-card", ComplaintText.Code(complaint), ComplaintText.Sort(words, complaint),
            Reporter(words, complaint), text.Unit(words, complaint.UnitId),
            ComplaintText.State(words, complaint.State), words[$"complaint.work-next.{complaint.State}", text.Due(words, complaint)],
            WhenAndWhere(words, complaint), ComplaintText.Story(complaint, relation, complaint.Story)];
        var reply = context.Say(LocalizedText.Literal(card + "\n" + await history.Words(db, complaint, relation, words)));
        foreach (var row in Buttons(context, complaint, relation, files.Count).Chunk(2)) reply.Row(row);
    }

    /// <summary>When it happened stands in the story, apart only where it was asked; a question has no place.</summary>
    private static string WhenAndWhere(Core.Texts.Wording words, Complaint complaint) =>
        (complaint.ManyAtOnce ? words["complaint.work-many"] : "")
        + (complaint.Happened is { } when ? words["complaint.work-when", when] : "")
        + (complaint.Kind == ComplaintKind.Information ? "" : words["complaint.work-where", complaint.Place ?? words["complaint.unsaid"]]);

    /// <summary>The citizen's name is for the handling officers alone, and for them only if the citizen gave it.</summary>
    private static string Reporter(Core.Texts.Wording words, Complaint complaint) =>
        complaint.ComplainantName is { } name ? words["complaint.reporter-named", name] : words["complaint.reporter-anonymous"];

    private static IEnumerable<Button> Buttons(DialogContext context, Complaint complaint, Relation relation, int files)
    {
        foreach (var (word, act) in Acts)
        {
            if (!ComplaintRules.Allow(act, complaint.State, relation)) continue;
            if (act == Act.Take && (relation & Relation.Holder) != 0) continue;
            if (word == "lampiran" && files == 0) continue;
            var takesOver = act == Act.Take && complaint.State is ComplaintState.InProgress or ComplaintState.Waiting && word == "ambil";
            yield return new Button(context.Words[takesOver ? "complaint.do.ambil-alih" : $"complaint.do.{word}-petugas"],
                $"/tugas {ComplaintText.Code(complaint)} {word}");
        }
    }

    private static Button Open(DialogContext context, Complaint complaint) =>
        new(context.Words["complaint.open"], $"/tugas {ComplaintText.Code(complaint)}");
}
