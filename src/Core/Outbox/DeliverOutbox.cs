using Core.Channels;
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
public sealed partial class DeliverOutbox : BackgroundService
{
    /// <summary>How long a process may keep a row it has claimed.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int ClaimMax = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IChannel> _channels;
    private readonly Dictionary<string, Road> _roads;
    private readonly Dictionary<(string Channel, string Address), Queue<Parcel>> _lanes = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Writer _writer;
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly MarkDelivered _marks;
    private readonly TimeProvider _time;
    private readonly OutboxOptions _options;
    private readonly ILogger<DeliverOutbox> _log;
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sending;

    /// <summary>Makes the sender for these channels.</summary>
    public DeliverOutbox(IEnumerable<IChannel> channels, Writer writer, IDbContextFactory<AppDb> databases, TimeProvider time,
        IOptions<OutboxOptions> options, ILogger<DeliverOutbox> log)
    {
        (_writer, _databases, _time, _options, _log) = (writer, databases, time, options.Value, log);
        _channels = channels.ToDictionary(c => c.Name);
        _roads = _channels.ToDictionary(c => c.Key, c => new Road(_options));
        _marks = new MarkDelivered(writer, time);
    }

    /// <summary>Messages that are claimed and not yet sent.</summary>
    public int InHand => Volatile.Read(ref _sending);

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
    public Task WhenIdle()
    {
        lock (_lanes) return _sending == 0 ? Task.CompletedTask : _idle.Task;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stop.Dispose();
        _wake.Dispose();
        base.Dispose();
    }

    internal void Enqueue(Parcel parcel)
    {
        var key = (parcel.Channel, parcel.Message.Address);
        lock (_lanes)
        {
            _sending++;
            if (_lanes.TryGetValue(key, out var waiting))
            {
                waiting.Enqueue(parcel);
                return;
            }

            _lanes[key] = new Queue<Parcel>([parcel]);
        }

        _ = Task.Run(() => Drain(key));
    }

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

    private async Task Drain((string Channel, string Address) key)
    {
        while (!_stop.IsCancellationRequested)
        {
            Parcel? parcel;
            lock (_lanes)
            {
                if (!_lanes[key].TryPeek(out parcel))
                {
                    _lanes.Remove(key);
                    return;
                }
            }

            if (!await SendSafely(parcel)) continue;
            Finish(key);
        }
    }

    private void Finish((string Channel, string Address) key)
    {
        lock (_lanes)
        {
            _lanes[key].Dequeue();
            if (--_sending > 0) return;
            _idle.TrySetResult();
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Whether the parcel is dealt with; false to try it again.</summary>
    private async Task<bool> SendSafely(Parcel parcel)
    {
        try
        {
            return await Send(parcel);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            LogSendFailed(parcel.Id, parcel.Channel, e.GetType().Name);
            return Done(parcel, new SendOutcome.Refused(e.GetType().Name));
        }
    }

    private async Task<bool> Send(Parcel parcel)
    {
        if (!_channels.TryGetValue(parcel.Channel, out var channel)) return Done(parcel, new SendOutcome.Refused("This channel is switched off."));
        var road = _roads[parcel.Channel];
        try
        {
            if (channel.Limits.Paced) await road.WaitForTurn(parcel, _time, _stop.Token);
            return await Send(parcel, channel, road);
        }
        finally
        {
            road.Leave(parcel, _time);
        }
    }

    private async Task<bool> Send(Parcel parcel, IChannel channel, Road road)
    {
        if (parcel.ValidUntil < _time.GetUtcNow())
        {
            LogDropped(parcel.Id);
            CountSent.Count(parcel.Channel, "dropped");
            _marks.Drop(parcel);
            return true;
        }

        var outcome = await channel.Send(parcel.Message, _stop.Token);
        road.Leave(parcel, _time);
        if (outcome is not SendOutcome.Later later) return Done(parcel, outcome);
        var wait = WaitAfter(later, ++parcel.Attempts);
        if (later.Everyone) CountSent.TooMany(parcel.Channel);
        if (later.Everyone) road.CloseUntil(_time.GetUtcNow() + wait);
        else await Task.Delay(wait, _time, _stop.Token);
        return false;
    }

    private static TimeSpan WaitAfter(SendOutcome.Later later, int attempts)
    {
        if (later.Everyone) return later.After + TimeSpan.FromMilliseconds(200);
        var backedOff = later.After * Math.Pow(2, Math.Min(attempts - 1, 6));
        return backedOff < LongestWait ? backedOff : LongestWait;
    }

    private bool Done(Parcel parcel, SendOutcome outcome)
    {
        if (outcome is SendOutcome.Refused refused) LogRefused(parcel.Id, parcel.Channel, refused.Reason);
        CountSent.Count(parcel.Channel, outcome.GetType().Name.ToLowerInvariant());
        _marks.Mark(parcel, outcome);
        return true;
    }

    private async Task TakeBackOwnRows() => await _writer.Do(async turn =>
        await turn.Db.Sql.Run("update outbox set owner = null, lease_until = null where owner = @p0 and state = 'Waiting'", _options.Instance));

    private async Task<int> Claim(bool bulkToo, CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        await using (var db = await _databases.CreateDbContextAsync())
        {
            if (!await db.Outbox.AnyAsync(m => m.State == OutboxState.Waiting && m.DueAt <= now && (m.Owner == null || m.LeaseUntil < now) && (bulkToo || !m.Bulk))) return 0;
        }

        var parcels = await _writer.Do(turn => ClaimOutbox.Claim(turn.Db, _options.Instance, now, ClaimMax, bulkToo));
        foreach (var parcel in parcels.OrderBy(p => p.Bulk).ThenBy(p => p.Id))
        {
            if (parcel.Bulk && _channels.TryGetValue(parcel.Channel, out var channel) && channel.Limits.Paced)
                await _roads[parcel.Channel].WaitForBulk(parcel, _time, stop);
            Enqueue(parcel);
        }

        return parcels.Count;
    }

    [LoggerMessage(LogLevel.Error, "Outbox {Id} on {Channel} failed with {Error}; it is parked.")]
    private partial void LogSendFailed(long id, string channel, string error);

    [LoggerMessage(LogLevel.Warning, "Outbox {Id}: {Channel} refuses it: {Reason}")]
    private partial void LogRefused(long id, string channel, string reason);

    [LoggerMessage(LogLevel.Information, "Outbox {Id} was too old when its turn came; it is dropped.")]
    private partial void LogDropped(long id);

    [LoggerMessage(LogLevel.Information, "Replies from before the restart are sent now.")]
    private partial void LogTookUp();

    [LoggerMessage(LogLevel.Error, "Looking at the outbox failed: {Error}")]
    private partial void LogLookFailed(string error);
}
