namespace Core.Outbox;

/// <summary>
/// When bulk may send next: evenly spaced, never catching up after a pause, because a server that counts any sliding second
/// sees a burst otherwise. Replies are not held back here, but each of them takes a place in the schedule.
/// </summary>
internal sealed class Pace(double perSecond)
{
    /// <summary>Part of the limit that is used, since jitter on the way bunches what left evenly.</summary>
    private const double Used = 0.97;

    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(5);
    private readonly TimeSpan _step = TimeSpan.FromSeconds(1 / (perSecond * Used));
    private readonly Lock _lock = new();
    private DateTimeOffset _next;

    /// <summary>Takes the next place of the schedule: how long to wait for it.</summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        lock (_lock)
        {
            var place = _next > now - Slack ? _next : now - Slack;
            _next = place + _step;
            return place > now ? place - now : TimeSpan.Zero;
        }
    }

    /// <summary>A reply went out: the schedule moves on by one place.</summary>
    public void Count(DateTimeOffset now)
    {
        lock (_lock) _next = (_next > now ? _next : now) + _step;
    }
}

/// <summary>What one chat may still get: a bucket that refills at the chat's rate.</summary>
internal sealed class ChatPace(double perSecond, int burst)
{
    private double _tokens = burst;
    private DateTimeOffset _at;

    /// <summary>Takes a place: how long to wait for it.</summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        var since = _at == default ? TimeSpan.Zero : now - _at;
        _tokens = Math.Min(burst, _tokens + Math.Max(0, since.TotalSeconds) * perSecond);
        _at = now;
        _tokens -= 1;
        return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
    }

    /// <summary>Whether it is as good as new and can be forgotten.</summary>
    public bool IsFull(DateTimeOffset now) => _tokens + (now - _at).TotalSeconds * perSecond >= burst;
}
