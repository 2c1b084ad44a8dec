using System.Text.Json;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Bot.Telegram.Updates;

/// <summary>
/// An update that could not be read: what is known of it without its contents, which may be somebody's words. It is confirmed
/// and passed over.
/// </summary>
internal sealed class OddUpdate : Update
{
    private const int ReasonMax = 120;
    private static readonly string[] Kinds =
        [.. Enum.GetNames<UpdateType>().Where(n => n != nameof(UpdateType.Unknown)).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>Whether its number is known, so that it can be confirmed.</summary>
    public bool IsNumbered { get; private init; }

    /// <summary>Its kind as the platform names it; <c>other</c> when it is none that is known.</summary>
    public string Kind { get; private init; } = "other";

    /// <summary>What was wrong: the kind of error and the place in the update, never a value.</summary>
    public required string Reason { get; init; }

    /// <summary>Names and kinds of its fields, without values; empty where only what was read of it is known.</summary>
    public string Shape { get; private init; } = "";

    /// <summary>Its length in bytes.</summary>
    public int Size { get; private init; }

    /// <summary>What could not be read, from its bytes.</summary>
    public static OddUpdate Of(ReadOnlySpan<byte> json, Exception error) =>
        Of(json, error is JsonException { Path: { Length: > 0 } path } ? $"{error.GetType().Name} at {path}" : error.GetType().Name);

    /// <summary>What could not be read, from its bytes.</summary>
    public static OddUpdate Of(ReadOnlySpan<byte> json, string reason)
    {
        var (id, kind) = Look(json);
        if (reason.Length > ReasonMax) reason = reason[..ReasonMax];
        return new()
        {
            Id = id ?? 0,
            IsNumbered = id is > 0 and < int.MaxValue,
            Kind = kind ?? "other",
            Reason = reason,
            Size = json.Length,
            Shape = ShapeOf.Update(json),
        };
    }

    /// <summary>What was read, and could not be understood all the same.</summary>
    public static OddUpdate Of(Update update, Exception error) => new()
    {
        Id = update.Id,
        IsNumbered = true,
        Kind = update.Type == UpdateType.Unknown ? "other" : JsonNamingPolicy.SnakeCaseLower.ConvertName($"{update.Type}"),
        Reason = error.GetType().Name,
    };

    private static (int? Id, string? Kind) Look(ReadOnlySpan<byte> json)
    {
        (int? Id, string? Kind) known = default;
        try
        {
            var reader = new Utf8JsonReader(json, WhatWeRead.Deep);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return known;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) LookAtPart(ref reader, ref known);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was seen until here is what is known.
        }

        return known;
    }

    private static void LookAtPart(ref Utf8JsonReader reader, ref (int? Id, string? Kind) known)
    {
        if (reader.ValueTextEquals("update_id"u8))
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var id)) known.Id = id;
            else if (reader.TokenType == JsonTokenType.String && int.TryParse(reader.GetString(), out id)) known.Id = id;
        }
        else
        {
            foreach (var kind in Kinds)
                if (reader.ValueTextEquals(kind)) known.Kind = kind;
            reader.Read();
        }

        reader.Skip();
    }
}
