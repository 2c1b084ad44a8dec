using System.Net;
using System.Text.Json;
using Bot.Telegram.Updates;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace Bot.Telegram.Client;

/// <summary>
/// Reads answers from their bytes, no further than needed; an answer need not be JSON at all. What failed is thrown as the
/// package throws it: the platform's own word as <see cref="ApiRequestException"/>, anything else as <see cref="RequestException"/>.
/// </summary>
internal static class ReadAnswer
{
    private const int WordsMax = 300;

    /// <summary>The result of a call.</summary>
    public static T From<T>(HttpStatusCode status, int? retryAfter, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, WhatWeRead.Deep);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject) return FromObject<T>(status, retryAfter, ref reader, body);
        }
        catch (Exception e) when (e is not (RequestException or OutOfMemoryException))
        {
            throw NotUnderstood(status, retryAfter);
        }

        throw NotUnderstood(status, retryAfter);
    }

    /// <summary>So many seconds of silence; never less than none, and never longer than is believed.</summary>
    public static int Believable(double seconds) =>
        (int)Math.Ceiling(Math.Clamp(double.IsNaN(seconds) ? 0 : seconds, 0, RetryAfterGate.Longest.TotalSeconds));

    private static T FromObject<T>(HttpStatusCode status, int? retryAfter, ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        var (yes, code, words, parameters) = (false, 0, "", new ResponseParameters { RetryAfter = retryAfter });
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (status == HttpStatusCode.OK && reader.ValueTextEquals("result"u8))
            {
                reader.Read();
                return Result<T>(ref reader, body);
            }

            if (!reader.ValueTextEquals("ok"u8)) ReadPart(ref reader, ref code, ref words, parameters);
            else yes = reader.Read() && reader.TokenType == JsonTokenType.True;
        }

        // What the platform says yes to is done, whatever it leaves out: asked again, it would be done again.
        if (yes && status == HttpStatusCode.OK && typeof(T) == typeof(Message)) return (T)(object)new Message();
        if (yes && status == HttpStatusCode.OK && typeof(T) == typeof(bool)) return (T)(object)true;
        throw code == 0 || words.Length == 0 ? NotUnderstood(status, retryAfter) : new ApiRequestException(words, code, parameters);
    }

    /// <summary>A message that was sent: its number, and where it has a file also that file's id.</summary>
    private static Message Sent(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        var whole = reader;
        var sent = new Message { Id = MessageId(ref reader) };
        if (body.IndexOf("\"file_id\":"u8) < 0) return sent;
        try
        {
            return JsonSerializer.Deserialize<Message>(ref whole, WhatWeRead.Options) ?? sent;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return sent; // it was sent, whatever else it holds
        }
    }

    private static T Result<T>(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        if (typeof(T) == typeof(bool)) return (T)(object)true;
        if (typeof(T) == typeof(Message)) return (T)(object)Sent(ref reader, body);
        if (typeof(T) == typeof(Update[])) return (T)(object)ReadUpdates.From(ref reader, body);
        return JsonSerializer.Deserialize<T>(ref reader, WhatWeRead.Options)
            ?? throw new JsonException("Nothing where something was promised.");
    }

    // Of a sent or edited message its id is all that we need; 0 when the platform only said yes.
    private static int MessageId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("message_id"u8);
            reader.Read();
            if (found) return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var id) ? id : 0;
            reader.Skip();
        }

        return 0;
    }

    private static void ReadPart(ref Utf8JsonReader reader, ref int code, ref string words, ResponseParameters parameters)
    {
        var isCode = reader.ValueTextEquals("error_code"u8);
        var isWords = reader.ValueTextEquals("description"u8);
        var isParameters = reader.ValueTextEquals("parameters"u8);
        reader.Read();
        if (isCode) code = reader.GetInt32();
        else if (isWords && reader.GetString() is { } text) words = text.Length > WordsMax ? text[..WordsMax] : text;
        else if (isParameters && reader.TokenType == JsonTokenType.StartObject) ReadParameters(ref reader, parameters);
        else reader.Skip();
    }

    private static void ReadParameters(ref Utf8JsonReader reader, ResponseParameters parameters)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (retry, migrate) = (reader.ValueTextEquals("retry_after"u8), reader.ValueTextEquals("migrate_to_chat_id"u8));
            reader.Read();
            if (retry && reader.TokenType == JsonTokenType.Number) parameters.RetryAfter = Believable(reader.GetDouble());
            else if (migrate) parameters.MigrateToChatId = reader.GetInt64();
            else reader.Skip();
        }
    }

    // A page is no answer of the platform's. With status 200 it counts as a bad gateway; what asks for patience is heard all the same.
    private static RequestException NotUnderstood(HttpStatusCode status, int? retryAfter)
    {
        var code = status == HttpStatusCode.OK ? HttpStatusCode.BadGateway : status;
        var words = $"HTTP {(int)status}, not understood";
        return code is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            ? new ApiRequestException(words, (int)code, new ResponseParameters { RetryAfter = retryAfter })
            : new RequestException(words, code);
    }
}
