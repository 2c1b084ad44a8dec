using Core.Skm;
using Core.Statistics;
using Core.Texts;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Bot.Reports.Documents;

/// <summary>
/// Writes a document as DOCX, to be completed and signed by the office: real headings, contents, tables and marked places.
/// </summary>
internal sealed class WriteDocx
{
    private readonly Document _document;
    private readonly Wording _words;
    private readonly MainDocumentPart _main;
    private readonly DocxPictures _pictures;
    private int _heading;
    private int _places;
    private bool _breaks;

    private WriteDocx(Document document, MainDocumentPart main)
    {
        (_document, _words, _main) = (document, Wording.Of(document.Language), main);
        _pictures = new DocxPictures(main);
    }

    public static void Save(Document document, string path)
    {
        using var file = WordprocessingDocument.Create(path, WordprocessingDocumentType.Document);
        new WriteDocx(document, file.AddMainDocumentPart()).Write();
        var properties = file.PackageProperties;
        (properties.Title, properties.Creator) = (document.Title, document.Author);
        properties.Language = DocxParts.Language(document.Language);
        (properties.Created, properties.Modified) = (document.At.UtcDateTime, document.At.UtcDateTime);
    }

    private void Write()
    {
        var body = new W.Body();
        foreach (var (i, block) in _document.Blocks.Index())
        {
            List<OpenXmlElement> made = [.. Of(block)];
            if (LeadsToSignature(i)) made.ForEach(DocxText.KeepWithNext);
            body.Append(made);
        }

        body.Append(DocxParts.Section(DocxParts.AddFooter(_main, _document.Footer)));
        DocxParts.AddStyles(_main, _document.Language);
        DocxParts.AddSettings(_main);
        _main.Document = new W.Document(body);
    }

    /// <summary>What is signed stands on the page of the signature: a signature alone on a page could be put below anything.</summary>
    private bool LeadsToSignature(int at) => _document.Blocks[at] is Text or OfficePlace
        && _document.Blocks.Skip(at + 1).SkipWhile(b => b is Text or OfficePlace).FirstOrDefault() is Signature;

    private IEnumerable<OpenXmlElement> Of(Block block) => block switch
    {
        Headline head => [DocxText.Line(head.Says, new Look(head.Size, Bold: true, Tone.Accent, head.Middle, After: head.After), Starts())],
        Heading heading => [HeadingOf(heading)],
        Text text => [DocxText.Line(text.Says, text.Look, Starts())],
        Grid grid => DocxTables.Of(grid),
        Bars bars => [Chart(DrawCharts.Bars(bars.Score, _words), DrawCharts.BarsTall, bars.Alt)],
        TrendLine trend => [Chart(DrawCharts.Trend(trend.Months, _words), DrawCharts.TrendTall, trend.Alt)],
        Picture picture => [DocxText.Holding(_pictures.Run(picture), middle: true, picture.After, Starts())],
        Contents contents => DocxContents.Of(contents, [.. _document.Headings], Starts()),
        Gap gap => [DocxText.Line("", new Look(1, After: gap.Height), Starts())],
        Letterhead head => DocxTables.Of(head, head.Arms is { } arms ? _pictures.Run(arms) : null, Starts()),
        Signature signature => DocxTables.Of(signature),
        OfficePlace place => Marked(place),
        NewPage => Break(),
        _ => throw new InvalidOperationException($"No DOCX knows a {block.GetType().Name}."),
    };

    private W.Paragraph HeadingOf(Heading heading)
    {
        var line = DocxText.Heading(heading.Says, heading.Level, Starts());
        return heading.Listed ? DocxContents.Bookmark(line, _heading++) : line;
    }

    private W.Paragraph Chart(string svg, double tall, string alt)
    {
        using var png = new MemoryStream();
        PictureMaker.Draw(svg, png);
        return DocxText.Holding(_pictures.Run(new Picture(png.ToArray(), alt, Paper.Width, Paper.Width * tall / DrawCharts.Wide)),
            middle: false, 8, Starts());
    }

    /// <summary>
    /// A place that the office's program marks and keeps together, between two lines too low to be seen, which hold the ends of its
    /// bookmark: whoever types over the whole place types between them.
    /// </summary>
    private IEnumerable<OpenXmlElement> Marked(OfficePlace place)
    {
        var holds = new W.SdtContentBlock();
        foreach (var block in place.Holds) holds.Append(Of(block));
        if (!holds.HasChildren) holds.Append(DocxText.Line("", Look.Plain)); // a mark without a paragraph is no mark
        var says = string.Join('\n', place.Holds.SelectMany(b => b.Words));
        var (tag, id) = (ReadDocx.TagOf(place.Key, says), $"{1000 + _places++}");
        var control = new W.SdtBlock(new W.SdtProperties(new W.SdtAlias { Val = place.Name }, new W.Tag { Val = tag },
            new W.Lock { Val = W.LockingValues.SdtLocked }), holds);
        return [DocxText.Edge(new W.BookmarkStart { Id = id, Name = tag }), control, DocxText.Edge(new W.BookmarkEnd { Id = id })];
    }

    private IEnumerable<OpenXmlElement> Break()
    {
        _breaks = true;
        return [];
    }

    /// <summary>Whether the paragraph that is made now begins a page.</summary>
    private bool Starts()
    {
        var starts = _breaks;
        _breaks = false;
        return starts;
    }
}

/// <summary>The charts of a document as drawings, for a form that cannot draw.</summary>
internal static class DrawCharts
{
    public const double Wide = 1000;
    public const double BarsTall = (Unsur.Count * Step) + 8;
    public const double TrendTall = 330;
    private const double Step = 36;
    private const string White = "#ffffff";

    public static string Bars(SkmScore score, Wording words)
    {
        var svg = new Svg(Wide, BarsTall, White);
        for (var u = 0; u < Unsur.Count; u++)
        {
            var (y, low) = (4 + (u * Step), score.Lowest.Contains(u));
            svg.Text(0, y + 20, $"{Unsur.Codes[u]} {words[$"unsur-short.{Unsur.Codes[u]}"]}", 18).Rect(225, y + 3, 690, 22, "#f1f0e9")
                .Rect(225, y + 3, (double)(score.Means[u] - 1) / 3 * 690, 22, low ? Svg.Low : Svg.Bar)
                .Text(Wide - 4, y + 20, words.Score(score.Means[u]), 18, low ? Svg.Low : Svg.Bar, bold: true, anchor: "end");
        }

        return svg.ToString();
    }

    public static string Trend(IReadOnlyList<(Core.Calendar.Month Month, SkmScore? Score)> months, Wording words)
    {
        var svg = new Svg(Wide, TrendTall, White);
        new TrendPlot(months, words).Draw(new DrawTrend(svg, (50, 20, 940, 250), all: true));
        return svg.ToString();
    }
}
