using Core.Complaints.Attachments;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Schedules;

/// <summary>Erases files of announcements ninety days after they were last sent; one that a schedule still sends stays with it.</summary>
internal sealed class ForgetAnnouncementFiles(WriteQueue writer, AttachmentFolder folder, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Does it.</summary>
    public Task Run(CancellationToken stop = default) => writer.Enqueue(async write =>
    {
        var (db, before) = (write.Db, time.GetUtcNow() - Kept);
        var over = await db.AnnouncementFiles.Where(f => f.State == AnnouncementFileState.Kept && f.At < before
            && !db.Schedules.Any(s => s.FileId == f.Id && s.DeletedAt == null)
            && !db.Broadcasts.Any(b => b.FileId == f.Id && b.At >= before)).ToListAsync(stop);
        foreach (var file in over)
        {
            var name = file.KeptAs!;
            file.Erase();
            write.AfterCommit(() => folder.Erase(name));
        }
    });
}
