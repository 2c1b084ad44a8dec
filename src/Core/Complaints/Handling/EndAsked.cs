using Core.Texts;

namespace Core.Complaints.Handling;

/// <summary>
/// Ends a complaint for an official who says the reason and all it needs at once; <see cref="EndComplaint"/> has the deeds.
/// </summary>
internal sealed class EndAsked(EndComplaint end)
{
    /// <summary>The journal it was written in, or what is missing.</summary>
    public async ValueTask<(ComplaintJournal? Journal, LocalizedText? Problem)> Do(StepAtWork doing)
    {
        var (complaint, asked) = (doing.Complaint, doing.Asked);
        switch (asked.Reason)
        {
            case EndReason.NotOurs:
                return await EndNotOurs(doing);
            case EndReason.Duplicate:
                return await EndDuplicate(doing);
            case EndReason.NotWanted when asked.Words.Length >= TakeStep.WordsMin:
                var journal = await doing.Holding();
                await end.NotWanted(journal, complaint, asked.Words);
                return (journal, null);
            case EndReason.Spam when complaint.SpamById is null && asked.Words.Length >= TakeStep.WordsMin:
                await doing.TakeFirst();
                var desk = doing.Desk();
                await end.SuspectSpam(desk, complaint, doing.Who.Id, asked.Words);
                return (desk, null);
            default:
                return (null, asked.Reason is null or EndReason.Spam ? "meja.which-reason" : "meja.write-something");
        }
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> EndNotOurs(StepAtWork doing)
    {
        var known = OtherBodies.All.FirstOrDefault(b => b.Code == doing.Asked.Body);
        if (known.Code is null && doing.Asked.Words.Length < TakeStep.WordsMin) return (null, "meja.where-to");
        var way = known.Code is null ? LocalizedText.Literal(doing.Asked.Words) : known.Way;
        var journal = await doing.Holding();
        await end.NotOurs(journal, doing.Complaint, way, known.Code is null || doing.Asked.Words.Length == 0 ? null : doing.Asked.Words);
        return (journal, null);
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> EndDuplicate(StepAtWork doing)
    {
        var (complaint, typed) = (doing.Complaint, doing.Asked.Other);
        var other = await FindComplaint.ByCode(doing.Db, typed);
        if (other is null || other.Id == complaint.Id || other.DuplicateOfId is not null || !other.IsOpen
            || !(StepsOpen.Sees(doing.Who, other) || ComplaintRights.May(doing.Who, Act.List, other)))
            return (null, LocalizedText.Of("complaint.end-no-such", typed ?? ""));
        var journal = await doing.Holding();
        await end.Duplicate(journal, complaint, other);
        return (journal, null);
    }
}
