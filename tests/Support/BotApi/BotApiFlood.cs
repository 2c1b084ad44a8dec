namespace Tests.Support.BotApi;

/// <summary>The platform's limits on what a bot sends, as counted where it counts: on arrival.</summary>
/// <param name="PerSecond">Messages of the bot in any second.</param>
/// <param name="PerChatPerSecond">Messages to a private chat in a second.</param>
/// <param name="ChatBurst">How many may come at once in a private chat.</param>
/// <param name="PerGroupPerMinute">Messages to a group in any minute.</param>
public sealed record BotApiLimits(int PerSecond = 30, int PerChatPerSecond = 1, int ChatBurst = 3, int PerGroupPerMinute = 20);

/// <summary>Counts messages and remembers when it told the bot to be silent.</summary>
internal sealed class BotApiFlood(TimeProvider time)
{
    /// <summary>The longest that a call may have been under way, on a machine that is busy.</summary>
    private static readonly TimeSpan LongestInFlight = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _all = new();
    private readonly Dictionary<long, Queue<DateTimeOffset>> _byChat = [];
    private DateTimeOffset _toldAt;
    private DateTimeOffset _silentUntil;

    public BotApiLimits? Limits { get; set; }

    public int Given { get; private set; }

    public int Violations { get; private set; }

    /// <summary>The most messages that came within any second.</summary>
    public int Peak { get; private set; }

    /// <summary>Tells the bot to be silent.</summary>
    public void Tell(int seconds)
    {
        lock (_lock)
        {
            Given++;
            _toldAt = time.GetUtcNow();
            _silentUntil = _toldAt.AddSeconds(seconds);
        }
    }

    /// <summary>
    /// Seconds of silence still asked for when a call comes too early. Calls that were under way then are no fault of the bot's.
    /// </summary>
    public int? StillSilent()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _silentUntil) return null;
            if (now > _toldAt + InFlight()) Violations++;
            return (int)Math.Ceiling((_silentUntil - now).TotalSeconds);
        }
    }

    /// <summary>Counts a message; how long the bot must be silent when it is one too many.</summary>
    public int? Count(long chat)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_byChat.TryGetValue(chat, out var mine)) _byChat[chat] = mine = new();
            Forget(_all, now.AddSeconds(-1));
            Forget(mine, now.AddSeconds(chat < 0 ? -60 : -1.0 * (Limits?.ChatBurst ?? 1) / (Limits?.PerChatPerSecond ?? 1)));
            if (Limits is { } max)
            {
                if (_all.Count >= max.PerSecond) return 1;
                if (mine.Count >= (chat < 0 ? max.PerGroupPerMinute : max.ChatBurst)) return chat < 0 ? 10 : 1;
            }

            _all.Enqueue(now);
            mine.Enqueue(now);
            Peak = Math.Max(Peak, _all.Count);
            return null;
        }
    }

    /// <summary>In the second half of a silence at the latest nothing is excused.</summary>
    private TimeSpan InFlight() => TimeSpan.FromTicks(Math.Min(LongestInFlight.Ticks, (_silentUntil - _toldAt).Ticks / 2));

    private static void Forget(Queue<DateTimeOffset> times, DateTimeOffset before)
    {
        while (times.TryPeek(out var first) && first <= before) times.Dequeue();
    }
}
