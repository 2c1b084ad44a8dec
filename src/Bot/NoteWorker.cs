using Core.Alarms;
using Core.Outbox;
using Core.Persistence;
using Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>
/// Each of several workers notes that it lives and takes the note away when it is stopped: one whose note grows old ended without a word.
/// Also notes since when the installation exists, by which the first backup is due.
/// </summary>
internal sealed class NoteWorker(IDbContextFactory<AppDb> databases, WriteQueue writer, IWorkers workers, IOptions<OutboxOptions> options,
    TimeProvider time) : IHostedService
{
    private const string Prefix = "worker:";
    private static readonly TimeSpan MissedAfter = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(1);

    private string Mark => Prefix + options.Value.Instance;

    /// <summary>Notes it.</summary>
    public Task Run(CancellationToken stop = default) => writer.Enqueue(async write =>
    {
        var now = time.GetUtcNow();
        await Installed.Note(write.Db, now);
        if (!workers.MayBeSeveral) return;
        await JobCheckpoint.Look(write, Mark, now);
        var longAgo = now - ForgottenAfter;
        await write.Db.LookMarks.Where(m => m.Name.StartsWith(Prefix) && m.Name != Mark && m.At < longAgo).ExecuteDeleteAsync(stop);
    });

    /// <summary>Workers that ended without a word.</summary>
    public async Task<IReadOnlyList<Trouble>> Gone(CancellationToken stop)
    {
        if (workers.Place is not { } place) return [Trouble.Unknown()];
        if (!workers.MayBeSeveral) return Trouble.None;
        await using var db = await databases.CreateDbContextAsync(stop);
        var before = time.GetUtcNow() - MissedAfter;
        var silent = await db.LookMarks.Where(m => m.Name.StartsWith(Prefix) && m.At < before).Select(m => m.Name).ToListAsync(stop);
        return [.. silent.Select(n => n[Prefix.Length..]).Except(place.Names).Select(n => new Trouble(n, n))];
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A worker that is stopped is not missed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!workers.MayBeSeveral) return;
        try
        {
            await writer.Enqueue(async write => await write.Db.LookMarks.Where(m => m.Name == Mark).ExecuteDeleteAsync(cancellationToken));
        }
        catch (Exception e) when (e is WriteQueueException or OperationCanceledException or System.Data.Common.DbException)
        {
            // It is missed for a day, then.
        }
    }
}
