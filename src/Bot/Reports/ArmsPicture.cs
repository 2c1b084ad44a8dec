using Bot.Reports.Documents;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace Bot.Reports;

/// <summary>The instansi's coat of arms, read once, in any height that a document wants.</summary>
internal sealed class ArmsPicture(IOptions<ReportsOptions> options)
{
    private readonly (byte[] File, int Width, int Height)? _picture =
        options.Value.CoatOfArms is { Length: > 0 } file ? Read(File.ReadAllBytes(file)) : null;

    /// <summary>The picture so high; null where none is set. It is never wider than high twice over.</summary>
    public Picture? Of(double height, string alt) => _picture is not { } picture ? null
        : new Picture(picture.File, alt, Math.Min(height * picture.Width / picture.Height, height * 2), height);

    /// <summary>The picture with its size; null when it is neither PNG nor JPEG.</summary>
    internal static (byte[] File, int Width, int Height)? Read(byte[] file)
    {
        if (file is not ([0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..])) return null;
        var size = SKBitmap.DecodeBounds(file);
        return size is { Width: > 0, Height: > 0 } ? (file, size.Width, size.Height) : null;
    }
}
