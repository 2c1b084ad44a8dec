using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Bot.Reports;

/// <summary>The one typeface of documents, DejaVu Sans, which is part of the program: no machine needs fonts.</summary>
internal static class Typeface
{
    private const string Name = "DejaVu Sans";
    private const char Missing = '□';
    private static readonly XPdfFontOptions Embedded = new(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset);
    private static readonly XGraphics Ruler;
    private static readonly XFont[] Units;

    // PDFsharp has one source of fonts for the whole process; a static constructor runs once, before anybody can ask for one.
    static Typeface()
    {
        GlobalFontSettings.FontResolver = new OwnFiles();
        Ruler = XGraphics.CreateMeasureContext(new XSize(595, 842), XGraphicsUnit.Point, XPageDirection.Downwards);
        Units = [Font(new TypeSize(100, Bold: false)), Font(new TypeSize(100, Bold: true))];
    }

    /// <summary>A font to draw with.</summary>
    public static XFont Font(TypeSize type) => new(Name, type.Size, type.Bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, Embedded);

    /// <summary>How wide a text is, in points.</summary>
    public static double Measure(string text, TypeSize type) => Ruler.MeasureString(text, Unit(type)).Width * type.Size / 100;

    /// <summary>
    /// The text in characters that the typeface has: others become a box, what nobody sees goes. Beyond the first plane (most emoji) the
    /// library cannot make text that is found again.
    /// </summary>
    public static string Fit(string text, TypeSize type)
    {
        if (text.All(c => c is >= ' ' and <= '~')) return text;
        var fit = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or '\t') fit.Append(' ');
            else if (IsInvisible(rune)) continue;
            else if (rune.IsBmp && GlyphHelper.GlyphIndexFromCodePoint(rune.Value, Unit(type)) != 0) fit.Append(rune);
            else fit.Append(Missing);
        }

        return fit.ToString();
    }

    /// <summary>A face's file: <c>DejaVuSans</c> or <c>DejaVuSans-Bold</c>.</summary>
    internal static byte[] File(string face)
    {
        using var file = typeof(Typeface).Assembly.GetManifestResourceStream($"Bot.Reports.Fonts.{face}.ttf")!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static XFont Unit(TypeSize type) => Units[type.Bold ? 1 : 0];

    private static bool IsInvisible(Rune rune) => rune.Value is >= 0xFE00 and <= 0xFE0F
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate;

    private sealed class OwnFiles : IFontResolver
    {
        public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
            new(isBold ? "DejaVuSans-Bold" : "DejaVuSans");

        public byte[] GetFont(string faceName) => File(faceName);
    }
}

/// <summary>The typeface at a size.</summary>
internal readonly record struct TypeSize(double Size, bool Bold);
