using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Bot.Reports;

/// <summary>A colour, each part from 0 to 255.</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue);

/// <summary>A PDF of A4 pages with texts, boxes and lines, the typeface embedded (ISO 32000). Its texts can be searched and copied.</summary>
internal sealed class PdfFile(string title, string author)
{
    public const double Height = 842;
    private readonly List<PdfPage> _pages = [];
    private readonly List<long> _offsets = [];
    private readonly MemoryStream _out = new();

    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfPage AddPage()
    {
        _pages.Add(new PdfPage());
        return _pages[^1];
    }

    public void Save(string path)
    {
        Write("%PDF-1.7\n");
        var firstPage = 4 + (2 * 5);
        Object($"<< /Type /Catalog /Pages 2 0 R /Lang (id) >>");
        Object($"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select((_, i) => $"{firstPage + (2 * i)} 0 R"))}] >>");
        Object($"<< /Title {Unicode(title)} /Author {Unicode(author)} >>");
        Font(TrueType.Regular, "DejaVuSans", [.. _pages.SelectMany(p => p.Used(bold: false)).Distinct().Order()]);
        Font(TrueType.Bold, "DejaVuSans-Bold", [.. _pages.SelectMany(p => p.Used(bold: true)).Distinct().Order()]);
        foreach (var page in _pages)
        {
            Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R /F2 9 0 R >> >> /Contents {_offsets.Count + 2} 0 R >>");
            Stream("", Encoding.ASCII.GetBytes(page.Content));
        }

        var table = _out.Position;
        Write($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n{string.Concat(_offsets.Select(o => $"{o:0000000000} 00000 n \n"))}");
        Write($"trailer << /Size {_offsets.Count + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{table}\n%%EOF\n");
        File.WriteAllBytes(path, _out.ToArray());
    }

    /// <summary>Five objects: the font, its glyphs' widths, its description, its file, and which characters its glyphs are.</summary>
    private void Font(TrueType face, string name, char[] used)
    {
        var first = _offsets.Count + 1;
        Object($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{first + 1} 0 R] /ToUnicode {first + 4} 0 R >>");
        var widths = string.Concat(used.Select(c => string.Create(CultureInfo.InvariantCulture, $"{face.Glyph(c)} [{face.Width(face.Glyph(c)):0}] ")));
        Object($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {first + 2} 0 R /W [{widths}] /CIDToGIDMap /Identity >>");
        Object($"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-1021 -463 1793 1232] /ItalicAngle 0 /Ascent 928 /Descent -236 /CapHeight 729 /StemV 80 /FontFile2 {first + 3} 0 R >>");
        Stream($"/Length1 {face.File.Length}", face.File);
        var characters = string.Concat(used.Chunk(100).Select(part => $"{part.Length} beginbfchar\n{string.Concat(part.Select(c => $"<{face.Glyph(c):X4}> <{(int)c:X4}>\n"))}endbfchar\n"));
        Stream("", Encoding.ASCII.GetBytes($"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{characters}endcmap\nend end"));
    }

    private void Object(string content)
    {
        _offsets.Add(_out.Position);
        Write($"{_offsets.Count} 0 obj\n{content}\nendobj\n");
    }

    private void Stream(string extra, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(content);
        _offsets.Add(_out.Position);
        Write($"{_offsets.Count} 0 obj\n<< /Length {packed.Length} /Filter /FlateDecode {extra} >>\nstream\n");
        _out.Write(packed.ToArray());
        Write("\nendstream\nendobj\n");
    }

    private void Write(string text) => _out.Write(Encoding.ASCII.GetBytes(text));

    private static string Unicode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}

/// <summary>What stands on one page; y counts from the top, in points.</summary>
internal sealed class PdfPage
{
    private readonly StringBuilder _content = new();
    private readonly HashSet<char>[] _used = [[], []];

    public string Content => _content.ToString();

    public IEnumerable<char> Used(bool bold) => _used[bold ? 1 : 0];

    public void Text(double x, double baseline, string text, double size, bool bold, Ink ink)
    {
        var face = bold ? TrueType.Bold : TrueType.Regular;
        foreach (var c in text) _used[bold ? 1 : 0].Add(c);
        var glyphs = string.Concat(text.Select(c => face.Glyph(c).ToString("X4", CultureInfo.InvariantCulture)));
        _content.Append(CultureInfo.InvariantCulture, $"BT {Color(ink)} rg /F{(bold ? 2 : 1)} {size:0.##} Tf {x:0.##} {PdfFile.Height - baseline:0.##} Td <{glyphs}> Tj ET\n");
    }

    public void Box(double x, double y, double w, double h, Ink ink) =>
        _content.Append(CultureInfo.InvariantCulture, $"{Color(ink)} rg {x:0.##} {PdfFile.Height - y - h:0.##} {w:0.##} {h:0.##} re f\n");

    public void Line(double x1, double y1, double x2, double y2, Ink ink, double size) =>
        _content.Append(CultureInfo.InvariantCulture, $"{Color(ink)} RG {size:0.##} w {x1:0.##} {PdfFile.Height - y1:0.##} m {x2:0.##} {PdfFile.Height - y2:0.##} l S\n");

    private static string Color(Ink ink) => string.Create(CultureInfo.InvariantCulture, $"{ink.Red / 255.0:0.###} {ink.Green / 255.0:0.###} {ink.Blue / 255.0:0.###}");
}
