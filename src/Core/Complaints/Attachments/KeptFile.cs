using System.Text;
using Core.Messaging;

namespace Core.Complaints.Attachments;

/// <summary>What a file really is, by its first bytes; a name or a declared type is never believed.</summary>
internal static class KeptFile
{
    /// <summary>Kinds of files that a complaint takes.</summary>
    public static IReadOnlyList<FileKind> Kinds { get; } = [FileKind.Photo, FileKind.Document, FileKind.Voice, FileKind.Video];

    /// <summary>Brands of still pictures and bursts (ISO 23008-12, annex B; AVIF).</summary>
    private static readonly string[] StillBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1",
        "miaf", "avif", "avis", "jpeg", "jpgs"];

    private static readonly HashSet<string> OtherEndings =
    [
        ".doc", ".xls", ".ppt", ".pptx", ".docm", ".xlsm", ".odt", ".ods", ".rtf", ".txt", ".csv", ".html", ".htm", ".zip", ".rar", ".7z",
        ".gz", ".apk", ".exe", ".msi", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".psd", ".amr", ".avi", ".mkv", ".wmv", ".flv",
    ];

    /// <summary>The extension of a content that we take for this kind; null when we do not.</summary>
    public static string? ExtensionOf(ReadOnlySpan<byte> content, FileKind kind)
    {
        if (Type(content) is not { } type) return null;
        var isPicture = type is ".jpg" or ".png" or ".webp";
        return kind switch
        {
            FileKind.Photo => isPicture ? type : null,
            FileKind.Voice => type is ".ogg" or ".mp3" or ".m4a" or ".mp4" or ".webm" or ".wav" ? type : null,
            FileKind.Video => type is ".mp4" or ".webm" or ".mov" ? type : null,
            _ => type,
        };
    }

    /// <summary>
    /// What becomes of a content: kept without what tells where and when it was made, or why not. The same for files of the chat and of the
    /// desk.
    /// </summary>
    public static (AttachmentState State, byte[]? Content, string? Extension) Check(byte[] content, FileKind kind)
    {
        if (content.Length == 0) return (AttachmentState.Empty, null, null);
        if (IsHeif(content)) return (AttachmentState.Heif, null, null);
        var extension = ExtensionOf(content, kind);
        var clean = extension is null ? null : CleanPicture.Of(content, extension);
        return clean is null ? (AttachmentState.WrongKind, null, null) : (AttachmentState.Kept, clean, extension);
    }

    /// <summary>The kind of a content by its extension.</summary>
    public static FileKind KindOf(string extension) => extension switch
    {
        ".jpg" or ".png" or ".webp" => FileKind.Photo,
        ".mp4" or ".webm" or ".mov" => FileKind.Video,
        ".ogg" or ".mp3" or ".m4a" or ".wav" => FileKind.Voice,
        _ => FileKind.Document,
    };

    /// <summary>Whether its sender's device calls it a still picture of the HEIF family, which we can neither clean nor turn.</summary>
    public static bool IsDeclaredHeif(InboundFile file) =>
        file.MediaType is "image/heic" or "image/heif" or "image/heic-sequence" or "image/heif-sequence" or "image/avif"
        || Path.GetExtension(file.Name ?? "").ToLowerInvariant() is ".heic" or ".heif" or ".hif" or ".avif";

    /// <summary>
    /// Whether its own name says that it is of a kind that we do not keep: told at once, instead of when its content has been fetched.
    /// </summary>
    public static bool IsDeclaredOther(InboundFile file) => OtherEndings.Contains(Path.GetExtension(file.Name ?? "").ToLowerInvariant());

    /// <summary>Whether the content is a still picture of the HEIF family, whatever its name says.</summary>
    public static bool IsHeif(ReadOnlySpan<byte> content) => Has(content, 4, "ftyp") && IsStillPicture(content);

    private static string? Type(ReadOnlySpan<byte> b)
    {
        if (b.StartsWith<byte>([0xFF, 0xD8, 0xFF])) return ".jpg";
        if (b.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])) return ".png";
        if (Has(b, 0, "RIFF")) return Has(b, 8, "WEBP") ? ".webp" : Has(b, 8, "WAVE") ? ".wav" : null;
        if (Has(b, 0, "%PDF-")) return ".pdf";
        if (Has(b, 0, "OggS")) return ".ogg";
        if (Has(b, 0, "ID3") || (b.Length > 2 && b[0] == 0xFF && (b[1] & 0xE6) == 0xE2)) return ".mp3";
        if (b.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3])) return ".webm";
        if (Has(b, 4, "ftyp")) return Has(b, 8, "M4A") ? ".m4a" : Has(b, 8, "qt") ? ".mov" : IsStillPicture(b) ? null : ".mp4";
        return b.StartsWith<byte>([(byte)'P', (byte)'K', 3, 4]) ? Office(b) : null;
    }

    /// <summary>
    /// HEIF and AVIF are boxes like a video's, by their main brand or one of those they are compatible with; what is in them we
    /// cannot clean, so they are not taken for anything else.
    /// </summary>
    private static bool IsStillPicture(ReadOnlySpan<byte> b)
    {
        var end = Math.Min(b.Length, (int)Math.Min(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(b), 256));
        if (IsStillBrand(b, 8)) return true;
        for (var at = 16; at + 4 <= end; at += 4)
            if (IsStillBrand(b, at)) return true;
        return false;
    }

    private static bool IsStillBrand(ReadOnlySpan<byte> b, int at)
    {
        foreach (var brand in StillBrands)
            if (Has(b, at, brand)) return true;
        return false;
    }

    /// <summary>Word and Excel files are archives whose parts lie in folders of these names.</summary>
    private static string? Office(ReadOnlySpan<byte> b)
    {
        if (b.IndexOf("word/vbaProject.bin"u8) >= 0 || b.IndexOf("xl/vbaProject.bin"u8) >= 0) return null;
        if (b.IndexOf("word/document.xml"u8) >= 0) return ".docx";
        return b.IndexOf("xl/workbook.xml"u8) >= 0 ? ".xlsx" : null;
    }

    private static bool Has(ReadOnlySpan<byte> b, int at, string text) =>
        b.Length >= at + text.Length && b.Slice(at, text.Length).SequenceEqual(Encoding.ASCII.GetBytes(text));
}
