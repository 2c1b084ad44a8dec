using Core.Complaints.Accusations;
using Core.Complaints.National;
using Core.Dialogs;
using Core.Membership.Roles;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;

namespace Core.Complaints.Handling;

/// <summary>One complaint as whoever handles it sees it in the chat, with the steps that are open to them.</summary>
internal sealed class ComplaintCard(AppDb db, ComplaintHistory history, ComplaintText text, SendUp up)
{
    public async ValueTask Show(DialogContext context, Complaint complaint)
    {
        var (words, relation) = (context.Words, ComplaintRights.Of(context.Who, complaint));
        var files = await history.Files(db, complaint, relation);
        var said = words["complaint.work-card", ComplaintText.Code(complaint), ComplaintText.Sort(words, complaint),
            Reporter(words, complaint, relation), text.Unit(words, complaint.UnitId),
            ComplaintText.State(words, complaint), words[$"complaint.work-next.{complaint.State}", text.Due(words, complaint)],
            await Holder(context, complaint) + Warning(words, complaint, relation) + WhenAndWhere(words, complaint, relation),
            ComplaintText.Story(complaint, relation, complaint.Story)];
        var reply = context.Say(LocalizedText.Literal(said + "\n" + await history.Words(db, complaint, relation, words)));
        var held = await TakeBackStep.Find(db, complaint, context.Who.Id, context.Now);
        var offered = new Offered(files.Count > 0, held is not null, await up.IsWorth(db, complaint));
        foreach (var row in Buttons(context, complaint, relation, offered).Chunk(2)) reply.Row(row);
    }

    public static Button Open(DialogContext context, Complaint complaint) =>
        new(context.Words["complaint.open"], Commands.Tasks.With(ComplaintText.Code(complaint)));

    public static LocalizedText Alarm(IReadOnlyList<string> found) => LocalizedText.Of("complaint.alarm", SeenAccusations.Quoted(found));

    /// <summary>Who has it, by name, for everybody who handles it.</summary>
    private async ValueTask<string> Holder(DialogContext context, Complaint complaint)
    {
        if (!complaint.IsOpen || complaint.State is ComplaintState.Submitted or ComplaintState.Returned) return "";
        var holder = complaint.HolderId is not { } id ? context.Words["complaint.nobody"]
            : id == context.Who.Id ? context.Words["complaint.holder-you"] : await GiveRole.NameOf(db, id, context.Words);
        return context.Words["complaint.work-holder", holder];
    }

    /// <summary>When it happened stands in the story, apart only where it was asked; a question has no place.</summary>
    private static string WhenAndWhere(Wording words, Complaint complaint, Relation relation) =>
        (complaint.Urgent && complaint.IsOpen ? words["complaint.work-urgent"] : "")
        + (complaint.ManyAtOnce ? words["complaint.work-many"] : "")
        + (ComplaintText.Contact(complaint, relation) is { } contact ? words["complaint.work-contact", contact] : "")
        + (complaint.Happened is { } when ? words["complaint.work-when", when] : "")
        + (complaint.Kind == ComplaintKind.Information ? "" : words["complaint.work-where",
            complaint.Place is { } place ? ComplaintText.Where(words, place) : words["complaint.unsaid"]]);

    private static string Reporter(Wording words, Complaint complaint, Relation relation) =>
        ComplaintText.Name(complaint, relation) is { } name ? words["complaint.reporter-named", name]
            : ComplaintText.Reporter(words, complaint, relation);

    private static IEnumerable<Button> Buttons(DialogContext context, Complaint complaint, Relation relation, Offered offered)
    {
        foreach (var (word, act) in StepsOpen.Acts)
        {
            if (act == Act.TakeBack ? !offered.Held : !StepsOpen.IsOpen(context.Who, act, complaint)) continue;
            if (act == Act.Take && (relation & Relation.Holder) != 0 && complaint.State != ComplaintState.Forwarded) continue;
            if (!IsWorthAButton(context.Who, act, complaint) || (act == Act.Reopen && complaint.IsTooLateToReopen(context.Now))) continue;
            if ((word == "lampiran" && !offered.Files) || (act == Act.SendUp && !offered.National)) continue;
            var takesOver = word == "ambil" && complaint.HolderId is { } holder && holder != context.Who.Id;
            yield return new Button(context.Words[takesOver ? "complaint.do.ambil-alih" : $"complaint.do.{word}-petugas"],
                Commands.Tasks.With(ComplaintText.Code(complaint), word));
        }
    }

    /// <summary>What there is for buttons of their own: files, a step to take back, SP4N-LAPOR!.</summary>
    private sealed record Offered(bool Files, bool Held, bool National);

    /// <summary>Of a holder's steps, somebody else finds only the usual end on the card, and only while nobody has it.</summary>
    private static bool IsWorthAButton(Caller who, Act act, Complaint complaint)
    {
        if (!StepsOpen.IsHolders(act) || ComplaintRights.May(who, act, complaint)) return true;
        return act == Act.Resolve && complaint.State == ComplaintState.Forwarded;
    }

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
}
