using Bot.Telegram.BotApi;
using Core.Messaging;

namespace Bot.Telegram;

/// <summary>Lists the files of a message.</summary>
internal static class ReadFiles
{
    public static IReadOnlyList<InboundFile> Of(Message message)
    {
        if (message.Photo is { Length: > 0 } sizes) return [Photo(sizes)];

        // An animation comes with itself once more as a document, for older bots.
        if ((message.Video ?? message.VideoNote ?? message.Animation) is { } video) return [File(video, FileKind.Video)];
        if ((message.Voice ?? message.Audio) is { } sound) return [File(sound, FileKind.Voice)];
        return message.Document is { } document ? [File(document, FileKind.Document)] : [];
    }

    private static InboundFile Photo(PhotoSize[] sizes)
    {
        var largest = sizes.MaxBy(p => (long)p.Width * p.Height)!;
        return new(largest.FileId, FileKind.Photo, null, "image/jpeg", largest.FileSize);
    }

    private static InboundFile File(Attachment file, FileKind kind) =>
        new(file.FileId, kind, file.FileName is { } name ? Core.Texts.TextFormatting.Clean(name) : null, file.MimeType, file.FileSize);
}
