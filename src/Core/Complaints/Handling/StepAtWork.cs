using Core.People;
using Core.Persistence;

namespace Core.Complaints.Handling;

/// <summary>One step at work: who does what with what, and the journals it may be written in.</summary>
internal sealed record StepAtWork(AppDb Db, Caller Who, Complaint Complaint, StepAsked Asked, Func<Relation, ComplaintJournal> Journal,
    int TakeBackMinutes, HandleComplaint Handle, DateTimeOffset Now)
{
    public ComplaintJournal Desk() => Journal(ComplaintRights.Of(Who, Complaint));

    /// <summary>For a step that can be taken back.</summary>
    public ComplaintJournal Held() => Desk().Hold(Complaint, TakeBackMinutes);

    /// <summary>For a holder's step: whoever does it holds the complaint from here on.</summary>
    public async ValueTask<ComplaintJournal> Holding()
    {
        await TakeFirst();
        return Held();
    }

    /// <summary>Whoever does a holder's step takes it first, or takes it over.</summary>
    public async ValueTask TakeFirst()
    {
        var takes = Complaint.State is ComplaintState.Forwarded or ComplaintState.Reopened
            || (Complaint.State == ComplaintState.InProgress && Complaint.HolderId != Who.Id);
        if (takes) await Handle.Take(Desk(), Complaint, Who.Id, quietly: true);
    }
}
