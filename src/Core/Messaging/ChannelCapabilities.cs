namespace Core.Messaging;

/// <summary>
/// What a platform allows and lacks, told by its channel. Questions, the renderer and the outbox ask here and never guess by
/// a channel's name or by the look of an address.
/// </summary>
internal sealed record ChannelCapabilities
{
    /// <summary>What is taken for granted of a channel that is switched off: little.</summary>
    internal static ChannelCapabilities Unknown { get; } = new();

    /// <summary>The longest text of one message, in UTF-16 units; the channel cuts a longer one.</summary>
    public int TextMax { get; init; } = 4096;

    /// <summary>Buttons that one message may have below its text.</summary>
    public int ButtonsMax { get; init; } = 100;

    /// <summary>Rows of the list that takes the buttons' place when there are more of them; 0 where there are no lists.</summary>
    public int ListRowsMax { get; init; }

    /// <summary>Letters that fit onto a button or a row of a list, in UTF-16 units.</summary>
    public int LabelMax { get; init; } = int.MaxValue;

    /// <summary>Bytes of a button's data, in UTF-8.</summary>
    public int DataMax { get; init; } = 64;

    /// <summary>Whether a message that was sent can be replaced in place.</summary>
    public bool CanEdit { get; init; }

    /// <summary>Whether the buttons of an older message can be taken away.</summary>
    public bool CanRetire { get; init; }

    /// <summary>How long after a person's last message free words may be sent; later only templates. Null for always.</summary>
    public TimeSpan? TemplateAfter { get; init; }

    /// <summary>How fast the platform lets us send; null when it does not care.</summary>
    public ChannelRates? Rates { get; init; }

    /// <summary>
    /// The address or public name of a group or channel that a typed word means, null where it means none; null where we cannot post
    /// into any.
    /// </summary>
    public Func<string, string?>? GroupNamed { get; init; }

    /// <summary>Kinds of files that we can send there, and people to us.</summary>
    public IReadOnlyList<FileKind> Files { get; init; } = [FileKind.Photo, FileKind.Document, FileKind.Voice, FileKind.Video];

    /// <summary>Whether a button that shares the place may stand beside other buttons.</summary>
    public bool PlaceBeside { get; init; }

    /// <summary>Whether what people say there is kept in our own database as a talk, and so must be masked and erased there too.</summary>
    public bool KeepsTalk { get; init; }

    /// <summary>
    /// Whether a person may write from several addresses, such as a number and an id beside it; <see cref="Inbound.AlsoAt"/> says which
    /// belong together. The ids of its updates hold no address.
    /// </summary>
    public bool SeveralAddresses { get; init; }

    /// <summary>Whether a page of ours can open inside it and knows by its signed word who opened it.</summary>
    public bool OpensPages { get; init; }

    /// <summary>All that can be chosen from in one message, as buttons or as a list.</summary>
    public int ChoicesMax => Math.Max(ButtonsMax, ListRowsMax);
}

/// <summary>How fast a platform lets us send. What a channel leaves open is taken from the settings (section <c>Outbox</c>).</summary>
internal sealed record ChannelRates
{
    /// <summary>Messages a second over all chats.</summary>
    public double? PerSecond { get; init; }

    /// <summary>New messages a second to one person.</summary>
    public double? PerChatPerSecond { get; init; }

    /// <summary>New messages that a person may get at once before that holds.</summary>
    public int? PerChatBurst { get; init; }

    /// <summary>Messages a minute to one group or channel of the platform.</summary>
    public double? PerGroupPerMinute { get; init; }
}
