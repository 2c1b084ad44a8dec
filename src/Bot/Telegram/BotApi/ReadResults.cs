using System.Text.Json;

namespace Bot.Telegram.BotApi;

/// <summary>Reads the results that the service needs.</summary>
internal static class ReadResults
{
    /// <summary>The id of a sent or edited message; 0 when the platform only said yes.</summary>
    public static long MessageId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("message_id"u8);
            reader.Read();
            if (found) return reader.GetInt64();
            reader.Skip();
        }

        return 0;
    }

    /// <summary>Nothing: that it went well is enough.</summary>
    public static bool Nothing(ref Utf8JsonReader reader) => true;

    public static User User(ref Utf8JsonReader reader) => Read(ref reader, BotApiJson.Default.User);

    public static FileAnswer File(ref Utf8JsonReader reader) => Read(ref reader, BotApiJson.Default.FileAnswer);

    public static ChatAnswer Chat(ref Utf8JsonReader reader) => Read(ref reader, BotApiJson.Default.ChatAnswer);

    public static ChatMember Member(ref Utf8JsonReader reader) => Read(ref reader, BotApiJson.Default.ChatMember);

    public static WebhookInfo WebhookInfo(ref Utf8JsonReader reader) => Read(ref reader, BotApiJson.Default.WebhookInfo);

    /// <summary>Updates one by one: one of an unexpected shape must not hold up the others.</summary>
    public static List<Update> Updates(ref Utf8JsonReader reader)
    {
        var updates = new List<Update>();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("No list of updates.");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) updates.Add(Update(ref reader));
        if (reader.TokenType != JsonTokenType.EndArray) throw new JsonException("The list of updates does not end.");
        return updates;
    }

    /// <summary>An update; marked as unreadable, with its id, when its shape is unexpected.</summary>
    public static Update Update(ref Utf8JsonReader reader)
    {
        var start = reader;
        try
        {
            return Read(ref reader, BotApiJson.Default.Update);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            reader = start;
            return new Update { Id = UpdateId(ref reader), Unreadable = true };
        }
    }

    private static long UpdateId(ref Utf8JsonReader reader)
    {
        var id = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("update_id"u8);
            reader.Read();
            if (found) id = reader.GetInt64();
            else reader.Skip();
        }

        return id;
    }

    private static T Read<T>(ref Utf8JsonReader reader, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("Nothing where something was promised.");
}
