using System.Linq.Expressions;
using Core.Complaints.Attachments;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>
/// What was said while a complaint was with the inspectorate or the head of the instansi stays with them when it goes back to triage and on
/// to the unit that was accused: questions to the citizen, their answers, who saw it, and files. Triage reads why it came back and no more;
/// the inspectorate reads nothing of what the head of the instansi did about itself.
/// </summary>
internal static class InspectorsWords
{
    /// <summary>Whether a line of the history is not for this reader.</summary>
    public static bool IsKeptFrom(Relation reader, ComplaintEvent line)
    {
        if ((reader & (Relation.Complainant | Relation.Chief)) != 0) return false;
        var chiefs = line.OfInspectorate || line.By == Relation.Chief;
        if (!chiefs && line.Class != ComplaintClass.Supervisory && line.By != Relation.Inspector) return false;
        if ((reader & Relation.Triage) != 0 && line.Class != ComplaintClass.Supervisory) return false;
        return chiefs || (reader & Relation.Inspector) == 0;
    }

    /// <summary>The files that we keep of it and this reader may have: each came with the line before it.</summary>
    public static async Task<List<ComplaintAttachment>> FilesFor(AppDb db, Complaint complaint, Relation reader)
    {
        var kept = await db.ComplaintAttachments.AsNoTracking().Where(a => a.ComplaintId == complaint.Id && a.State == AttachmentState.Kept)
            .OrderBy(a => a.Id).ToListAsync();
        if (kept.Count == 0) return kept;
        var lines = await db.ComplaintEvents.AsNoTracking().Where(e => e.ComplaintId == complaint.Id).ToListAsync();
        lines = [.. lines.OrderBy(e => e.At).ThenBy(e => e.Id)];
        return kept.FindAll(a => lines.FindLast(e => e.At <= a.At) is not { } with || !IsKeptFrom(reader, with));
    }

    /// <summary>
    /// Which complaints may be found by these words: those that have them in the story, place, tags or code, and those of which nothing is
    /// kept from whoever handles them now.
    /// </summary>
    public static Expression<Func<Complaint, bool>> Found(AppDb db, IReadOnlyList<string> words)
    {
        Expression<Func<Complaint, bool>> open = c => !db.ComplaintEvents.Any(e => e.ComplaintId == c.Id
            && (c.Class == ComplaintClass.Supervisory ? !c.OfInspectorate && (e.OfInspectorate || e.By == Relation.Chief)
                : e.Class == ComplaintClass.Supervisory || e.By == Relation.Inspector || e.By == Relation.Chief));
        Expression<Func<Complaint, bool>> plain = c => true;
        foreach (var word in words)
            plain = Desk.DeskSight.And(plain,
                c => (c.Code + " " + c.Story + " " + (c.Place ?? "") + " " + (c.Tags ?? "")).ToLower().Contains(word));
        return Desk.DeskSight.Or(plain, open);
    }
}
