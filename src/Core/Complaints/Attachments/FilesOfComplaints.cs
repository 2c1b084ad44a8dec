using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Attachments;

/// <summary>The files of complaints, and those that wait at the desk.</summary>
internal sealed class FilesOfComplaints : IKnowFiles
{
    /// <inheritdoc/>
    public async Task<List<string>> Names(AppDb db, CancellationToken stop)
    {
        var kept = await db.ComplaintAttachments.Where(a => a.KeptAs != null).Select(a => a.KeptAs!).ToListAsync(stop);
        return [.. kept, .. await db.HeldEvidence.Select(e => e.KeptAs).ToListAsync(stop)];
    }
}
