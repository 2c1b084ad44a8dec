using Core.Messaging;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Outbox;

/// <summary>
/// Sends what stands in the outbox: in order within a chat, side by side over chats, replies before bulk, within the
/// platform's rates. The one ambiguous moment, sent but not yet marked, can repeat a message and never lose one.
/// </summary>
public sealed partial class OutboxSender : BackgroundService
{
    /// <summary>How long a process may keep a row it has claimed.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int ClaimMax = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, IChannel> _channels;
    private readonly Dictionary<string, ChannelRateLimiter> _roads;
    private readonly PerChatQueues _lanes;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly WriteQueue _writer;
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly BusyChats _busy;
    private readonly RecordSendResults _marks;
    private readonly TimeProvider _time;
    private readonly OutboxOptions _options;
    private readonly ILogger<OutboxSender> _log;
    private volatile int _workers;

    /// <summary>Makes the sender for these channels.</summary>
    public OutboxSender(IEnumerable<IChannel> channels, WriteQueue writer, IDbContextFactory<AppDb> databases, BusyChats busy, MoveAddress move,
        IEnumerable<IDeliveryListener> listeners, TimeProvider time, IOptions<OutboxOptions> options, ILogger<OutboxSender> log)
    {
        (_writer, _databases, _busy, _time, _options, _log) = (writer, databases, busy, time, options.Value, log);
        _channels = channels.ToDictionary(c => c.Name);
        _roads = _channels.ToDictionary(c => c.Key, c => new ChannelRateLimiter(_options));
        _workers = _options.Instance.Length == 0 ? 1 : 0;
        _marks = new RecordSendResults(writer, move, listeners);
        _lanes = new PerChatQueues(new SendClaimedMessage(_channels, _roads, _marks, time, log, _stop.Token).Send, _stop.Token);
    }

    /// <summary>Messages that are claimed and not yet sent.</summary>
    public int InHand => _lanes.InHand;

    /// <summary>Looks at the outbox now instead of at the next second.</summary>
    public void Wake()
    {
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    /// <summary>
    /// Takes up what an earlier life left unsent before anything new can come in, so that the order within a chat holds over a restart.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeBackOwnRows();
        while (await Claim(bulkToo: false, cancellationToken) > 0) LogTookUp();
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Sends what is in hand, then stops; what cannot be sent in time stays in the outbox.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WhenIdle().WaitAsync(Patience, CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
        await _stop.CancelAsync();
        await _marks.Flush();
    }

    /// <summary>Claims what is due and passes it on; returns how many messages that were.</summary>
    internal Task<int> LookNow() => Claim(bulkToo: true, _stop.Token);

    /// <summary>Ends when nothing is in hand.</summary>
    public Task WhenIdle() => _lanes.WhenIdle();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stop.Dispose();
        _wake.Dispose();
        base.Dispose();
    }

    /// <summary>How many workers share the rate, this one among them; 0 while it is not yet known: then bulk waits.</summary>
    internal int Workers => _workers;

    /// <summary>Keeps to this worker's part of the rate from now on.</summary>
    internal void ShareWith(int workers)
    {
        if (workers == _workers) return;
        foreach (var limiter in _roads.Values) limiter.ShareWith(workers);
        _workers = workers;
    }

    /// <summary>Sends a message that this process has claimed.</summary>
    internal void Enqueue(ClaimedMessage claimed) => _lanes.Enqueue(claimed);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Claim(bulkToo: true, stoppingToken) < ClaimMax) await _wake.WaitAsync(Look, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLookFailed(e.GetType().Name);
                await Task.Delay(Look, _time, stoppingToken);
            }
        }
    }

    private async Task TakeBackOwnRows() => await _writer.Enqueue(async write =>
        await write.Db.Sql.Run("update outbox set owner = null, lease_until = null where owner = @p0 and state = 'Waiting'", _options.Instance));

    private async Task<int> Claim(bool bulkToo, CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        bulkToo = bulkToo && _workers > 0;
        if (!await IsAnythingDue(now, bulkToo)) return 0;
        var parcels = await _writer.Enqueue(write => ClaimDueMessages.Claim(write.Db, _busy, _options.Instance, now, ClaimMax, bulkToo));
        foreach (var claimed in parcels.OrderBy(p => p.Bulk).ThenBy(p => p.Id))
        {
            if (claimed.Bulk && _channels.TryGetValue(claimed.Channel, out var channel) && channel.Limits.Paced)
                await _roads[claimed.Channel].WaitForBulk(claimed, _time, stop);
            Enqueue(claimed);
        }

        return parcels.Count;
    }

    private async Task<bool> IsAnythingDue(DateTimeOffset now, bool bulkToo)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.Outbox.AnyAsync(m =>
            m.State == OutboxState.Waiting && m.DueAt <= now && (m.Owner == null || m.LeaseUntil < now) && (bulkToo || !m.Bulk));
    }

    [LoggerMessage(LogLevel.Information, "Replies from before the restart are sent now.")]
    private partial void LogTookUp();

    [LoggerMessage(LogLevel.Error, "Looking at the outbox failed: {Error}")]
    private partial void LogLookFailed(string error);
}
