using Core.Dialogs.Words;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Tracking;

/// <summary>What a citizen tells, or a photo that they send, may be more on a complaint of theirs that is open.</summary>
internal sealed class ToldOfOpen : IOwnOutcomes
{
    private const int Most = 2;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ToldOutcome>> Of(AppDb db, Caller who)
    {
        var open = await db.Complaints.AsNoTracking().Where(c => c.ComplainantId == who.Id && c.EndedAt == null)
            .OrderByDescending(c => c.Id).Take(Most).ToListAsync();
        return [.. open.Where(c => ComplaintRules.Allow(Act.Add, c.State, Relation.Complainant)).Select(c => MoreOn(c, who))];
    }

    private static ToldOutcome MoreOn(Complaint complaint, Caller who) => new($"more:{complaint.Code}",
        LocalizedText.Of("complaint.reply.tambah", ComplaintText.Code(complaint)),
        Commands.Track.With(ComplaintText.Code(complaint), "tambah"), 0,
        told => WaitingComplaints.AsWords(told, Wording.Of(who.Language)));
}
