namespace Bot.Telegram.BotApi;

/// <summary>Sends a text.</summary>
internal sealed record SendMessageRequest
{
    public required long ChatId { get; init; }

    public long? MessageThreadId { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<MessageEntity>? Entities { get; init; }

    public LinkPreviewOptions? LinkPreviewOptions { get; init; }

    public bool? DisableNotification { get; init; }

    public ReplyMarkup? ReplyMarkup { get; init; }
}

/// <summary>Replaces a message's text and buttons in place.</summary>
internal sealed record EditMessageTextRequest
{
    public required long ChatId { get; init; }

    public required long MessageId { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<MessageEntity>? Entities { get; init; }

    public LinkPreviewOptions? LinkPreviewOptions { get; init; }

    public ReplyMarkup? ReplyMarkup { get; init; }
}

/// <summary>Replaces a message's buttons; takes them away when none are given.</summary>
internal sealed record EditMessageReplyMarkupRequest(long ChatId, long MessageId, InlineKeyboardMarkup? ReplyMarkup = null);

/// <summary>Sends a file from our disk, as a picture or a document.</summary>
internal sealed record SendFileRequest
{
    public required long ChatId { get; init; }

    public long? MessageThreadId { get; init; }

    public required string Path { get; init; }

    public required string Name { get; init; }

    public bool Picture { get; init; }

    public string Caption { get; init; } = "";

    public IReadOnlyList<MessageEntity>? CaptionEntities { get; init; }

    public bool Quiet { get; init; }

    public ReplyMarkup? ReplyMarkup { get; init; }
}

/// <summary>Ends the waiting sign on a pressed button.</summary>
internal sealed record AnswerCallbackQueryRequest(string CallbackQueryId);

/// <summary>Asks for what happened since.</summary>
internal sealed record GetUpdatesRequest(long? Offset, int Limit, int Timeout, IReadOnlyList<string> AllowedUpdates);

/// <summary>Has the platform call us.</summary>
internal sealed record SetWebhookRequest(string Url, string SecretToken, int MaxConnections, IReadOnlyList<string> AllowedUpdates);

/// <summary>Asks where a file can be fetched.</summary>
internal sealed record GetFileRequest(string FileId);

/// <summary>Shows a menu of commands.</summary>
internal sealed record SetMyCommandsRequest(IReadOnlyList<BotCommand> Commands, BotCommandScope Scope, string? LanguageCode);

/// <summary>Asks about a chat.</summary>
internal sealed record GetChatRequest(long ChatId);

/// <summary>Asks what somebody is in a chat.</summary>
internal sealed record GetChatMemberRequest(long ChatId, long UserId);

/// <summary>A chat with what its ordinary members may do.</summary>
internal sealed record ChatAnswer(string? Type, ChatPermissions? Permissions);

/// <summary>What ordinary members of a group may do.</summary>
internal sealed record ChatPermissions(bool? CanSendMessages, bool? CanSendPhotos);

/// <summary>Asks for something that needs no more words.</summary>
internal sealed record BareRequest;

/// <summary>Where a file can be fetched, for about an hour.</summary>
internal sealed record FileAnswer(string? FilePath, long? FileSize);

/// <summary>How the platform gets on with calling us.</summary>
internal sealed record WebhookInfo(string? Url, int PendingUpdateCount, string? LastErrorMessage);

/// <summary>A part of a text that looks different; offset and length in UTF-16 units.</summary>
internal sealed record MessageEntity(string Type, int Offset, int Length);

/// <summary>How links in a text are shown.</summary>
internal sealed record LinkPreviewOptions(bool IsDisabled)
{
    /// <summary>Without a preview, which would push the buttons off a small screen.</summary>
    public static LinkPreviewOptions None { get; } = new(true);
}

/// <summary>A command and what its menu line says.</summary>
/// <param name="Command">Its name without the slash, 1 to 32 of a-z, 0-9 and _.</param>
/// <param name="Description">What it does, 1 to 256 characters.</param>
public sealed record BotCommand(string Command, string Description);

/// <summary>Who sees a menu of commands; the narrowest scope wins.</summary>
/// <param name="Type">The platform's name of the scope.</param>
/// <param name="ChatId">The one chat, with a scope of one chat.</param>
public sealed record BotCommandScope(string Type, long? ChatId = null)
{
    /// <summary>Everybody who has no narrower menu.</summary>
    public static BotCommandScope Default { get; } = new("default");

    /// <summary>Everybody who talks with the bot alone.</summary>
    public static BotCommandScope AllPrivateChats { get; } = new("all_private_chats");

    /// <summary>One chat.</summary>
    public static BotCommandScope Chat(long id) => new("chat", id);
}
