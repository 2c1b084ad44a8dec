using System.Text.Json.Serialization;

namespace Bot.Telegram.BotApi;

/// <summary>Something that happened: at most one of its parts is set, none when it is of a kind that we do not read.</summary>
internal sealed record Update
{
    [JsonPropertyName("update_id")]
    public long Id { get; init; }

    public Message? Message { get; init; }

    public Message? EditedMessage { get; init; }

    public Message? ChannelPost { get; init; }

    public CallbackQuery? CallbackQuery { get; init; }

    public ChatMemberUpdated? MyChatMember { get; init; }

    /// <summary>Whether its shape was not what the platform promises; it is confirmed and passed over.</summary>
    [JsonIgnore]
    public bool Unreadable { get; init; }
}

/// <summary>A pressed button. Its message can be missing, or bare when it is too old.</summary>
internal sealed record CallbackQuery
{
    public string Id { get; init; } = "";

    public User? From { get; init; }

    public Message? Message { get; init; }

    public string? Data { get; init; }
}

/// <summary>The bot's own place in a chat has changed.</summary>
internal sealed record ChatMemberUpdated
{
    public Chat? Chat { get; init; }

    public User? From { get; init; }

    public ChatMember? NewChatMember { get; init; }
}

/// <summary>Somebody's place in a chat: <c>creator</c>, <c>administrator</c>, <c>member</c>, <c>restricted</c>, <c>left</c> or <c>kicked</c>; with rights where the place has any.</summary>
internal sealed record ChatMember(string Status, bool IsMember, bool? CanPostMessages = null, bool? CanSendMessages = null, bool? CanSendPhotos = null);

/// <summary>A person or a bot.</summary>
internal sealed record User
{
    public long Id { get; init; }

    public bool IsBot { get; init; }

    public string? Username { get; init; }

    public string? LanguageCode { get; init; }
}

/// <summary>A chat; <c>private</c>, <c>group</c>, <c>supergroup</c> or <c>channel</c>.</summary>
internal sealed record Chat
{
    public long Id { get; init; }

    public string? Type { get; init; }

    public string? Title { get; init; }
}
