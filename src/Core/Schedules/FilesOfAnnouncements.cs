using Core.Complaints.Attachments;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Schedules;

/// <summary>The files that go with announcements and schedules.</summary>
internal sealed class FilesOfAnnouncements : IKnowFiles
{
    /// <inheritdoc/>
    public Task<List<string>> Names(AppDb db, CancellationToken stop) =>
        db.AnnouncementFiles.Where(f => f.KeptAs != null).Select(f => f.KeptAs!).ToListAsync(stop);
}
