using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Messaging;

namespace Bot.Web.Chat;

/// <summary>What the page shows of one line, stored as JSON and sent to the browser as it is.</summary>
internal sealed record ChatLine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public string? Text { get; init; }

    public IReadOnlyList<IReadOnlyList<Button>>? Rows { get; init; }

    public ChatLineFile? File { get; init; }

    public Place? Place { get; init; }

    public bool AsksPlace { get; init; }

    /// <summary>Whether it is the open card, whose buttons go when the next card comes.</summary>
    public bool Card { get; init; }

    /// <summary>The line whose buttons must go.</summary>
    public string? Retires { get; init; }

    /// <summary>The line whose button the person pressed; <see cref="Text"/> is then the button's label.</summary>
    public long? On { get; init; }

    /// <summary>Whether news will follow: the page offers ways to hear of it.</summary>
    public bool News { get; init; }

    /// <summary>Said by the page itself (the first greeting, a deep link), not shown.</summary>
    public bool Hidden { get; init; }

    public static ChatLine Of(OutgoingMessage message) => new()
    {
        Text = message.Text,
        Rows = message.Rows.Count == 0 ? null : message.Rows,
        File = message.File is { } file ? new(file.Name, file.Picture, file.Alt, null) : null,
        AsksPlace = message.AsksPlace,
        Card = Topic.NumberIn(message.Topic, "card") is not null,
        Retires = message.Retires,
        News = message.NewsFollow,
    };

    public static ChatLine Read(string body) => JsonSerializer.Deserialize<ChatLine>(body, Json)!;

    /// <summary>The label of the button that gives this press; null when the line has no such button.</summary>
    public string? LabelOf(string press) =>
        Rows?.SelectMany(row => row)
            .FirstOrDefault(b => b.Data == press || (b.Start is { } payload && press == Commands.Start.With(payload)))?.Label;

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>The stored line as the browser gets it.</summary>
    public static string Event(WebMessage message)
    {
        var json = new StringBuilder($$"""{"id":{{message.Id}},"at":{{message.At.ToUnixTimeMilliseconds()}}""");
        if (message.FromMe) json.Append(""","mine":true""");
        if (message.EditOf is { } edited) json.Append($""","edits":{edited}""");
        if (message.ClientId is { } key) json.Append(",\"key\":\"").Append(key).Append('"');
        return json.Append(""","line":""").Append(message.Body).Append('}').ToString();
    }
}

/// <summary>A file on a line.</summary>
internal sealed record ChatLineFile(string Name, bool Picture, string? Alt, long? Size);
