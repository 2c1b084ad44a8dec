using System.Text.Json;

namespace Bot.Telegram.BotApi;

/// <summary>What a call gave: a result, or an error when it is set.</summary>
internal readonly record struct ApiAnswer<T>(T Result, ApiError? Error)
{
    public bool Ok => Error is null;

    public static implicit operator ApiAnswer<T>(ApiError error) => new(default!, error);
}

/// <summary>Why a call failed: the platform's code and words, or code 0 when no answer came.</summary>
internal sealed record ApiError(int Code, string Description, TimeSpan? RetryAfter = null, long? MigrateToChatId = null)
{
    private static readonly string[] Prefixes = ["Bad Request: ", "Forbidden: ", "Conflict: "];

    /// <summary>Whether the platform's words, without their general prefix, start like this.</summary>
    public bool Says(string start)
    {
        var words = Description.AsSpan();
        foreach (var prefix in Prefixes)
            if (words.StartsWith(prefix, StringComparison.Ordinal)) words = words[prefix.Length..];
        return words.StartsWith(start, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Reads the result of a call, the reader standing on its first token.</summary>
internal delegate T ReadResult<out T>(ref Utf8JsonReader reader);

/// <summary>Reads answers from their bytes, no further than needed; an answer need not be JSON at all.</summary>
internal static class ReadAnswer
{
    private const int WordsMax = 300;

    public static ApiAnswer<T> From<T>(int status, TimeSpan? retryAfter, ReadOnlySpan<byte> body, ReadResult<T> result)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject) return FromObject(status, retryAfter, ref reader, result);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return NotUnderstood(status, retryAfter);
        }

        return NotUnderstood(status, retryAfter);
    }

    private static ApiAnswer<T> FromObject<T>(int status, TimeSpan? retryAfter, ref Utf8JsonReader reader, ReadResult<T> result)
    {
        var error = new ApiError(status, $"HTTP {status}", retryAfter);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (status == 200 && reader.ValueTextEquals("result"u8))
            {
                reader.Read();
                return new(result(ref reader), null);
            }

            error = ReadPart(error, ref reader);
        }

        return error.Code == 200 ? NotUnderstood(status, retryAfter) : error;
    }

    private static ApiError ReadPart(ApiError error, ref Utf8JsonReader reader)
    {
        var (code, words, parameters) = (reader.ValueTextEquals("error_code"u8), reader.ValueTextEquals("description"u8), reader.ValueTextEquals("parameters"u8));
        reader.Read();
        if (code) return error with { Code = reader.GetInt32() };
        if (words && reader.GetString() is { } text) return error with { Description = text.Length > WordsMax ? text[..WordsMax] : text };
        if (parameters && reader.TokenType == JsonTokenType.StartObject) return ReadParameters(error, ref reader);
        reader.Skip();
        return error;
    }

    private static ApiError ReadParameters(ApiError error, ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (retry, migrate) = (reader.ValueTextEquals("retry_after"u8), reader.ValueTextEquals("migrate_to_chat_id"u8));
            reader.Read();
            if (retry) error = error with { RetryAfter = TimeSpan.FromSeconds(reader.GetDouble()) };
            else if (migrate) error = error with { MigrateToChatId = reader.GetInt64() };
            else reader.Skip();
        }

        return error;
    }

    // A proxy's page with status 200 is no answer of the platform: it counts as a bad gateway.
    private static ApiError NotUnderstood(int status, TimeSpan? retryAfter) =>
        new(status == 200 ? 502 : status, $"HTTP {status}, not understood", retryAfter);
}
