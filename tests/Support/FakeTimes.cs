using Microsoft.Extensions.Time.Testing;

namespace Tests.Support;

/// <summary>A clock that a test sets: forwards with everything that waits for it, backwards as a scene is laid in the past.</summary>
public static class FakeTimes
{
    public static void Set(this FakeTimeProvider time, DateTimeOffset now)
    {
        if (now < time.GetUtcNow()) time.AdjustTime(now);
        else time.SetUtcNow(now);
    }
}
