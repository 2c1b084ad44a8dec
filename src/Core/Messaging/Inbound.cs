namespace Core.Messaging;

/// <summary>One message, press or event as a channel received it. Text holds no control characters but line breaks.</summary>
internal sealed record Inbound
{
    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's id of this update: the same id is never handled twice.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The chat that wrote, and to which replies go.</summary>
    public required string Address { get; init; }

    /// <summary>The person who wrote; differs from <see cref="Address"/> only in groups.</summary>
    public required string Sender { get; init; }

    /// <summary>Where it was said.</summary>
    public ChatKind Chat { get; init; }

    /// <summary>
    /// Another address of the same person on this channel, where the platform says so; asked of channels with
    /// <see cref="ChannelCapabilities.SeveralAddresses"/> alone.
    /// </summary>
    public string? AlsoAt { get; init; }

    /// <summary>The forum topic, in groups that have them.</summary>
    public string? Thread { get; init; }

    /// <summary>The chat's title, in groups and channels.</summary>
    public string? Title { get; init; }

    /// <summary>The person's language as the channel knows it, such as <c>id</c> or <c>en-GB</c>.</summary>
    public string? Language { get; init; }

    /// <summary>What was written (or a file's caption); commands start with a slash.</summary>
    public string? Text { get; init; }

    /// <summary>The data of the pressed button.</summary>
    public string? Press { get; init; }

    /// <summary>The channel's id of the message whose button was pressed.</summary>
    public string? PressedMessage { get; init; }

    /// <summary>
    /// What our own earlier message said that this one replies to, where the channel has replies; null when it replies to nothing or to
    /// what somebody else wrote.
    /// </summary>
    public string? Replied { get; init; }

    /// <summary>Files that came with the message; none also where a stored message says nothing of any.</summary>
    public IReadOnlyList<InboundFile> Files
    {
        get => field ?? [];
        init;
    } = [];

    /// <summary>What ties the messages of one album together.</summary>
    public string? Album { get; init; }

    /// <summary>A shared location.</summary>
    public Place? Place { get; init; }

    /// <summary>What happened to the chat, when this is no message.</summary>
    public ChatEvent Event { get; init; }

    /// <summary>Whether the bot was not there before, with <see cref="ChatEvent.Joined"/>.</summary>
    public bool IsAdded { get; init; }

    /// <summary>The channel with readers that the message was first posted in, when it was forwarded from one.</summary>
    public ForwardedFrom? ForwardedFrom { get; init; }

    /// <summary>The chat's new address, with <see cref="ChatEvent.Moved"/>.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Whether somebody in a group turned to the bot by its name, which is not part of the text.</summary>
    public bool Addressed { get; init; }

    /// <summary>The channel's id of the person's message, where it has one that stays the same when the message is edited.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether a message sent earlier was edited.</summary>
    public bool Edited { get; init; }
}

/// <summary>A channel with readers from which somebody forwarded a post.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Title">Its title.</param>
internal sealed record ForwardedFrom(string Address, string? Title);

/// <summary>A file as the platform describes it; its content is fetched later by <see cref="IChannel.OpenFile"/>.</summary>
/// <param name="Reference">The channel's reference for fetching.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name that the sender's device gave, if any.</param>
/// <param name="MediaType">The media type, if known.</param>
/// <param name="Size">Size in bytes, if known.</param>
internal sealed record InboundFile(string Reference, FileKind Kind, string? Name, string? MediaType, long? Size)
{
    /// <summary>What was written below it, kept with it where words are not asked.</summary>
    public string? Caption { get; init; }

    /// <summary>Whether the channel has its content already and saw that it is broken, or of no kind that anybody here opens.</summary>
    public bool Unreadable { get; init; }
}

/// <summary>Kinds of files.</summary>
internal enum FileKind
{
    /// <summary>A picture.</summary>
    Photo,

    /// <summary>Any other file.</summary>
    Document,

    /// <summary>A voice note or sound.</summary>
    Voice,

    /// <summary>A video.</summary>
    Video,
}

/// <summary>A point on the earth, in degrees (WGS 84).</summary>
internal sealed record Place(double Latitude, double Longitude);

/// <summary>Kinds of chats.</summary>
internal enum ChatKind
{
    /// <summary>One person and the bot.</summary>
    Private,

    /// <summary>A group of people.</summary>
    Group,

    /// <summary>A channel with readers.</summary>
    Broadcast,
}

/// <summary>What can happen to a chat besides messages.</summary>
internal enum ChatEvent
{
    /// <summary>Nothing: this is a message or a press.</summary>
    None,

    /// <summary>The bot may write here (again).</summary>
    Joined,

    /// <summary>The bot was blocked or removed.</summary>
    Left,

    /// <summary>The chat has a new address.</summary>
    Moved,

    /// <summary>A topic of a group was closed.</summary>
    TopicClosed,
}
