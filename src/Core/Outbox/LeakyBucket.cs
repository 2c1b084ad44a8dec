namespace Core.Outbox;

/// <summary>
/// When bulk may send next: evenly spaced, so that a reply finds a place soon. It catches up a little after a late timer, since
/// <see cref="SlidingWindowLimiter"/> keeps the limit itself.
/// </summary>
internal sealed class LeakyBucket(double perSecond)
{
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private TimeSpan _step = TimeSpan.FromSeconds(1 / perSecond);
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

    /// <summary>Goes at this rate from the next place on.</summary>
    public void Limit(double perSecond)
    {
        lock (_lock) _step = TimeSpan.FromSeconds(1 / perSecond);
    }
}

/// <summary>What one chat may still get: a bucket that refills at the chat's rate.</summary>
internal sealed class TokenBucket(double perSecond, int burst)
{
    private double _tokens = burst;
    private DateTimeOffset _at;

    /// <summary>Takes a place: how long to wait for it.</summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        Refill(now);
        _tokens -= 1;
        return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
    }

    /// <summary>Takes a place if there is one without waiting.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        Refill(now);
        if (_tokens < 1) return false;
        _tokens -= 1;
        return true;
    }

    /// <summary>Whether it is as good as new and can be forgotten.</summary>
    public bool IsFull(DateTimeOffset now) => _tokens + (now - _at).TotalSeconds * perSecond >= burst;

    private void Refill(DateTimeOffset now)
    {
        var since = _at == default ? TimeSpan.Zero : now - _at;
        _tokens = Math.Min(burst, _tokens + Math.Max(0, since.TotalSeconds) * perSecond);
        _at = now;
    }
}
