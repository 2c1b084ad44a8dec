using Core.Complaints.Attachments;
using Core.Complaints.Handling;
using Core.Complaints.National;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints;

/// <summary>
/// Cuts ended complaints from their person and erases their words and attachments when their time is over (UU 27/2022,
/// articles 43 and 44); codes, dates and states stay for the figures.
/// </summary>
internal sealed class ForgetComplaints
{
    private const int AtOnce = 100;
    private readonly WriteQueue _writer;
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly AttachmentFolder _folder;
    private readonly TimeProvider _time;
    private readonly ComplaintsOptions _options;

    internal ForgetComplaints(WriteQueue writer, IDbContextFactory<AppDb> databases, AttachmentFolder folder, TimeProvider time,
        IOptions<ComplaintsOptions> options) =>
        (_writer, _databases, _folder, _time, _options) = (writer, databases, folder, time, options.Value);

    /// <summary>Forgets what ended too long ago; returns how many complaints that were.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var before = _time.GetUtcNow().AddYears(-_options.KeepYears);
        await using var db = await _databases.CreateDbContextAsync();
        var old = await db.Complaints.Where(c => c.EndedAt < before && c.Story != "").OrderBy(c => c.EndedAt).Take(AtOnce).Select(c => c.Id)
            .ToListAsync();
        foreach (var id in old.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var files = await _writer.Enqueue(write => Forget(write.Db, id, _time.GetUtcNow()));
            foreach (var file in files) _folder.Erase(file);
        }

        return old.Count;
    }

    /// <summary>
    /// Forgets all ended complaints of a person at their request and cuts the recorded consents; what becomes of open ones is
    /// decided before. Returns the names of files to erase after the commit, by <see cref="EraseFiles"/>.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ForgetPerson(AppDb db, long person, DateTimeOffset now)
    {
        var ended = await db.Complaints.Where(c => c.ComplainantId == person && c.EndedAt != null).OrderBy(c => c.Code).Select(c => c.Id)
            .ToListAsync();
        var files = new List<string>();
        foreach (var id in ended) files.AddRange(await Forget(db, id, now));
        return files;
    }

    /// <summary>
    /// Cuts an open complaint and the consent to it from their person at their request; what it is about goes on being handled.
    /// </summary>
    internal static async ValueTask CutPerson(AppDb db, Complaint complaint)
    {
        complaint.CutPerson();
        foreach (var consent in await db.ComplaintConsents.Where(c => c.ComplaintId == complaint.Id).ToListAsync()) consent.PersonId = null;
    }

    /// <summary>Erases the content of forgotten attachments.</summary>
    public void EraseFiles(IEnumerable<string> names)
    {
        foreach (var name in names) _folder.Erase(name);
    }

    private static async ValueTask<List<string>> Forget(AppDb db, long id, DateTimeOffset now)
    {
        await FindComplaint.Lock(db, await db.Complaints.Where(c => c.Id == id).Select(c => c.Code).SingleAsync());
        var complaint = await db.Complaints.SingleAsync(c => c.Id == id);
        complaint.Forget();
        foreach (var told in await db.ComplaintEvents.Where(e => e.ComplaintId == id && e.Words != null).ToListAsync()) told.Words = null;
        foreach (var consent in await db.ComplaintConsents.Where(c => c.ComplaintId == id).ToListAsync()) consent.PersonId = null;
        var attachments = await db.ComplaintAttachments.Where(a => a.ComplaintId == id).ToListAsync();
        var files = attachments.Where(a => a.KeptAs is not null).Select(a => a.KeptAs!).ToList();
        foreach (var attachment in attachments) attachment.Erase();
        // While a call about it is under way its row waits for the outcome and goes then (CarryUp).
        await db.NationalCopies.Where(c => c.ComplaintId == id && c.State != NationalState.Calling).ExecuteDeleteAsync();
        new ComplaintJournal(db, _ => ValueTask.CompletedTask, now, Relation.System, null).Record(complaint, Act.Forget, complaint.State);
        return files;
    }
}
