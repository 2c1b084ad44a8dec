using Core.Complaints.Handling;
using Core.Outbox;
using Core.People;
using Core.Persistence;

namespace Core.Complaints.Desk;

/// <summary>
/// Somebody who has no chat with us comes back with the code on paper and says that it is not settled: an official opens it again on their
/// word, also one that they do not read, such as what triage closed.
/// </summary>
internal sealed class ReopenByCode(FollowComplaint follow, SendLater later)
{
    /// <summary>The complaint; null when there is none of that code that this official may open again now.</summary>
    public async ValueTask<Complaint?> Do(WriteContext write, Caller who, string? code, string said, DateTimeOffset now)
    {
        if (await FindComplaint.ByCode(write.Db, code) is not { } complaint || complaint.IsTooLateToReopen(now)
            || !ComplaintRights.May(who, Act.Reopen, complaint)) return null;
        var journal = new ComplaintJournal(write.Db, async m => await later.Put(write, m), now, ComplaintRights.Of(who, complaint), who.Id);
        await follow.Reopen(journal, complaint, said);
        return complaint;
    }
}
