using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Tests.Support.BotApi;

/// <summary>
/// Makes updates by the platform's own description: every kind, every field, whole or with something wrong in them (a null, another
/// type, a number as text, a list in place of a thing, a nest up to 500 deep, halves of characters). The same seed makes the same ones.
/// </summary>
internal sealed class BotApiNoise(int seed, int chats)
{
    private const int Deepest = 500;
    private const string ArrayOf = "Array of ";
    private static readonly JsonObject Types = Load();
    private static readonly string[] KindsRead = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"];
    private static readonly string[] Kinds =
        [.. ((JsonObject)Types["Update"]!).Select(f => f.Key).Where(f => f[0] == '?').Select(f => f[1..])];

    private static readonly string[] Words =
    [
        "/start", "/nilai", "/adukan", "/cek", "/skor", "/bantuan", "/batal", "/kembali", "/dataku", "halo", "1", "3", "ya", "", " ",
        "x:y:z", "pelayanan lambat sekali di loket dua", @"nol \u0000 di tengah", @"setengah \ud83d huruf", "😀👨‍👩‍👧‍👦 é",
        @"\u202Ekanan", new('a', 5000),
    ];

    private static readonly string[] Odd =
    [
        "null", "true", "7", "-1", "\"teks\"", "\"42\"", "[]", "{}", "[null]", "[[[]]]", "{\"a\":null}", "3.5", "1e300", "1e999",
        "2147483648", "9223372036854775808", "123456789012345678901234567890", "\"\\ud800\"", "[{}]",
    ];

    private static readonly string[] NoUpdates =
    [
        "null", "5", "\"x\"", "[]", "{}", "{\"message\":{}}", "{\"update_id\":1e30}", "{\"update_id\":null}", "{\"update_id\":{}}",
    ];

    private readonly Random _chance = new(seed);
    private readonly StringBuilder _json = new();
    private long _chat;
    private string? _press;
    private double _wrong;

    /// <summary>The private chat with this number, from zero.</summary>
    public static long Chat(int number) => 700_000_000 + number;

    /// <summary>One update, and the chat that it is from; a press is on the chat's newest button if there is one.</summary>
    public string Next(int id, Func<long, string?> newestPress)
    {
        _chat = Chat(_chance.Next(chats));
        _press = newestPress(_chat);
        _wrong = Happens(0.4) ? 0.06 : 0;
        _json.Clear().Append("{\"update_id\":").Append(Happens(0.01) ? $"\"{id}\"" : id.ToString(CultureInfo.InvariantCulture)).Append(',');
        var kind = Happens(0.02) ? "a_kind_to_come" : Happens(0.7) ? Pick(KindsRead) : Pick(Kinds);
        _json.Append('"').Append(kind).Append("\":");
        var type = (string?)((JsonObject)Types["Update"]!)["?" + kind];
        if (type is null || Happens(0.02)) Nest(_chance.Next(1, Deepest));
        else if (type == "Message" && Happens(0.03)) Replies(_chance.Next(1, Deepest));
        else Value(type, 0);
        return _json.Append('}').ToString();
    }

    /// <summary>Something in a list of updates that is none, or has no number that could be one.</summary>
    public string NoUpdate() => Pick(NoUpdates);

    private void Value(string types, int depth)
    {
        if (_wrong > 0 && Happens(_wrong))
        {
            if (Happens(0.1)) Nest(_chance.Next(1, Deepest));
            else _json.Append(Pick(Odd));
            return;
        }

        var all = types.Split('|');
        One(depth > 12 ? all[0] : Pick(all), depth);
    }

    private void One(string type, int depth)
    {
        if (type.StartsWith(ArrayOf, StringComparison.Ordinal)) List(type[ArrayOf.Length..], depth);
        else if (type[0] == '=') Text(type[1..]);
        else if (Types[type] is JsonObject fields) Thing(type, fields, depth);
        else if (type == "String") Text(Pick(Words));
        else if (type == "Float") _json.Append((_chance.NextDouble() * 360 - 180).ToString("R", CultureInfo.InvariantCulture));
        else if (type is "Boolean" or "True") _json.Append(type == "True" || Happens(0.3) ? "true" : "false");
        else _json.Append(Pick(["0", "1", "42", "1700000000", "90000", "2000000000"]));
    }

    private void List(string type, int depth)
    {
        _json.Append('[');
        var count = depth > 10 ? 0 : _chance.Next(0, 3);
        for (var i = 0; i < count; i++)
        {
            if (i > 0) _json.Append(',');
            Value(type, depth + 1);
        }

        _json.Append(']');
    }

    private void Thing(string type, JsonObject fields, int depth)
    {
        if (fields["|"] is { } kinds) One(Pick(((string)kinds!).Split('|')), depth + 1);
        else if (depth > 25) _json.Append("null");
        else Fields(type, fields, depth);
    }

    private void Fields(string type, JsonObject fields, int depth)
    {
        _json.Append('{');
        var first = true;
        foreach (var (field, types) in fields)
        {
            var name = field.TrimStart('?');
            if (field[0] == '?' && !Happens(Likely(type, name, depth))) continue;
            if (field[0] != '?' && _wrong > 0 && Happens(_wrong)) continue;
            if (!first) _json.Append(',');
            first = false;
            _json.Append('"').Append(name).Append("\":");
            if (!Known(type, name)) Value((string)types!, depth + 1);
        }

        if (_wrong > 0 && Happens(_wrong)) _json.Append(first ? "" : ",").Append("\"a_part_to_come\":{\"a\":[1]}");
        _json.Append('}');
    }

    // A text or a press is what the service is for; the deeper, the less there is.
    private static double Likely(string type, string name, int depth)
    {
        if (depth <= 1 && $"{type}.{name}" is "Message.text" or "Message.from" or "CallbackQuery.data" or "CallbackQuery.message")
            return 0.9;
        return depth > 6 ? 0 : depth > 2 ? 0.04 : 0.06;
    }

    // Whose chat it is, so that the same people come again and again.
    private bool Known(string type, string name)
    {
        var isRight = _wrong == 0 || !Happens(_wrong);
        if (!isRight) return false;
        if ((type, name) is ("User", "id") or ("Chat", "id")) _json.Append(_chat);
        else if ((type, name) == ("Chat", "type")) Text(Happens(0.9) ? "private" : Pick(["group", "supergroup", "channel", "market"]));
        else if ((type, name) == ("User", "is_bot")) _json.Append(Happens(0.03) ? "true" : "false");
        else if ((type, name) == ("CallbackQuery", "data") && _press is not null && Happens(0.8)) Text(_press);
        else return false;
        return true;
    }

    private void Replies(int depth)
    {
        var message = $$$"""{"message_id":1,"date":1,"chat":{"id":{{{_chat}}},"type":"private"},"reply_to_message":""";
        for (var i = 0; i < depth; i++) _json.Append(message);
        _json.Append("null").Append('}', depth);
    }

    private void Nest(int depth)
    {
        var (open, close) = Happens(0.5) ? ("[", ']') : ("{\"blocks\":", '}');
        for (var i = 0; i < depth; i++) _json.Append(open);
        _json.Append('1').Append(close, depth);
    }

    private void Text(string text) => _json.Append('"').Append(text).Append('"');

    private bool Happens(double chance) => _chance.NextDouble() < chance;

    private string Pick(string[] some) => some[_chance.Next(some.Length)];

    private static JsonObject Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("telegram-updates-10.1.json")!;
        return (JsonObject)JsonNode.Parse(stream)!["types"]!;
    }
}
