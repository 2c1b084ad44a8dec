using System.Globalization;
using Core.Calendar;
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
internal sealed partial class OutboxSender : BackgroundService
{
    /// <summary>By what workers wake each other.</summary>
    internal const string Subject = "outbox";

    /// <summary>By what a worker tells another that it gave it a message, since that one holds an older one to the same chat.</summary>
    internal const string HandedOver = "handed-over";

    /// <summary>By what workers tell each other which messages are erased.</summary>
    internal const string Erased = "erased";

    private const int ClaimMax = 60;
    private const int SignalMax = 100; // a signal has room for 8,000 bytes
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReceiptsWithin = TimeSpan.FromDays(30);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CheckAmongOthers = TimeSpan.FromSeconds(5); // another may have given us something and not been heard

    private readonly Dictionary<string, IChannel> _channels;
    private readonly Dictionary<string, ChannelRateLimiter> _limiters;
    private readonly PerChatQueues _lanes;
    private readonly HeldMessages _held = new();
    private readonly SemaphoreSlim _wakeReplies = new(0);
    private readonly SemaphoreSlim _wakeBulk = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly WriteQueue _writer;
    private readonly IWorkers _workers;
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ClaimDueMessages _claims;
    private readonly RecordSendResults _marks;
    private readonly OwnRows _rows;
    private readonly TakeHandedOver _handed;
    private readonly TimeProvider _time;
    private readonly OutboxOptions _options;
    private readonly ILogger<OutboxSender> _log;
    private readonly Lock _gate = new();
    private readonly List<ClaimedMessage> _behindClaim = [];
    private int _claiming;
    private volatile int _share = 1;
    private DateTimeOffset _checked;

    /// <summary>Makes the sender for these channels.</summary>
    public OutboxSender(IEnumerable<IChannel> channels, WriteQueue writer, IWorkers workers, IDbContextFactory<AppDb> databases,
        BusyChats busy, MoveAddress move, IEnumerable<IDeliveryListener> listeners, IReaders readers, TimeProvider time,
        IOptions<OutboxOptions> options, ILogger<OutboxSender> log)
    {
        (_writer, _workers, _databases, _time, _options, _log) = (writer, workers, databases, time, options.Value, log);
        _channels = channels.ToDictionary(c => c.Name);
        _limiters = _channels.ToDictionary(c => c.Key,
            c => new ChannelRateLimiter(c.Value.Capabilities.Rates ?? new ChannelRates(), _options));
        _claims = new ClaimDueMessages(workers, busy);
        _handed = new TakeHandedOver(databases, _held, _options.Instance, _gate, Line);
        _rows = new OwnRows(writer, workers, databases, _held, _handed, _options.Instance, log);
        _marks = new RecordSendResults(writer, _channels, move, listeners, _held, DropEverywhere);
        var send = new SendClaimedMessage(_channels, _limiters, new PutIntoWords(readers, time), workers, _held, _rows.IsThere, _marks,
            time, log, _stop.Token);
        _lanes = new PerChatQueues(send.Send, _stop.Token);
    }

    /// <summary>Messages that are claimed and not yet sent.</summary>
    public int InHand => _lanes.InHand;

    /// <summary>How many workers share the rate, this one among them; 0 while it is not yet known: then bulk waits.</summary>
    internal int Share => _share;

    /// <summary>Looks at the outbox now instead of at the next second.</summary>
    public void Wake()
    {
        if (_wakeReplies.CurrentCount == 0) _wakeReplies.Release();
        if (_wakeBulk.CurrentCount == 0) _wakeBulk.Release();
    }

    /// <summary>
    /// Takes up what an earlier life left unsent before anything new can come in, so that the order within a chat holds over a restart.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_workers.MayBeSeveral) _share = 0;
        _workers.Listen(Subject, what =>
        {
            if (what.Length == 0 || what == _options.Instance) Wake();
        });
        _workers.Listen(HandedOver, _handed.Hear);
        _workers.Listen(SendClaimedMessage.Silence, BeSilent);
        _workers.Listen(Erased, ids => Drop(ids.Split(',').Select(long.Parse)));
        _workers.BeforeRejoining(_rows.GiveUpWhatOthersTook);
        await _rows.TakeBack();
        await _workers.TakePart(cancellationToken);
        while (await Claim(bulk: false, cancellationToken) > 0) LogTookUp();
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
    internal async Task<int> LookNow() => await Claim(bulk: false, _stop.Token) + await Claim(bulk: true, _stop.Token);

    /// <summary>Ends when nothing is in hand.</summary>
    public async Task WhenIdle()
    {
        await _handed.WhenRead();
        await _lanes.WhenIdle();
    }

    /// <summary>Ends when nothing is in hand and what became of it is on disk.</summary>
    internal async Task WhenMarked()
    {
        await WhenIdle();
        await _marks.Flush();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stop.Dispose();
        _wakeReplies.Dispose();
        _wakeBulk.Dispose();
        base.Dispose();
    }

    /// <summary>Keeps to this worker's part of the rate from now on.</summary>
    internal void ShareWith(int workers)
    {
        if (workers == _share) return;
        foreach (var limiter in _limiters.Values) limiter.ShareWith(workers);
        _share = workers;
        Wake();
    }

    /// <summary>
    /// Whether this worker may send to a chat that falls to another, so that the platform's rate for the chat is kept all the same.
    /// </summary>
    internal bool MayStandIn(string channel, OutgoingMessage message) =>
        _channels.TryGetValue(channel, out var by) && (by.Capabilities.Rates is null
            || _limiters[channel].MayStandIn(message, _time.Steady()));

    /// <summary>Sends a message that this process has claimed.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="older">Older ones to its chat that stand under our name; it waits for those of which we have not heard yet.</param>
    internal void Enqueue(ClaimedMessage claimed, IEnumerable<long> older)
    {
        claimed.TakenAt = _time.GetTimestamp();
        if (_held.TryAdd(claimed.Id)) LineUp(claimed, older);
    }

    private void LineUp(ClaimedMessage claimed, IEnumerable<long> older)
    {
        lock (_gate)
            if (!_handed.HoldsBack(claimed, older)) Line(claimed);
    }

    private void Line(ClaimedMessage claimed)
    {
        lock (_gate)
        {
            if (_claiming > 0) _behindClaim.Add(claimed);
            else _lanes.Enqueue(claimed);
        }
    }

    /// <summary>Does not send these any more, if it has any of them in hand.</summary>
    internal void Drop(IEnumerable<long> erased)
    {
        foreach (var id in erased) _held.RemoveForGood(id);
    }

    /// <summary>No worker sends these any more.</summary>
    internal void DropEverywhere(IReadOnlyList<long> gone)
    {
        Drop(gone);
        foreach (var some in gone.Chunk(SignalMax))
            _workers.Signal(Erased, string.Join(',', some.Select(id => id.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Takes up rows under our name that we know nothing of.</summary>
    internal Task CheckHeld() => _rows.TakeUpLost();

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Look(bulk: false, _wakeReplies, stoppingToken), Look(bulk: true, _wakeBulk, stoppingToken));

    // Two loops: replies never wait while bulk goes out at its pace.
    private async Task Look(bool bulk, SemaphoreSlim wake, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!bulk) await LookAfterOwn();
                if (await Claim(bulk, stop) < ClaimMax) await wake.WaitAsync(LookEvery, stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLookFailed(e.GetType().Name);
                await Task.Delay(LookEvery, _time, stop);
            }
        }
    }

    private async Task LookAfterOwn()
    {
        _marks.Retry();
        var now = _time.GetUtcNow();
        if (now - _checked < (_workers.MayBeSeveral ? CheckAmongOthers : CheckEvery)) return;
        _checked = now;
        await _rows.TakeUpLost();
        if (_channels.Values.Any(c => c.TellsOfDelivery)) await _rows.GiveUpReceipts(now - ReceiptsWithin);
    }

    private async Task<int> Claim(bool bulk, CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        if ((bulk && _share == 0) || !await _claims.IsAnythingDue(_databases, now, bulk)) return 0;
        if (bulk)
        {
            var many = await ClaimNow(now, bulk);
            foreach (var message in many) await EnqueueInPace(message, stop);
            return many.Count;
        }

        lock (_gate) _claiming++;
        try
        {
            return (await ClaimNow(now, bulk)).Count;
        }
        finally
        {
            LetInWhatCameMeanwhile();
        }
    }

    private Task<List<ClaimedMessage>> ClaimNow(DateTimeOffset now, bool bulk) => _writer.Enqueue(async write =>
    {
        var found = await _claims.Claim(write.Db, _options.Instance, now, ClaimMax, bulk);
        found.Sort((a, b) => a.Id.CompareTo(b.Id));
        write.AfterCommit(() => Take(found, bulk));
        return found;
    });

    // What was put after a claim was committed may be heard of before the claim: it waits, so that older ones stand in the lane first.
    private void LetInWhatCameMeanwhile()
    {
        lock (_gate)
        {
            if (--_claiming > 0) return;
            foreach (var message in _behindClaim.Where(m => !_handed.HoldsBack(m, []))) _lanes.Enqueue(message);
            _behindClaim.Clear();
        }
    }

    private void Take(List<ClaimedMessage> claimed, bool bulk)
    {
        claimed.RemoveAll(m => !_held.TryAdd(m.Id));
        foreach (var message in claimed) message.TakenAt = _time.GetTimestamp();
        if (bulk) return;
        lock (_gate)
            foreach (var message in claimed.Where(m => !_handed.HoldsBack(m, m.Behind))) _lanes.Enqueue(message);
    }

    private async Task EnqueueInPace(ClaimedMessage message, CancellationToken stop)
    {
        if (_channels.TryGetValue(message.Channel, out var channel) && channel.Capabilities.Rates is not null)
            await _limiters[message.Channel].WaitForBulk(_time, stop);
        LineUp(message, []);
    }

    /// <summary>The platform asked another worker for silence on a channel, until a moment.</summary>
    private void BeSilent(string said)
    {
        if (said.Split(' ') is [var channel, var until] && long.TryParse(until, out var moment)
            && _limiters.TryGetValue(channel, out var limiter))
            limiter.CloseFor(DateTimeOffset.FromUnixTimeMilliseconds(moment) - _time.GetUtcNow(), _time);
    }

    [LoggerMessage(LogLevel.Information, "Replies from before the restart are sent now.")]
    private partial void LogTookUp();

    [LoggerMessage(LogLevel.Error, "Looking at the outbox failed: {Error}")]
    private partial void LogLookFailed(string error);
}
