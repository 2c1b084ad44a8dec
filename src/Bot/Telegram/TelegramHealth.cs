namespace Bot.Telegram;

/// <summary>How the line to Telegram is, for the health page.</summary>
internal sealed class TelegramHealth
{
    private long _lastContact;
    private long _passedOver;
    private long _askedSince;

    /// <summary>Since when this process asks Telegram; null while it does not.</summary>
    public DateTimeOffset? AskedSince => Volatile.Read(ref _askedSince) is var ticks and > 0 ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>When Telegram last answered our question for updates or for the webhook's state; null before the first time.</summary>
    public DateTimeOffset? LastContact => Volatile.Read(ref _lastContact) is var ticks and > 0 ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>How many updates wait at Telegram, with a webhook; null with polling.</summary>
    public int? Pending { get; internal set; }

    /// <summary>What is wrong with the line, in the platform's words; null when nothing is.</summary>
    public string? Trouble { get; internal set; }

    /// <summary>
    /// What keeps Telegram from working at all, although it answers: the token is not accepted, or it cannot call us; null when
    /// nothing does. Silence alone may pass by itself; this does not.
    /// </summary>
    public string? Fault { get; internal set; }

    /// <summary>What <see cref="Fault"/> says of a token that is not accepted.</summary>
    internal const string WrongToken = "the token is not accepted";

    /// <summary>Whether the token is not accepted.</summary>
    public bool TokenRefused => Fault == WrongToken;

    /// <summary>How many updates could not be read since the start, and were passed over.</summary>
    public long PassedOver => Volatile.Read(ref _passedOver);

    internal void Contact(DateTimeOffset now)
    {
        Volatile.Write(ref _lastContact, now.UtcTicks);
        Trouble = null;
    }

    /// <summary>Notes that this process asks Telegram from now on.</summary>
    internal void Ask(DateTimeOffset now) => Interlocked.CompareExchange(ref _askedSince, now.UtcTicks, 0);

    /// <summary>Another process asks Telegram now: what this one knew of it is old.</summary>
    internal void StandAside()
    {
        Volatile.Write(ref _askedSince, 0);
        Volatile.Write(ref _lastContact, 0);
        (Trouble, Fault) = (null, null);
    }

    internal void PassOver() => Interlocked.Increment(ref _passedOver);
}
