using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>
/// A step that the citizen has not read of yet: its official takes it back, or lets it go out at once. What was taken back stays in the
/// history for officials.
/// </summary>
internal sealed class TakeBackStep(ComplaintClock clock, AttachmentFolder folder)
{
    private static readonly Act[] Beside = [Act.Note, Act.RemindBefore, Act.RemindOnDay, Act.RemindLate, Act.EscalateToHead,
        Act.EscalateToInstansi];

    /// <summary>The person's last step that is still held; null when there is none or somebody has acted since.</summary>
    public static async Task<ComplaintEvent?> Find(AppDb db, Complaint complaint, long official, DateTimeOffset now)
    {
        var last = await db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && !e.TakenBack && !Beside.Contains(e.Act)
            && e.Act != Act.TakeBack && e.Act != Act.LoseAttachment).OrderByDescending(e => e.Id).FirstOrDefaultAsync();
        return last is { Before: not null, Step: not null } && last.HeldUntil > now && last.OfficialId == official ? last : null;
    }

    /// <summary>Takes it back; returns what was typed and the kept files to erase after the commit.</summary>
    public async ValueTask<IReadOnlyList<string>> TakeBack(ComplaintJournal journal, Complaint complaint, ComplaintEvent step)
    {
        var from = complaint.State;
        await Waiting(journal.Db, step).ExecuteDeleteAsync();
        await journal.Db.ComplaintNews.Where(n => n.Step == step.Step && n.ToldAt == null).ExecuteDeleteAsync();
        complaint.TakeBack(ComplaintBefore.Read(step.Before!), journal.Now, clock);
        step.TakenBack = true;
        journal.Record(complaint, Act.TakeBack, from);
        var evidence = await journal.Db.ComplaintAttachments
            .Where(a => a.ComplaintId == complaint.Id && !a.FromCitizen && a.At == step.At).ToListAsync();
        var files = evidence.Where(a => a.KeptAs is not null).Select(a => a.KeptAs!).ToList();
        foreach (var attachment in evidence) attachment.Erase();
        return files;
    }

    /// <summary>The citizen and the others read of it now.</summary>
    public static async ValueTask SendNow(ComplaintJournal journal, ComplaintEvent step)
    {
        var now = journal.Now;
        await Waiting(journal.Db, step).ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, now));
        step.HeldUntil = now;
    }

    public void EraseFiles(IEnumerable<string> names)
    {
        foreach (var name in names) folder.Erase(name);
    }

    private static IQueryable<OutboxMessage> Waiting(AppDb db, ComplaintEvent step)
    {
        var prefix = step.Step + ":";
        return db.Outbox.Where(m => m.State == OutboxState.Waiting && m.Owner == null && m.Occasion != null
            && m.Occasion.StartsWith(prefix));
    }
}
