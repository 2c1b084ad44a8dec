namespace Bot.Telegram.Client;

/// <summary>Waits longer after each failure: 1, 2, 4 … up to 30 seconds.</summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    /// <summary>Waits, at least as long as the platform asked for.</summary>
    public Task Wait(TimeSpan? atLeast, CancellationToken stop)
    {
        var wait = atLeast is { } asked && asked > _next ? asked : _next;
        _next = _next * 2 > Longest ? Longest : _next * 2;
        return Task.Delay(wait < RetryAfterGate.Longest ? wait : RetryAfterGate.Longest, time, stop);
    }

    /// <summary>Begins anew after a success.</summary>
    public void Reset() => _next = First;
}
