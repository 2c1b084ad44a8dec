using Microsoft.Extensions.Time.Testing;

namespace Tests.Telegram;

/// <summary>A clock whose hands somebody turns, while what waits for it goes on as before.</summary>
internal sealed class ClockSetBack(DateTimeOffset now) : TimeProvider
{
    private readonly FakeTimeProvider _time = new(now);
    private TimeSpan _turned;

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + _turned;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _time.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => _time.Advance(by);

    public void SetBack(TimeSpan by) => _turned -= by;
}
