using Core.Calendar;

namespace Bot.Telegram.Client;

/// <summary>
/// Closed while the platform wants the bot to be silent. A 429 is for the whole bot, and calls that go on meanwhile make
/// it longer, so every call of the token stands behind this one gate.
/// </summary>
internal sealed class RetryAfterGate(TimeProvider time)
{
    /// <summary>The longest silence that is believed: a mistake of the platform's, or of a proxy, must not last for days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly TimeSpan Unnamed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    private long _closedUntil;

    /// <summary>How long the gate stays closed; zero when it is open.</summary>
    public TimeSpan Wait
    {
        get
        {
            var until = Volatile.Read(ref _closedUntil);
            if (until == 0) return TimeSpan.Zero;
            var wait = TimeSpan.FromTicks(until - time.Steady().UtcTicks);
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>Closes the gate for what a 429 asked for.</summary>
    public void Close(int? seconds)
    {
        var asked = seconds is { } some ? TimeSpan.FromSeconds(some) : Unnamed;
        var until = (time.Steady() + (asked < Longest ? asked : Longest) + Margin).UtcTicks;
        for (var old = Volatile.Read(ref _closedUntil); old < until;)
        {
            var seen = Interlocked.CompareExchange(ref _closedUntil, until, old);
            if (seen == old) break;
            old = seen;
        }
    }
}
