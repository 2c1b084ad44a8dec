using Core.Alarms;
using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.National;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot;

/// <summary>What stands at this moment, read from the database for whoever measures; the gauges of one report share one reading.</summary>
internal sealed class ReadFigures(IDbContextFactory<AppDb> databases, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly ComplaintState[] WithOfficials =
        [ComplaintState.Submitted, ComplaintState.Forwarded, ComplaintState.InProgress, ComplaintState.Reopened];

    private readonly Lock _gate = new();
    private Figures? _last;
    private long _at;

    /// <summary>The figures; null where the database cannot be read.</summary>
    public Figures? Read()
    {
        lock (_gate)
        {
            if (_at != 0 && time.GetElapsedTime(_at) < Fresh) return _last;
            _at = time.GetTimestamp();
            try
            {
                return _last = ReadNow();
            }
            catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
            {
                return _last = null;
            }
        }
    }

    private Figures ReadNow()
    {
        using var db = databases.CreateDbContext();
        var now = time.GetUtcNow();
        var due = db.Outbox.Where(m => m.State == OutboxState.Waiting && !m.WaitsForTalk && m.DueAt <= now);
        var oldest = due.Where(m => !m.Bulk).Min(m => (DateTimeOffset?)m.DueAt);
        var bulk = due.Where(m => m.Bulk).Min(m => (DateTimeOffset?)m.DueAt);
        var backup = db.BackupRuns.Where(r => r.Deed == BackupDeed.Made && r.Error == null).Max(r => (DateTimeOffset?)r.At);
        var sent = db.BackupRuns.Where(r => r.Deed == BackupDeed.Sent && r.Error == null).Max(r => (DateTimeOffset?)r.At);
        return new Figures(
            db.Outbox.Count(m => m.State == OutboxState.Waiting),
            oldest is { } reply ? (now - reply).TotalSeconds : 0,
            bulk is { } one ? (now - one).TotalSeconds : 0,
            db.Inbox.Count(m => m.Body != null) + db.Outbox.Count(m => m.State == OutboxState.Parked),
            db.ComplaintAttachments.Count(a => a.State == AttachmentState.Waiting),
            db.Complaints.Count(c => WithOfficials.Contains(c.State) && c.DueAt < now),
            backup is { } made ? (now - made).TotalSeconds : null,
            db.Alarms.Count(),
            db.NationalCopies.Count(c => c.State == NationalState.Wanted || c.State == NationalState.Looking),
            db.NationalCopies.Count(c => c.State == NationalState.Unsure || c.State == NationalState.Refused),
            sent is { } at ? (now - at).TotalSeconds : null);
    }
}

/// <summary>What stands at one moment.</summary>
/// <param name="Waiting">Messages in the outbox.</param>
/// <param name="OldestSeconds">How long the oldest due one that is no message of many has been waiting.</param>
/// <param name="OldestBulkSeconds">How long the oldest due message of many has been waiting, which takes its time.</param>
/// <param name="Parked">Messages that could not be handled or sent.</param>
/// <param name="AttachmentsToFetch">Attachments of complaints that are still to be fetched.</param>
/// <param name="Overdue">Complaints that officials should have dealt with.</param>
/// <param name="BackupSeconds">The age of the last backup; null where there is none.</param>
/// <param name="Alarms">What needs a person.</param>
/// <param name="ToNational">Complaints that are still to be given to SP4N-LAPOR!.</param>
/// <param name="DoubtedNational">Those of which a person must say whether they are there.</param>
/// <param name="SentSeconds">The age of the last backup that was sent to storage elsewhere; null where there is none.</param>
internal sealed record Figures(int Waiting, double OldestSeconds, double OldestBulkSeconds, int Parked, int AttachmentsToFetch,
    int Overdue, double? BackupSeconds, int Alarms, int ToNational, int DoubtedNational, double? SentSeconds);
