using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bot.Telegram.Updates;

/// <summary>
/// The shape of an update without a single value: <c>{update_id:number,message:{text:text,photo:[null]}}</c>. A name that is none of the
/// platform's manner is left out too, since it could be somebody's words.
/// </summary>
internal static partial class ShapeOf
{
    private const int LengthMax = 600;
    private const int DepthMax = 12;

    /// <summary>The shape of these bytes, as far as they can be read and within a certain length.</summary>
    public static string Update(ReadOnlySpan<byte> json)
    {
        var shape = new StringBuilder();
        try
        {
            var reader = new Utf8JsonReader(json, WhatWeRead.Deep);
            while (shape.Length < LengthMax && reader.Read()) Add(ref reader, shape);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            shape.Append('!'); // here it stops being JSON
        }

        return shape.Length > LengthMax ? shape.ToString(0, LengthMax) : shape.ToString();
    }

    private static void Add(ref Utf8JsonReader reader, StringBuilder shape)
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            shape.Append(reader.TokenType == JsonTokenType.EndObject ? '}' : ']');
            return;
        }

        if (shape.Length > 0 && shape[^1] is not ('{' or '[' or ':')) shape.Append(',');
        if (reader.TokenType == JsonTokenType.PropertyName) shape.Append(NameOf(ref reader)).Append(':');
        else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) Open(ref reader, shape);
        else shape.Append(KindOf(reader.TokenType));
    }

    private static void Open(ref Utf8JsonReader reader, StringBuilder shape)
    {
        var open = reader.TokenType == JsonTokenType.StartObject ? '{' : '[';
        if (reader.CurrentDepth < DepthMax) shape.Append(open);
        else
        {
            shape.Append('…');
            reader.Skip();
        }
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > 40) return "?";
        var name = Encoding.UTF8.GetString(reader.ValueSpan);
        return Name().IsMatch(name) ? name : "?";
    }

    private static string KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "text",
        JsonTokenType.Number => "number",
        JsonTokenType.Null => "null",
        _ => "bool",
    };

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Name();
}
