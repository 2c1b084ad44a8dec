using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Telegram.BotApi;

/// <summary>A message: of its many parts, those that the service reads.</summary>
internal sealed record Message
{
    [JsonPropertyName("message_id")]
    public long Id { get; init; }

    public long? MessageThreadId { get; init; }

    public bool IsTopicMessage { get; init; }

    public bool IsAutomaticForward { get; init; }

    public User? From { get; init; }

    public Chat? SenderChat { get; init; }

    public Chat? Chat { get; init; }

    public string? Text { get; init; }

    public string? Caption { get; init; }

    public string? MediaGroupId { get; init; }

    public PhotoSize[]? Photo { get; init; }

    public Attachment? Document { get; init; }

    public Attachment? Voice { get; init; }

    public Attachment? Audio { get; init; }

    public Attachment? Video { get; init; }

    public Attachment? VideoNote { get; init; }

    public Attachment? Animation { get; init; }

    public Location? Location { get; init; }

    public Venue? Venue { get; init; }

    public long? MigrateToChatId { get; init; }

    public long? MigrateFromChatId { get; init; }

    [JsonConverter(typeof(Presence))]
    public bool Sticker { get; init; }

    [JsonConverter(typeof(Presence))]
    public bool Contact { get; init; }

    [JsonConverter(typeof(Presence))]
    public bool Poll { get; init; }

    [JsonConverter(typeof(Presence))]
    public bool Dice { get; init; }

    [JsonConverter(typeof(Presence))]
    public bool Story { get; init; }

    /// <summary>Whether a person sent something that the service has no use for (so no service message of the platform's own).</summary>
    [JsonIgnore]
    public bool IsCuriosity => Sticker || Contact || Poll || Dice || Story;
}

/// <summary>A picture in one of its sizes.</summary>
internal sealed record PhotoSize(string FileId, int Width, int Height, long? FileSize);

/// <summary>A document, voice note, sound or video.</summary>
internal sealed record Attachment(string FileId, string? FileName, string? MimeType, long? FileSize);

/// <summary>A point on the earth; <paramref name="LivePeriod"/> when it moves along with the sender.</summary>
internal sealed record Location(double Latitude, double Longitude, int? LivePeriod);

/// <summary>A named place.</summary>
internal sealed record Venue(Location? Location, string? Title, string? Address);

/// <summary>Reads any JSON value as: it is there.</summary>
internal sealed class Presence : JsonConverter<bool>
{
    public override bool HandleNull => true;

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var present = reader.TokenType != JsonTokenType.Null;
        reader.Skip();
        return present;
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
