using System.Security.Cryptography;
using System.Text;
using SkiaSharp;
using Svg.Skia;
using Svg.Skia.TypefaceProviders;

namespace Bot.Reports;

/// <summary>
/// Makes a PNG of an SVG, inside the process. Drawing takes a processor for tens of milliseconds, so a picture is drawn once:
/// whoever asks for the same one again gets the same file.
/// </summary>
internal sealed class PictureMaker(OwnFolder folder)
{
    // Two who want the same picture at once: the second waits for the first one's.
    private readonly Lock[] _drawing = [.. Enumerable.Range(0, 16).Select(_ => new Lock())];

    /// <summary>The path of the picture.</summary>
    public string Png(string svg)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(svg));
        var path = folder.PathOf($"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}.png");
        using var alone = _drawing[hash[0] % _drawing.Length].EnterScope();
        if (folder.KeepOn(path)) return path;
        var drawn = folder.NewPath(".part");
        using (var file = File.Create(drawn)) Draw(svg, file);
        File.Move(drawn, path, overwrite: true);
        return path;
    }

    /// <summary>Draws into a stream.</summary>
    /// <exception cref="InvalidOperationException">It is no drawing.</exception>
    internal static void Draw(string svg, Stream to)
    {
        using var picture = new SKSvg();
        picture.Settings.TypefaceProviders = [OwnTypeface.Instance];
        if (picture.FromSvg(svg) is null || !picture.Save(to, SKColors.White))
            throw new InvalidOperationException("The chart cannot be drawn.");
    }

    /// <summary>
    /// The typeface of the documents, whatever is asked for: letters look alike on every machine, also on one without fonts.
    /// </summary>
    private sealed class OwnTypeface : ITypefaceProvider
    {
        public static readonly OwnTypeface Instance = new();
        private readonly SKTypeface _regular = Load("DejaVuSans");
        private readonly SKTypeface _bold = Load("DejaVuSans-Bold");

        public SKTypeface FromFamilyName(string fontFamily, SKFontStyleWeight fontWeight, SKFontStyleWidth fontWidth,
            SKFontStyleSlant fontStyle) =>
            fontWeight >= SKFontStyleWeight.SemiBold ? _bold : _regular;

        private static SKTypeface Load(string face)
        {
            using var data = SKData.CreateCopy(Typeface.File(face));
            return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The typeface {face} cannot be read.");
        }
    }
}
