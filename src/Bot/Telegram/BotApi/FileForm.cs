using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Telegram.BotApi;

/// <summary>Writes a file and what goes with it as a form of many parts.</summary>
internal static class FileForm
{
    public static MultipartFormDataContent Of(SendFileRequest request)
    {
        var form = new MultipartFormDataContent();
        Add(form, "chat_id", request.ChatId.ToString(CultureInfo.InvariantCulture));
        if (request.MessageThreadId is { } thread) Add(form, "message_thread_id", thread.ToString(CultureInfo.InvariantCulture));
        if (request.Quiet) Add(form, "disable_notification", "true");
        if (request.Caption.Length > 0) Add(form, "caption", request.Caption);
        if (request.CaptionEntities is { } entities)
            Add(form, "caption_entities", JsonSerializer.Serialize(entities, BotApiJson.Default.IReadOnlyListMessageEntity));
        if (request.ReplyMarkup is { } markup) Add(form, "reply_markup", JsonSerializer.Serialize(markup, BotApiJson.Default.ReplyMarkup));
        form.Add(new StreamContent(File.OpenRead(request.Path)), request.Picture ? "photo" : "document", request.Name);
        return form;
    }

    /// <summary>A picture that takes the place of the one in an earlier message, with its caption.</summary>
    public static MultipartFormDataContent Replacing(long message, SendFileRequest request)
    {
        var form = new MultipartFormDataContent();
        Add(form, "chat_id", request.ChatId.ToString(CultureInfo.InvariantCulture));
        Add(form, "message_id", message.ToString(CultureInfo.InvariantCulture));
        var media = new JsonObject { ["type"] = "photo", ["media"] = "attach://picture", ["caption"] = request.Caption };
        if (request.CaptionEntities is { } entities) media["caption_entities"] = JsonSerializer.SerializeToNode(entities, BotApiJson.Default.IReadOnlyListMessageEntity);
        Add(form, "media", media.ToJsonString());
        if (request.ReplyMarkup is { } markup) Add(form, "reply_markup", JsonSerializer.Serialize(markup, BotApiJson.Default.ReplyMarkup));
        form.Add(new StreamContent(File.OpenRead(request.Path)), "picture", request.Name);
        return form;
    }

    private static void Add(MultipartFormDataContent form, string name, string value) => form.Add(new StringContent(value), name);
}
