using System.Collections.Concurrent;

namespace Core.Outbox;

/// <summary>The rates of one channel: over all chats, per chat, and the pause after the platform said "too many".</summary>
internal sealed class Road(OutboxOptions options)
{
    private readonly Pace _bulk = new(options.PerSecond);
    private readonly ConcurrentDictionary<string, ChatPace> _chats = new();
    private long _closedUntil;

    public void CloseUntil(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks;
        for (var seen = Volatile.Read(ref _closedUntil); seen < ticks; seen = Volatile.Read(ref _closedUntil))
            Interlocked.CompareExchange(ref _closedUntil, ticks, seen);
    }

    /// <summary>Waits for the next place in the schedule of bulk messages, before one of them joins its chat's lane.</summary>
    public ValueTask WaitForBulk(TimeProvider time, CancellationToken stop) => Wait(_bulk.Take(time.GetUtcNow()), time, stop);

    /// <summary>Waits until this parcel may go. An edit is not held back by the chat's rate, a reply not by the channel's.</summary>
    public async ValueTask WaitForTurn(Parcel parcel, TimeProvider time, CancellationToken stop)
    {
        if (parcel.Message.EditOf is null) await Wait(ChatOf(parcel.Message.Address).Take(time.GetUtcNow()), time, stop);
        if (!parcel.Bulk) _bulk.Count(time.GetUtcNow());
        while (new DateTimeOffset(Volatile.Read(ref _closedUntil), TimeSpan.Zero) - time.GetUtcNow() is { Ticks: > 0 } closed)
            await Wait(closed, time, stop);
    }

    private static ValueTask Wait(TimeSpan wait, TimeProvider time, CancellationToken stop) =>
        wait > TimeSpan.Zero ? new ValueTask(Task.Delay(wait, time, stop)) : ValueTask.CompletedTask;

    private ChatPace ChatOf(string address)
    {
        if (_chats.Count > 50_000) ForgetRested(address);
        return _chats.GetOrAdd(address, a => a.StartsWith('-')
            ? new ChatPace(options.PerGroupPerMinute / 60, 1)
            : new ChatPace(options.PerChatPerSecond, options.PerChatBurst));
    }

    private void ForgetRested(string except)
    {
        foreach (var (address, _) in _chats.Take(25_000))
            if (address != except) _chats.TryRemove(address, out _);
    }
}
