using Core.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Outbox;

/// <summary>
/// Looks who works on this database: keeps to this process's part of the platform's rate, and lets go of what a dead one still held, so
/// that the living take it up. Who lives is known by the database; a process that is alone looks once and is done.
/// </summary>
internal sealed partial class WatchWorkers(
    WriteQueue writer, OutboxSender sender, IWorkers workers, TimeProvider time, IOptions<OutboxOptions> options, ILogger<WatchWorkers> log)
        : BackgroundService
{
    private const int LooksUntilSeen = 3;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan QuickBeat = TimeSpan.FromSeconds(1); // while one is absent

    // A worker whose connection broke comes back within a few seconds and goes on with what it holds.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> _absent = [];
    private int _looks;

    /// <summary>
    /// Looks once. A worker that sends already makes room at once; the first looks of a new one only let the others do so.
    /// </summary>
    internal async Task Look()
    {
        if (workers.Place is not { } place) return;
        if (++_looks >= LooksUntilSeen || place.Count == 1 || sender.Share > 0) sender.ShareWith(place.Count);
        var now = time.GetUtcNow();
        var owners = (await writer.Enqueue(write => Owners(write.Db))).Where(o => !place.Names.Contains(o)).ToList();
        foreach (var back in _absent.Keys.Except(owners).ToList()) _absent.Remove(back);
        foreach (var owner in owners)
            if (!_absent.TryAdd(owner, now) && now - _absent[owner] >= Grace) await LetGoOf(owner);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!workers.MayBeSeveral) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLookFailed(e.GetType().Name);
            }

            await Task.Delay(_absent.Count > 0 ? QuickBeat : Beat, time, stoppingToken);
        }
    }

    private static ValueTask<List<string>> Owners(AppDb db) =>
        db.Sql.All("select distinct owner from outbox where owner is not null and state = 'Waiting'", row => row.GetString(0));

    private async Task LetGoOf(string owner)
    {
        var count = await writer.Enqueue(write => write.Db.Sql.Run(
            $"update outbox set owner = null where owner = @p0 and state = 'Waiting' and {workers.OwnerIsGone}", owner));
        _absent.Remove(owner);
        if (count == 0) return; // it is back
        LogTakenOver(owner, count, options.Value.Instance);
        sender.Wake();
        workers.Signal(OutboxSender.Subject, "");
    }

    [LoggerMessage(LogLevel.Warning,
        "The worker \"{Owner}\" is gone; the {Count} messages it held are sent by those that live (seen by \"{Instance}\").")]
    private partial void LogTakenOver(string owner, int count, string instance);

    [LoggerMessage(LogLevel.Warning, "The other workers could not be looked for ({Error}); trying again.")]
    private partial void LogLookFailed(string error);
}
