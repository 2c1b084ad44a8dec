using System.Text.Json.Nodes;

namespace Tests.Support.BotApi;

/// <summary>What the bot may do where, and pictures that take the place of others.</summary>
public sealed partial class BotApiServer
{
    private static readonly string[] Permissions = ["can_send_messages", "can_send_photos", "can_send_documents"];
    private static readonly string[] Privileges = ["can_post_messages", "can_edit_messages", "can_delete_messages"];

    private (int Status, string Body) GetChat(BotApiCall call)
    {
        if (Reach(call, out var chat) is { } unreachable) return unreachable;
        var answer = chat.Json;
        if (chat.Type is "group" or "supergroup") answer["permissions"] = Rights(chat, Permissions);
        return Ok(answer);
    }

    private (int Status, string Body) GetChatMember(BotApiCall call)
    {
        if (Reach(call, out var chat) is { } unreachable) return unreachable;
        if (chat.Type == "channel" && chat.BotStatus != "administrator")
            return Refuse(call.Method, 400, "Bad Request: member list is inaccessible");
        if (call.Number("user_id") is { } person && person != BotId) return Ok(PersonIn(chat, person));
        var member = Rights(chat, chat.BotStatus switch { "administrator" => Privileges, "restricted" => Permissions, _ => [] });
        (member["status"], member["is_member"]) = (chat.BotStatus, chat.BotStatus is not ("left" or "kicked"));
        member["user"] = new JsonObject { ["id"] = call.Number("user_id"), ["is_bot"] = true, ["first_name"] = "Suara" };
        return Ok(member);
    }

    private static JsonObject PersonIn(BotApiChat chat, long person)
    {
        var status = chat.People.GetValueOrDefault(person, "left");
        var member = new JsonObject
        {
            ["status"] = status,
            ["user"] = new JsonObject { ["id"] = person, ["is_bot"] = false, ["first_name"] = "Warga" }
        };
        if (status == "administrator")
            foreach (var right in Privileges) member[right] = true;
        return member;
    }

    private static JsonObject Rights(BotApiChat chat, string[] names) =>
        new(names.Select(n => KeyValuePair.Create<string, JsonNode?>(n, !chat.Lacking.Contains(n))));

    private (int Status, string Body) EditMedia(BotApiCall call)
    {
        if (Reach(call, out var chat) is { } unreachable) return unreachable;
        if (chat.Messages.FirstOrDefault(m => m.Id == call.Number("message_id")) is not { } message)
            return Refuse(call.Method, 400, "Bad Request: message to edit not found");
        var media = (JsonObject)call.Arguments["media"]!;
        if ((string?)media["type"] != "photo") return Wrong(call, "the media is no photo");
        if (call.Files.GetValueOrDefault(((string?)media["media"])?.Replace("attach://", "", StringComparison.Ordinal)
            ?? "") is not { Length: > 0 } bytes) return Wrong(call, "wrong remote file identifier specified");
        var caption = (string?)media["caption"] ?? "";
        if (caption.Length > 1024) return Wrong(call, "message caption is too long");
        if (caption == message.Text && message.File is { } old && old.AsSpan().SequenceEqual(bytes))
            return Refuse(call.Method, 400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
        message.Earlier.Add(message.Text);
        (message.Text, message.File) = (caption, bytes);
        (message.Entities, message.Markup) = ((media["caption_entities"] as JsonArray)?.DeepClone() as JsonArray ?? [],
            call.Arguments["reply_markup"]?.DeepClone() as JsonObject);
        return Ok(Describe(message, chat));
    }
}
