using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tests.Support.BotApi;

/// <summary>The platform's limits on contents, in its own words.</summary>
internal static partial class BotApiChecks
{
    /// <summary>What is wrong with a message's words and buttons; null when nothing is.</summary>
    public static string? Content(BotApiCall call, string words)
    {
        var text = call.Text(words) ?? "";
        if (words == "text" && string.IsNullOrWhiteSpace(text)) return "message text is empty";
        if (Encoding.UTF8.GetByteCount(text) > 32_768) return "text is too long";
        if (text.Length > (words == "text" ? 4096 : 1024)) return words == "text" ? "message is too long" : "message caption is too long";
        if (call.Text("parse_mode") is not null) return "can't parse entities: this server wants plain text with entities";
        if (call.Method != "sendMessage" && call.Method != "editMessageText" && call.Files.Count != 1
            && call.Text(call.Method == "sendPhoto" ? "photo" : "document") is null)
            return "there is no file in the request";
        return Looks(text, call.Arguments[words == "text" ? "entities" : "caption_entities"] as JsonArray)
            ?? Buttons(call.Arguments["reply_markup"] as JsonObject, call.Chat ?? 0);
    }

    /// <summary>What is wrong with a menu; null when nothing is.</summary>
    public static string? Commands(BotApiCall call)
    {
        if (call.Arguments["commands"] is not JsonArray commands) return "can't parse commands";
        if (commands.Count > 100) return "BOT_COMMANDS_TOO_MUCH";
        foreach (var command in commands)
        {
            if (!CommandName().IsMatch((string?)command!["command"] ?? "")) return "BOT_COMMAND_INVALID";
            if (((string?)command["description"] ?? "").Length is < 1 or > 256) return "BOT_COMMAND_DESCRIPTION_INVALID";
        }

        return null;
    }

    private static string? Looks(string text, JsonArray? entities)
    {
        foreach (var entity in entities ?? [])
        {
            var (from, length) = ((int)entity!["offset"]!, (int)entity["length"]!);
            if (length <= 0 || from < 0 || from + length > text.Length) return "entity beyond the text";
            if (IsInside(text, from) || IsInside(text, from + length)) return "entity cuts a character";
        }

        return text.Length > 0 && (char.IsLowSurrogate(text[0]) || char.IsHighSurrogate(text[^1])) ? "strings must be encoded in UTF-8"
            : null;
    }

    private static bool IsInside(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);

    private static string? Buttons(JsonObject? markup, long chat)
    {
        if (markup is null) return null;
        if (markup.ToJsonString().Length > 10_000) return "reply markup is too long";
        if (markup["keyboard"] is JsonArray keyboard && chat < 0 && keyboard.ToJsonString()
            .Contains("request_location", StringComparison.Ordinal))
            return "location can be requested in private chats only";
        foreach (var button in (markup["inline_keyboard"] as JsonArray ?? []).SelectMany(row => (JsonArray)row!))
            if (Button((JsonObject)button!) is { } bad) return bad;
        return null;
    }

    private static string? Button(JsonObject button)
    {
        if (string.IsNullOrWhiteSpace((string?)button["text"])) return "text buttons are unallowed in the inline keyboard";
        if (button.Count(p => p.Key is "url" or "callback_data") != 1) return "BUTTON_TYPE_INVALID";
        if ((string?)button["callback_data"] is { } data && Encoding.UTF8.GetByteCount(data) is < 1 or > 64) return "BUTTON_DATA_INVALID";
        if ((string?)button["url"] is not { } url) return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.IsLoopback)
            return $"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL";
        return address.Host == "t.me" && address.Query.Length > 0 && !StartPayload().IsMatch(address.Query) ? "start payload" : null;
    }

    [GeneratedRegex(@"^\?start(group)?=[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex StartPayload();

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex CommandName();
}
