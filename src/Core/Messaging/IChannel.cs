namespace Core.Messaging;

/// <summary>A door through which people talk with the service: a messenger, the web chat.</summary>
internal interface IChannel
{
    /// <summary>The channel's name as it stands in the database: <c>telegram</c>, <c>web</c>.</summary>
    string Name { get; }

    /// <summary>What the platform allows and lacks.</summary>
    ChannelCapabilities Capabilities { get; }

    /// <summary>
    /// Whether the platform says later, by a <see cref="DeliveryReceipt"/>, that a message arrived; until then it stays in the outbox.
    /// </summary>
    bool TellsOfDelivery => false;

    /// <summary>Delivers one message; every outcome that the platform can give is one of <see cref="SendOutcome"/>.</summary>
    ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop);

    /// <summary>Whether the service may post in a group or channel, and if not, which right it lacks.</summary>
    ValueTask<PostingRight> RightIn(string address, CancellationToken stop) => ValueTask.FromResult(PostingRight.Fine);

    /// <summary>
    /// Finds a group or channel by its address or public name, and says whether the person of that address has a say in it.
    /// </summary>
    ValueTask<FoundChat> Find(string wanted, string person, CancellationToken stop) =>
        ValueTask.FromResult(new FoundChat(PostingRight.NotThere));

    /// <summary>Opens a file that a person sent, by the channel's own reference; null when the platform no longer has it.</summary>
    Task<Stream?> OpenFile(string reference, CancellationToken stop);

    /// <summary>The service has what it wants of a file that a person sent; a channel that keeps files itself erases it.</summary>
    void DropFile(string reference) { }
}

/// <summary>What keeps the service from posting in a group or channel.</summary>
internal enum PostingRight
{
    /// <summary>Nothing does.</summary>
    Fine,

    /// <summary>The platform could not be asked now.</summary>
    Unknown,

    /// <summary>The bot is not in the chat, or there is no such chat.</summary>
    NotThere,

    /// <summary>In a channel only an administrator may post, and the bot is none.</summary>
    NotAdministrator,

    /// <summary>The bot administers the channel but may not post in it.</summary>
    PostMessages,

    /// <summary>The bot may not write in the group.</summary>
    SendMessages,

    /// <summary>The bot may write in the group but not send pictures.</summary>
    SendPhotos,
}

/// <summary>What became of a sent message: a closed list.</summary>
internal abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>Delivered; the platform's id of the message, when it gave one.</summary>
    public sealed record Sent(string? MessageId) : SendOutcome;

    /// <summary>
    /// Not now: again after the given time. <paramref name="Everyone"/> when the whole channel must wait (Telegram's 429).
    /// </summary>
    public sealed record Later(TimeSpan After, bool Everyone) : SendOutcome
    {
        /// <summary>How many parts of it the person has by now (<see cref="OutgoingMessage.PartsOut"/>).</summary>
        public int PartsOut { get; init; }
    }

    /// <summary>The person cannot be reached any more (blocked, deactivated, kicked, chat not found).</summary>
    public sealed record Unreachable(string Reason) : SendOutcome;

    /// <summary>The chat has a new address (a group became a supergroup): send there from now on.</summary>
    public sealed record Moved(string To) : SendOutcome;

    /// <summary>The platform refuses this very message for good; the reason never holds the message's words.</summary>
    public sealed record Refused(string Reason) : SendOutcome;
}
