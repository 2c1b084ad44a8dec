using Core.Dialogs;
using Core.Messaging;
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
        var journal = Of(context, complaint);
        var takes = complaint.State is ComplaintState.Forwarded or ComplaintState.Reopened
            || (complaint.State == ComplaintState.InProgress && complaint.HolderId != context.Who.Id);
        if (takes)
        {
            await handle.Take(journal, complaint, context.Who.Id, quietly: true);
            journal = Of(context, complaint);
        }

        return journal.Hold(complaint, options.Value.TakeBackMinutes);
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
