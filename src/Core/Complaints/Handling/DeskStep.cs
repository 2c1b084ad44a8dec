using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Roles;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Handling;

/// <summary>How a step at the desk is written down and told, so that it can be taken back for a while.</summary>
internal sealed class DeskStep(HandleComplaint handle, ComplaintText text, IOptions<ComplaintsOptions> options)
{
    /// <summary>The desk for a step that is told at once.</summary>
    public static ComplaintJournal Of(DialogContext context, Complaint complaint) =>
        ComplaintJournal.Of(context, ComplaintRights.Of(context.Who, complaint));

    /// <summary>The desk for a step that can be taken back.</summary>
    public ComplaintJournal Held(DialogContext context, Complaint complaint) =>
        Of(context, complaint).Hold(complaint, options.Value.TakeBackMinutes);

    /// <summary>The desk for a step that can be taken back; whoever does a holder's step holds the complaint from here on.</summary>
    public async ValueTask<ComplaintJournal> Holding(DialogContext context, Complaint complaint)
    {
        await TakeFirst(context, complaint);
        return Held(context, complaint);
    }

    /// <summary>Whoever does a holder's step takes it first, or takes it over.</summary>
    public async ValueTask TakeFirst(DialogContext context, Complaint complaint)
    {
        var takes = complaint.State is ComplaintState.Forwarded or ComplaintState.Reopened
            || (complaint.State == ComplaintState.InProgress && complaint.HolderId != context.Who.Id);
        if (takes) await handle.Take(Of(context, complaint), complaint, context.Who.Id, quietly: true);
    }

    /// <summary>Who holds it is asked before it leaves their hands, and the words that somebody typed go with it.</summary>
    public static async ValueTask<ChoiceQuestion<bool>?> AskTakeOver(AppDb db, DialogContext context, Complaint complaint)
    {
        if (complaint.HolderId is not { } holder || holder == context.Who.Id) return null;
        var name = await GiveRole.NameOf(db, holder, context.Words);
        return Ask.Confirm("take-over", LocalizedText.Of("complaint.take-over", ComplaintText.Code(complaint), name),
            "complaint.take-over-yes", "complaint.take-over-no");
    }

    /// <summary>Says what was done and, while it can be taken back, what the citizen will read and when.</summary>
    public void Done(DialogContext context, Complaint complaint, ComplaintJournal journal, LocalizedText done, params Button[] others)
    {
        var reply = context.Say(done);
        var unread = !complaint.ReachesCitizen;
        if (unread && journal.ToCitizen is { } untold) reply = context.Say("complaint.tell-yourself", untold.In(context.Words));
        if (journal.HeldUntil is { } until)
        {
            var code = ComplaintText.Code(complaint);
            if (!unread && journal.ToCitizen is { } told)
                reply = context.Say("complaint.will-read", text.Clock(complaint, until), told.In(context.Words));
            reply.Row(new Button(context.Words["complaint.do.tarik-petugas"], Commands.Tasks.With(code, "tarik")),
                new Button(context.Words["complaint.do.kirim-petugas"], Commands.Tasks.With(code, "kirim")));
        }

        foreach (var button in others) reply.Row(button);
    }
}
