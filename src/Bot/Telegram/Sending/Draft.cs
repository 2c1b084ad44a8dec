using Core.Messaging;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace Bot.Telegram.Sending;

/// <summary>A message in the platform's terms, before it is cut to size.</summary>
internal sealed record Draft(long Chat, int? Thread, FormattedText Text, ReplyMarkup? Markup, bool Quiet)
{
    // Without a preview, which would push the buttons off a small screen.
    private static readonly LinkPreviewOptions NoPreview = new() { IsDisabled = true };

    public SendMessageRequest AsMessage(FormattedText part, ReplyMarkup? markup) => new()
    {
        ChatId = Chat,
        MessageThreadId = Thread,
        Text = part.Text,
        Entities = part.Entities,
        LinkPreviewOptions = NoPreview,
        DisableNotification = Quiet,
        ReplyMarkup = markup,
    };

    public EditMessageTextRequest AsEdit(int message, FormattedText text) => new()
    {
        ChatId = Chat,
        MessageId = message,
        Text = text.Text,
        Entities = text.Entities,
        LinkPreviewOptions = NoPreview,
        ReplyMarkup = Markup as InlineKeyboardMarkup,
    };

    /// <summary>With a file, uploaded or known to the platform by its id.</summary>
    public IRequest<Message> AsFile(OutFile file, InputFile content, bool withText) =>
        file.Picture ? AsPhoto(content, withText) : AsDocument(content, withText);

    /// <summary>A picture that takes the place of the one in an earlier message, with its caption.</summary>
    public EditMessageMediaRequest AsNewPicture(int message, OutFile file, Stream bytes) => new()
    {
        ChatId = Chat,
        MessageId = message,
        Media = new InputMediaPhoto(AsUpload(file, bytes))
        {
            Caption = Text.Text,
            CaptionEntities = Text.Entities?.ToArray(),
        },
        ReplyMarkup = Markup as InlineKeyboardMarkup,
    };

    private SendPhotoRequest AsPhoto(InputFile content, bool withText) => new()
    {
        ChatId = Chat,
        MessageThreadId = Thread,
        Photo = content,
        Caption = withText && Text.Text.Length > 0 ? Text.Text : null,
        CaptionEntities = withText ? Text.Entities : null,
        DisableNotification = Quiet,
        ReplyMarkup = withText ? Markup : null,
    };

    private SendDocumentRequest AsDocument(InputFile content, bool withText) => new()
    {
        ChatId = Chat,
        MessageThreadId = Thread,
        Document = content,
        Caption = withText && Text.Text.Length > 0 ? Text.Text : null,
        CaptionEntities = withText ? Text.Entities : null,
        DisableNotification = Quiet,
        ReplyMarkup = withText ? Markup : null,
    };

    // The package writes the name into a header as it is; a citizen's file may be named with anything.
    public static InputFileStream AsUpload(OutFile file, Stream bytes) =>
        new(bytes, string.Concat(file.Name.Select(c => char.IsControl(c) || c is '"' or '\\' ? '_' : c)));
}
