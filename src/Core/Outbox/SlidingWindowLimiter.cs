namespace Core.Outbox;

/// <summary>
/// The new messages of the last second, as the platform may count them. A message holds its place from before it leaves until
/// a second after the platform's answer: it arrived somewhere between, so no second at the other end ever holds more than the limit.
/// </summary>
internal sealed class SlidingWindowLimiter(double perSecond)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileAllAreUnderWay = TimeSpan.FromMilliseconds(10);

    private readonly Queue<DateTimeOffset> _answered = new();
    private readonly Lock _lock = new();
    private int _most = (int)perSecond;
    private int _held;

    /// <summary>
    /// Takes a place; zero when it is taken, else how long to wait before asking again.
    /// </summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        lock (_lock)
        {
            Forget(now);
            if (_held >= _most) return _answered.TryPeek(out var first) ? first - now : WhileAllAreUnderWay;
            _held++;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Holds so many from now on; at least one, since a limit below that is kept by <see cref="LeakyBucket"/>.</summary>
    public void Limit(double perSecond)
    {
        lock (_lock) _most = Math.Max(1, (int)perSecond);
    }

    /// <summary>The platform answered, or the message was not sent after all.</summary>
    public void Answered(DateTimeOffset now)
    {
        lock (_lock) _answered.Enqueue(now + Second);
    }

    private void Forget(DateTimeOffset now)
    {
        while (_answered.TryPeek(out var first) && first <= now)
        {
            _held--;
            _answered.Dequeue();
        }
    }
}
