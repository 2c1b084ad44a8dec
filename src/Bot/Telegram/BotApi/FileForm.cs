using System.Globalization;
using System.Text.Json;

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

    private static void Add(MultipartFormDataContent form, string name, string value) => form.Add(new StringContent(value), name);
}
