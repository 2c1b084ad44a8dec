using Bot.Telegram.BotApi;
using Core.Messaging;

namespace Bot.Telegram;

/// <summary>A message in the platform's terms, before it is cut to size.</summary>
internal sealed record Draft(long Chat, long? Thread, FormattedText Text, ReplyMarkup? Markup, bool? Quiet)
{
    public SendMessageRequest AsMessage(FormattedText part, ReplyMarkup? markup) => new()
    {
        ChatId = Chat,
        MessageThreadId = Thread,
        Text = part.Text,
        Entities = part.Entities,
        LinkPreviewOptions = LinkPreviewOptions.None,
        DisableNotification = Quiet,
        ReplyMarkup = markup,
    };

    public EditMessageTextRequest AsEdit(long message, FormattedText text) => new()
    {
        ChatId = Chat,
        MessageId = message,
        Text = text.Text,
        Entities = text.Entities,
        LinkPreviewOptions = LinkPreviewOptions.None,
        ReplyMarkup = Markup,
    };

    public SendFileRequest AsFile(OutFile file, bool withText) => new()
    {
        ChatId = Chat,
        MessageThreadId = Thread,
        Path = file.Path,
        Name = file.Name,
        Picture = file.Picture,
        Caption = withText ? Text.Text : "",
        CaptionEntities = withText ? Text.Entities : null,
        Quiet = Quiet ?? false,
        ReplyMarkup = withText ? Markup : null,
    };
}
