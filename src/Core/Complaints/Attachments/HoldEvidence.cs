using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Attachments;

/// <summary>Keeps what was chosen at the desk between the preview and the step, for an hour.</summary>
internal sealed class HoldEvidence(DeskEvidence evidence, AttachmentFolder folder, WriteQueue writer, IDbContextFactory<AppDb> databases,
    TimeProvider time, IOptions<ComplaintsOptions> options)
{
    private const int NameMost = 60;
    private static readonly TimeSpan Term = TimeSpan.FromHours(1);

    /// <summary>What waits in this browser for a complaint's steps.</summary>
    public Task<List<HeldEvidence>> Of(AppDb db, DeskVisit visit, Complaint complaint)
    {
        var (now, session, person) = (time.GetUtcNow(), visit.Session, visit.Who.Id);
        return db.HeldEvidence.Where(e => e.SessionId == session && e.PersonId == person && e.ComplaintId == complaint.Id && e.Until > now)
            .OrderBy(e => e.Id).ToListAsync();
    }

    /// <summary>
    /// Takes what a form brings: keeps new files, erases what is not ticked any more. New ones are kept all or not at all, and only for a
    /// step that is open to whoever sends them. Says why they are not, and how many files the step has now.
    /// </summary>
    public async Task<(LocalizedText? Problem, int Count)> Take(DeskVisit visit, string code, string step, IReadOnlyList<SentFile> sent,
        IReadOnlyCollection<long> ticked, CancellationToken stop)
    {
        if (!TakeStep.WithFiles.Contains(step)) return (null, 0);
        await using var db = await databases.CreateDbContextAsync(stop);
        if (await FindComplaint.ByCode(db, code) is not { } complaint || !StepsOpen.Sees(visit.Who, complaint)
            || !StepsOpen.IsOpen(visit.Who, StepsOpen.Acts[step], complaint)) return (null, 0);
        var before = (await Of(db, visit, complaint)).Where(e => e.Step == step).ToList();
        var left = before.Where(e => ticked.Contains(e.Id)).ToList();
        await Drop([.. before.Except(left)]);
        if (left.Count + sent.Count > options.Value.AttachmentsMax)
            return (LocalizedText.Of("meja.too-many-files", options.Value.AttachmentsMax), left.Count);
        var (refused, kept) = await evidence.Keep(code, sent, stop);
        if (refused is not null) return (refused, left.Count);
        if (kept.Count > 0) await Hold(visit, complaint, step, sent, kept);
        return (null, left.Count + kept.Count);
    }

    /// <summary>What waits becomes evidence of the step, in the step's transaction.</summary>
    public async ValueTask Use(AppDb db, DeskVisit visit, Complaint complaint, string step, DateTimeOffset now)
    {
        var held = (await Of(db, visit, complaint)).Where(e => e.Step == step).ToList();
        DeskEvidence.Add(db, complaint, [.. held.Select(e => new KeptEvidence(e.KeptAs, e.Size, e.Kind))], now);
        db.RemoveRange(held);
    }

    /// <summary>Erases what nobody came back for.</summary>
    public async Task Forget(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(stop);
        await Drop(await db.HeldEvidence.AsNoTracking().Where(e => e.Until <= now).ToListAsync(stop));
    }

    /// <summary>Erases what a person chose; returns the names of files to erase after the commit.</summary>
    public static async Task<List<string>> ForgetPerson(AppDb db, long person)
    {
        var names = await db.HeldEvidence.Where(e => e.PersonId == person).Select(e => e.KeptAs).ToListAsync();
        await db.HeldEvidence.Where(e => e.PersonId == person).ExecuteDeleteAsync();
        return names;
    }

    private async Task Hold(DeskVisit visit, Complaint complaint, string step, IReadOnlyList<SentFile> sent,
        IReadOnlyList<KeptEvidence> kept)
    {
        var until = time.GetUtcNow() + Term;
        var stored = false;
        try
        {
            await writer.Enqueue(write =>
            {
                write.Db.AddRange(kept.Zip(sent).Select(file => new HeldEvidence
                {
                    SessionId = visit.Session,
                    PersonId = visit.Who.Id,
                    ComplaintId = complaint.Id,
                    Step = step,
                    Name = Characters.Short(file.Second.Name, NameMost),
                    KeptAs = file.First.Name,
                    Kind = file.First.Kind,
                    Size = file.First.Size,
                    Until = until,
                }));
                return ValueTask.CompletedTask;
            });
            stored = true;
        }
        finally
        {
            if (!stored) evidence.Erase(kept);
        }
    }

    /// <summary>Rows first: a file that outlives its row is swept, a row must not outlive its file.</summary>
    private async Task Drop(IReadOnlyList<HeldEvidence> gone)
    {
        if (gone.Count == 0) return;
        var ids = gone.Select(e => e.Id).ToList();
        var files = await writer.Enqueue(async write =>
        {
            var names = await write.Db.HeldEvidence.Where(e => ids.Contains(e.Id)).Select(e => e.KeptAs).ToListAsync();
            await write.Db.HeldEvidence.Where(e => ids.Contains(e.Id)).ExecuteDeleteAsync();
            return names; // what became evidence of a step meanwhile is not among them
        });
        foreach (var name in files) folder.Erase(name);
    }
}
