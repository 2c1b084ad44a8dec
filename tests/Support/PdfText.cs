using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Tests.Support;

/// <summary>Reads a PDF back: the words on its pages as a search or a screen reader finds them, and how it is built.</summary>
public sealed partial class PdfText : IDisposable
{
    private readonly PdfDocument _document;

    public PdfText(string path)
    {
        _document = PdfReader.Open(path, PdfDocumentOpenMode.Import);
        Pages = [.. _document.Pages.Cast<PdfPage>().Select(Read)];
    }

    /// <summary>The words of each page, a line for each text that was set.</summary>
    public IReadOnlyList<string> Pages { get; }

    /// <summary>All words.</summary>
    public string All => string.Join('\n', Pages);

    /// <summary>The language that it says it is written in.</summary>
    public string? Language => _document.Internals.Catalog.Elements.GetString("/Lang");

    /// <summary>How often each kind of element stands in its structure.</summary>
    public IReadOnlyDictionary<string, int> Elements =>
        Objects("/StructElem").CountBy(e => e.Elements.GetName("/S").TrimStart('/')).ToDictionary();

    /// <summary>What is read out instead of its figures.</summary>
    public IReadOnlyList<string> Alternatives =>
        [.. Objects("/StructElem").Select(e => e.Elements.GetString("/Alt")).Where(a => a.Length > 0)];

    /// <summary>The names of its fonts, whether each is embedded, and whether its letters can be searched.</summary>
    public IReadOnlyList<(string Name, bool Searchable)> Fonts =>
        [.. Objects("/Font").Where(f => f.Elements.GetName("/Subtype") == "/Type0")
            .Select(f => (f.Elements.GetName("/BaseFont"), f.Elements.GetDictionary("/ToUnicode") is not null))];

    /// <summary>Where a mark begins inside a text and ends outside, or the other way round; none in a sound file.</summary>
    public IEnumerable<string> Crossings =>
        _document.Pages.Cast<PdfPage>().SelectMany((page, i) => Crossed(Content(page)).Select(c => $"page {i + 1}: {c}"));

    public void Dispose() => _document.Dispose();

    private IEnumerable<PdfDictionary> Objects(string type) => _document.Internals.GetAllObjects().OfType<PdfDictionary>()
        .Where(d => d.Elements.GetName("/Type") == type
        || (type == "/StructElem" && d.Elements.ContainsKey("/S") && d.Elements.ContainsKey("/P")));

    private static string Read(PdfPage page)
    {
        var fonts = page.Resources.Elements.GetDictionary("/Font")!;
        var content = Content(page);
        var (text, letters) = (new StringBuilder(), new Dictionary<string, string>());
        foreach (Match token in Shown().Matches(content))
        {
            if (token.Groups[1].Success) letters = Letters(fonts.Elements.GetDictionary($"/{token.Groups[1].Value}")!);
            else text.Append(string.Concat(token.Groups[2].Value.Where(char.IsAsciiHexDigit).Chunk(4)
                .Select(glyph => letters[new string(glyph).ToUpperInvariant()])).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Content(PdfPage page) => Encoding.Latin1.GetString(page.Contents.CreateSingleContent().Stream.UnfilteredValue);

    private static IEnumerable<string> Crossed(string content)
    {
        var open = new Stack<string>();
        foreach (Match token in Nesting().Matches(content))
        {
            var begins = token.Value is "BT" or "BMC" or "BDC";
            if (begins) open.Push(token.Value);
            else if ((open.Pop() == "BT") != (token.Value == "ET")) yield return $"{token.Value} at {token.Index}";
        }
    }

    [GeneratedRegex(@"(?<=^|\s|>)(BT|ET|BMC|BDC|EMC)(?=\s|$)")]
    private static partial Regex Nesting();

    private static Dictionary<string, string> Letters(PdfDictionary font)
    {
        var table = Encoding.Latin1.GetString(font.Elements.GetDictionary("/ToUnicode")!.Stream.UnfilteredValue);
        return Ranges().Matches(table)
            .ToDictionary(m => m.Groups[1].Value.ToUpperInvariant(),
            m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)));
    }

    [GeneratedRegex(@"/(F\d+) [-\d.]+ Tf|<([0-9A-Fa-f\s]+)>\s*Tj")]
    private static partial Regex Shown();

    [GeneratedRegex(@"<([0-9A-Fa-f]{4})>\s*<[0-9A-Fa-f]{4}>\s*<([0-9A-Fa-f]+)>")]
    private static partial Regex Ranges();
}
