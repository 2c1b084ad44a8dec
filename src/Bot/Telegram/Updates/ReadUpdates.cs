using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Telegram.Bot.Types;

namespace Bot.Telegram.Updates;

/// <summary>Reads updates one by one: one of an unexpected kind or shape must not hold up the others.</summary>
internal static class ReadUpdates
{
    private static readonly JsonTypeInfo<Update> Type = (JsonTypeInfo<Update>)WhatWeRead.Options.GetTypeInfo(typeof(Update));

    /// <summary>
    /// The updates of a list, the reader standing on its start; what is no update is among them as an <see cref="OddUpdate"/>.
    /// </summary>
    public static Update[] From(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("No list of updates.");
        var updates = new List<Update>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            updates.Add(One(json[start..(int)reader.BytesConsumed]));
        }

        return [.. updates];
    }

    /// <summary>One update.</summary>
    public static Update One(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, WhatWeRead.Deep);
            var update = JsonSerializer.Deserialize(ref reader, Type);
            return update is { Id: > 0 } ? update : OddUpdate.Of(json, update is null ? "null" : "no number");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return OddUpdate.Of(json, e);
        }
    }
}
