using Core.Messaging;
using Core.Texts;
using Telegram.Bot.Types;

namespace Bot.Telegram.Updates;

/// <summary>Lists the files of a message.</summary>
internal static class ReadFiles
{
    public static IReadOnlyList<InboundFile> Of(Message message)
    {
        if (message.Photo is { } sizes && Largest(sizes) is { } photo) return One(photo, FileKind.Photo, null, "image/jpeg");

        // An animation comes with itself once more as a document, for older bots.
        if (message.Video is { } video) return One(video, FileKind.Video, video.FileName, video.MimeType);
        if (message.VideoNote is { } round) return One(round, FileKind.Video, null, null);
        if (message.Animation is { } animation) return One(animation, FileKind.Video, animation.FileName, animation.MimeType);
        if (message.Voice is { } voice) return One(voice, FileKind.Voice, null, voice.MimeType);
        if (message.Audio is { } audio) return One(audio, FileKind.Voice, audio.FileName, audio.MimeType);
        return message.Document is { } document ? One(document, FileKind.Document, document.FileName, document.MimeType) : [];
    }

    // The platform promises sizes without gaps; one gap must not take the rest with it.
    private static PhotoSize? Largest(PhotoSize?[] sizes) =>
        sizes.Where(size => size is not null).MaxBy(size => (long)size!.Width * size.Height);

    private static IReadOnlyList<InboundFile> One(FileBase file, FileKind kind, string? name, string? type) =>
        file.FileId is not { } id ? [] : [new InboundFile(id, kind, name is null ? null : TextFormatting.Clean(name), type, file.FileSize)];
}
