using System.Text.Json.Nodes;

namespace Tests.Support.BotApi;

/// <summary>A chat as the person sees it.</summary>
public sealed class BotApiChat(long id, string type)
{
    internal List<BotApiMessage> All { get; } = [];

    /// <summary>Its id; that of a private chat is the person's.</summary>
    public long Id { get; } = id;

    /// <summary><c>private</c>, <c>group</c>, <c>supergroup</c> or <c>channel</c>.</summary>
    public string Type { get; } = type;

    /// <summary>The person's language.</summary>
    public string Language { get; set; } = "id";

    /// <summary>The refusal that every message to this chat gets, such as <c>Forbidden: bot was blocked by the user</c>.</summary>
    public string? Refusal { get; set; }

    /// <summary>The supergroup that this group became.</summary>
    public long? MovedTo { get; set; }

    /// <summary>
    /// What the bot is in this chat: <c>member</c>, <c>administrator</c>, <c>restricted</c>, <c>left</c> or <c>kicked</c>.
    /// </summary>
    public string BotStatus { get; set; } = "member";

    /// <summary>The public name, without its @; null for a chat without one.</summary>
    public string? PublicName { get; set; }

    /// <summary>What people are in this chat, by their ids; nobody else is there.</summary>
    public Dictionary<long, string> People { get; } = [];

    /// <summary>The rights that the bot, or in a group every member, lacks here, by the platform's names.</summary>
    public HashSet<string> Lacking { get; } = [];

    /// <summary>What the bot sent, oldest first, as it looks now.</summary>
    public IReadOnlyList<BotApiMessage> Messages { get { lock (All) return [.. All]; } }

    /// <summary>The newest message of the bot.</summary>
    public BotApiMessage? Last { get { lock (All) return All.LastOrDefault(); } }

    /// <summary>The message whose buttons the person would press: the newest that has any.</summary>
    public BotApiMessage? Card { get { lock (All) return All.LastOrDefault(m => m.Buttons.Count > 0); } }

    internal JsonObject Json => Type == "private"
        ? new() { ["id"] = Id, ["type"] = Type, ["first_name"] = "Warga" }
        : PublicName is null ? new() { ["id"] = Id, ["type"] = Type, ["title"] = $"Grup {Id}" }
        : new() { ["id"] = Id, ["type"] = Type, ["title"] = $"Grup {Id}", ["username"] = PublicName };

    internal JsonObject Person =>
        new() { ["id"] = Math.Abs(Id), ["is_bot"] = false, ["first_name"] = "Warga", ["language_code"] = Language };
}

/// <summary>A message that the bot sent.</summary>
public sealed class BotApiMessage
{
    /// <summary>Its id in the chat.</summary>
    public required long Id { get; init; }

    /// <summary>The chat.</summary>
    public required long Chat { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The forum topic.</summary>
    public long? Thread { get; init; }

    /// <summary>What it says, or its caption.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>Its looks, as sent.</summary>
    public JsonArray Entities { get; internal set; } = [];

    /// <summary>What stands below it, as sent.</summary>
    public JsonObject? Markup { get; internal set; }

    /// <summary>Words and buttons as they were first sent: two messages with the same one are one message that came twice.</summary>
    public required string AsSent { get; init; }

    /// <summary>The bytes of its file.</summary>
    public byte[]? File { get; internal set; }

    /// <summary>The file's name.</summary>
    public string? FileName { get; init; }

    /// <summary>The id by which its file was named instead of uploaded; null when it was uploaded.</summary>
    public string? ById { get; init; }

    /// <summary>How it looked before, each time it was edited.</summary>
    public List<string> Earlier { get; } = [];

    /// <summary>Its inline buttons, row by row.</summary>
    public IReadOnlyList<JsonObject> Buttons =>
        Markup?["inline_keyboard"] is JsonArray rows ? [.. rows.SelectMany(row => (JsonArray)row!).Select(b => (JsonObject)b!)] : [];

    /// <summary>What stands on its buttons.</summary>
    public IReadOnlyList<string> Labels => [.. Buttons.Select(b => (string)b["text"]!)];
}
