using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Complaints.National;
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
        Act.EscalateToInstansi, Act.EnterNational, Act.NationalNews, Act.NationalAnswer];

    /// <summary>The person's last step that is still held; null when there is none or somebody has acted since.</summary>
    public static async Task<ComplaintEvent?> Find(AppDb db, Complaint complaint, long official, DateTimeOffset now)
    {
        var last = await db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && !e.TakenBack && !Beside.Contains(e.Act)
            && e.Act != Act.TakeBack && e.Act != Act.LoseAttachment).OrderByDescending(e => e.Id).FirstOrDefaultAsync();
        var isOwn = last is { Before: not null, Step: not null, Act: not Act.GoOn } && last.OfficialId == official;
        return isOwn && last!.HeldUntil > now ? last : null;
    }

    /// <summary>Takes it back; returns what was typed and the kept files to erase after the commit.</summary>
    public async ValueTask<IReadOnlyList<string>> TakeBack(ComplaintJournal journal, Complaint complaint, ComplaintEvent step)
    {
        var from = complaint.State;
        var files = await Undo(journal, complaint, step);
        journal.Record(complaint, Act.TakeBack, from, actsAs: step.By); // passed on, it was no longer theirs
        return files;
    }

    /// <summary>
    /// Every step that its citizen has not read of goes away, the last one first, as far as they could withdraw what was before it; what
    /// officials see of it stays in the history.
    /// </summary>
    public async ValueTask<IReadOnlyList<string>> TakeBackUnread(ComplaintJournal journal, Complaint complaint)
    {
        var (now, files) = (journal.Now, new List<string>());
        foreach (var step in await journal.Db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && e.HeldUntil > now && !e.TakenBack
            && e.Step != null && e.Before != null && e.Act != Act.GoOn).OrderByDescending(e => e.Id).ToListAsync())
        {
            if (!ComplaintRules.Allow(Act.Withdraw, ComplaintBefore.Read(step.Before!).State, Relation.Complainant)) break;
            files.AddRange(await Undo(journal, complaint, step));
        }

        return files;
    }

    private async ValueTask<IReadOnlyList<string>> Undo(ComplaintJournal journal, Complaint complaint, ComplaintEvent step)
    {
        await journal.Waiting(step).ExecuteDeleteAsync();
        await journal.Db.ComplaintNews.Where(n => n.Step == step.Step && n.ToldAt == null).ExecuteDeleteAsync();
        await journal.Db.NationalCopies.Where(c => c.Step == step.Step && c.State == NationalState.Wanted).ExecuteDeleteAsync();
        complaint.TakeBack(ComplaintBefore.Read(step.Before!), journal.Now, clock);
        step.TakenBack = true;
        foreach (var beside in await journal.Beside(step)) await TakeBackBeside(journal, beside);
        var evidence = await journal.Db.ComplaintAttachments
            .Where(a => a.ComplaintId == complaint.Id && !a.FromCitizen && a.At == step.At).ToListAsync();
        var files = evidence.Where(a => a.KeptAs is not null).Select(a => a.KeptAs!).ToList();
        foreach (var attachment in evidence) attachment.Erase();
        return files;
    }

    /// <summary>What the step did to another report: one that went on stands merged again, unless somebody acted on it meanwhile.</summary>
    private async ValueTask TakeBackBeside(ComplaintJournal journal, ComplaintEvent beside)
    {
        beside.TakenBack = true;
        if (beside is not { Act: Act.GoOn, Before: { } before }) return;
        if (await journal.Db.ComplaintEvents.AnyAsync(e => e.ComplaintId == beside.ComplaintId && e.Id > beside.Id)) return;
        var other = await journal.Db.Complaints.SingleAsync(c => c.Id == beside.ComplaintId);
        other.TakeBack(ComplaintBefore.Read(before), journal.Now, clock);
    }

    public void EraseFiles(IEnumerable<string> names)
    {
        foreach (var name in names) folder.Erase(name);
    }
}
