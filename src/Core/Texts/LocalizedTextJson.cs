using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Core.Texts;

/// <summary>
/// How a text stands in a stored message: a text as it is is a string, everything else an object that is named by its kind,
/// such as <c>{"key":"reminder.try","args":["…"]}</c> or <c>{"date":"2026-11-24"}</c>.
/// </summary>
internal sealed class LocalizedTextJson : JsonConverter<LocalizedText>
{
    private const string Day = "yyyy-MM-dd";

    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return Text(json.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case TextKind.Literal:
                writer.WriteStringValue(value.Text);
                return;
            case TextKind.Made or TextKind.Nothing:
                throw new NotSupportedException("A text that is made when it is shown cannot be stored: give it a key and arguments.");
        }

        writer.WriteStartObject();
        WriteParts(writer, value, options);
        writer.WriteEndObject();
    }

    private void WriteParts(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case TextKind.Key:
                writer.WriteString("key", value.Text);
                if (value.Value is not object?[] { Length: > 0 } args) return;
                writer.WriteStartArray("args");
                foreach (var arg in args) WriteArgument(writer, arg, value.Text!, options);
                writer.WriteEndArray();
                break;
            case TextKind.Joined:
                writer.WriteString("join", value.Text);
                writer.WriteStartArray("parts");
                foreach (var part in (LocalizedText[])value.Value!) Write(writer, part, options);
                writer.WriteEndArray();
                break;
            case TextKind.Each:
                writer.WriteStartObject("each");
                foreach (var (language, text) in (Dictionary<string, string>)value.Value!) writer.WriteString(language, text);
                writer.WriteEndObject();
                break;
            case TextKind.Number:
                writer.WriteNumber("number", (decimal)value.Value!);
                writer.WriteString("format", value.Text);
                break;
            default:
                writer.WriteString(NameOf(value.Kind), ((DateOnly)value.Value!).ToString(Day, CultureInfo.InvariantCulture));
                break;
        }
    }

    private void WriteArgument(Utf8JsonWriter writer, object? arg, string key, JsonSerializerOptions options)
    {
        switch (arg)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case LocalizedText text:
                Write(writer, text, options);
                break;
            default:
                throw new NotSupportedException($"\"{key}\" has an argument of type {arg.GetType().Name}, which cannot be stored.");
        }
    }

    private static LocalizedText Text(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) return LocalizedText.Literal(json.GetString()!);
        if (json.TryGetProperty("key", out var key)) return LocalizedText.Of(key.GetString()!, Arguments(json));
        if (json.TryGetProperty("join", out var separator))
            return LocalizedText.Joined(separator.GetString()!, json.GetProperty("parts").EnumerateArray().Select(Text));
        if (json.TryGetProperty("number", out var number))
            return LocalizedText.Number(number.GetDecimal(), json.GetProperty("format").GetString()!);
        if (json.TryGetProperty("each", out var each))
            return LocalizedText.Stored(TextKind.Each, null, each.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!));
        foreach (var kind in (ReadOnlySpan<TextKind>)[TextKind.Date, TextKind.ShortDate, TextKind.MonthOf, TextKind.Month])
            if (json.TryGetProperty(NameOf(kind), out var day)) return LocalizedText.Stored(kind, null, DayOf(day));
        throw new JsonException("A stored text of no known kind.");
    }

    private static object?[] Arguments(JsonElement json) =>
        json.TryGetProperty("args", out var args) ? [.. args.EnumerateArray().Select(Argument)] : [];

    private static object? Argument(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDecimal(),
        _ => Text(json),
    };

    private static DateOnly DayOf(JsonElement json) => DateOnly.ParseExact(json.GetString()!, Day, CultureInfo.InvariantCulture);

    private static string NameOf(TextKind kind) => kind switch
    {
        TextKind.Date => "date",
        TextKind.ShortDate => "short-date",
        TextKind.MonthOf => "month-of",
        _ => "month",
    };
}
