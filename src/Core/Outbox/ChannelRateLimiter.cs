using System.Collections.Concurrent;
using Core.Calendar;
using Core.Messaging;

namespace Core.Outbox;

/// <summary>
/// The rates of one channel: over all chats, per chat, and the pause after the platform said "too many". What the channel does
/// not say of itself comes from the settings.
/// </summary>
internal sealed class ChannelRateLimiter(ChannelRates rates, OutboxOptions settings)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(61);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly double _perSecond = rates.PerSecond ?? settings.PerSecond;
    private readonly LeakyBucket _bulk = new(rates.PerSecond ?? settings.PerSecond);
    private readonly SlidingWindowLimiter _second = new(rates.PerSecond ?? settings.PerSecond);
    private readonly ConcurrentDictionary<string, TokenBucket> _chats = new();
    private readonly ConcurrentDictionary<string, TokenBucket> _standIns = new();
    private volatile int _workers = 1;
    private long _closedUntil;
    private int _repliesWaiting;

    /// <summary>Keeps to this worker's part of the rate over all chats.</summary>
    public void ShareWith(int workers)
    {
        _bulk.Limit(_perSecond / workers);
        _second.Limit(_perSecond / workers);
        if (_workers == workers) return;
        _workers = workers;
        _standIns.Clear();
    }

    /// <summary>
    /// Whether a worker may send this to a chat that falls to another: one message at once, and all who stand in together no more in a
    /// second than that one may. To a group, whose rate is strict, nobody stands in; an edit counts for no rate.
    /// </summary>
    public bool MayStandIn(OutgoingMessage message, DateTimeOffset now)
    {
        if (message.EditOf is not null) return true;
        if (message.Chat != ChatKind.Private) return false;
        if (_standIns.Count > 50_000) _standIns.Clear();
        return _standIns.GetOrAdd(message.Address, _ => new TokenBucket(PerChatPerSecond / _workers, 1)).TryTake(now);
    }

    /// <summary>Nothing goes for so long, whatever was asked for before; no mistake of a clock makes it more than an hour.</summary>
    public void CloseFor(TimeSpan wait, TimeProvider time)
    {
        var ticks = (time.Steady() + (wait < Longest ? wait : Longest)).UtcTicks;
        for (var seen = Volatile.Read(ref _closedUntil); seen < ticks; seen = Volatile.Read(ref _closedUntil))
            Interlocked.CompareExchange(ref _closedUntil, ticks, seen);
    }

    /// <summary>
    /// Waits for the next place in the schedule of bulk messages, before one of them joins its chat's lane. A place in the channel's
    /// second it takes only when its chat's turn has come: several to one slow chat would else keep replies to others waiting.
    /// </summary>
    public ValueTask WaitForBulk(TimeProvider time, CancellationToken stop) => Wait(_bulk.Take(time.Steady()), time, stop);

    /// <summary>
    /// Waits until this parcel may go, and gives it a place in the channel's second, which <see cref="Leave"/> ends. An edit is
    /// held back by neither rate: it is no new message.
    /// </summary>
    public async ValueTask WaitForTurn(ClaimedMessage claimed, TimeProvider time, CancellationToken stop)
    {
        if (claimed.Message.EditOf is null)
        {
            await Wait(ChatOf(claimed.Message).Take(time.Steady()), time, stop);
            await TakePlace(claimed, time, stop);
        }

        while (new DateTimeOffset(Volatile.Read(ref _closedUntil), TimeSpan.Zero) - time.Steady() is { Ticks: > 0 } closed)
            await Wait(closed, time, stop);
    }

    /// <summary>The parcel was sent or given up.</summary>
    public void Leave(ClaimedMessage claimed, TimeProvider time)
    {
        if (!claimed.HasPlace) return;
        claimed.HasPlace = false;
        _second.Answered(time.Steady());
    }

    private async ValueTask TakePlace(ClaimedMessage claimed, TimeProvider time, CancellationToken stop)
    {
        if (claimed.HasPlace) return;
        if (!claimed.Bulk) Interlocked.Increment(ref _repliesWaiting);
        try
        {
            while (true)
            {
                var wait = claimed.Bulk && Volatile.Read(ref _repliesWaiting) > 0 ? Moment : _second.Take(time.Steady());
                if (wait == TimeSpan.Zero) break;
                await Wait(wait > Moment ? wait : Moment, time, stop);
            }

            claimed.HasPlace = true;
        }
        finally
        {
            if (!claimed.Bulk) Interlocked.Decrement(ref _repliesWaiting);
        }
    }

    private double PerChatPerSecond => rates.PerChatPerSecond ?? settings.PerChatPerSecond;

    private static ValueTask Wait(TimeSpan wait, TimeProvider time, CancellationToken stop) =>
        wait > TimeSpan.Zero ? new ValueTask(Task.Delay(wait, time, stop)) : ValueTask.CompletedTask;

    private TokenBucket ChatOf(OutgoingMessage message)
    {
        if (_chats.Count > 50_000) ForgetRested(message.Address);
        return _chats.TryGetValue(message.Address, out var known) ? known : _chats.GetOrAdd(message.Address, BucketFor(message.Chat));
    }

    private TokenBucket BucketFor(ChatKind chat) => chat == ChatKind.Private
        ? new TokenBucket(PerChatPerSecond, rates.PerChatBurst ?? settings.PerChatBurst)
        : new TokenBucket((rates.PerGroupPerMinute ?? settings.PerGroupPerMinute) / 60, 1);

    private void ForgetRested(string except)
    {
        foreach (var (address, _) in _chats.Take(25_000))
            if (address != except) _chats.TryRemove(address, out _);
    }
}
