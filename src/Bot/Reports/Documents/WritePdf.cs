using Core.Texts;
using PdfSharp.Drawing;

namespace Bot.Reports.Documents;

/// <summary>Writes a document as PDF.</summary>
internal static class WritePdf
{
    private const double TwoHeadings = 75;

    public static void Save(Document document, string path)
    {
        var paper = new Paper(document.Title, document.Author, document.Footer, document.Language, document.At);
        var pages = new List<int>();
        foreach (var (i, block) in document.Blocks.Index())
        {
            // A chapter's heading is not left at the end of a page while its first section begins the next.
            if (block is Heading && document.Blocks.ElementAtOrDefault(i + 1) is Heading next) paper.Need(TwoHeadings + next.With);
            Put(paper, block, document, pages);
        }

        paper.Save(path);
    }

    private static void Put(Paper paper, Block block, Document document, List<int> pages)
    {
        switch (block)
        {
            case Headline head: paper.Title(head.Says, head.Size, head.After, head.Middle); break;
            case Heading heading: Put(paper, heading, pages); break;
            case Text text: Put(paper, text); break;
            case Grid grid: paper.Table(grid.Widths, grid.Rows, grid.Size); break;
            case Bars bars: PaperCharts.Bars(paper, bars.Score, Wording.Of(document.Language), bars.Alt); break;
            case TrendLine trend: PaperCharts.Trend(paper, trend.Months, Wording.Of(document.Language), trend.Alt); break;
            case Picture picture: Put(paper, picture); break;
            case Contents contents: Put(paper, contents, document, pages); break;
            case NewPage: paper.NewPage(); break;
            case Gap gap: paper.Space(gap.Height); break;
            case Letterhead head: Put(paper, head); break;
            case Signature signature: Put(paper, signature); break;
            case OfficePlace place:
                foreach (var held in place.Holds) Put(paper, held, document, pages);
                break;
            default: throw new InvalidOperationException($"No paper knows a {block.GetType().Name}.");
        }
    }

    private static void Put(Paper paper, Heading heading, List<int> pages)
    {
        paper.Heading(heading.Says, heading.Level, heading.With);
        if (heading.Listed) pages.Add(paper.Pages);
    }

    private static void Put(Paper paper, Text text) => paper.Text(text.Says, text.Look.Size, text.Look.Bold, ColorOf(text.Look.Tone),
        text.Look.Indent, text.Look.After, text.Look.Middle);

    private static void Put(Paper paper, Picture picture)
    {
        paper.Need(picture.Height);
        paper.Emblem(picture.File, picture.Width, picture.Height);
        paper.Space(picture.Height + picture.After);
    }

    /// <summary>The pages are known when all is set; they are drawn then.</summary>
    private static void Put(Paper paper, Contents contents, Document document, List<int> pages)
    {
        paper.Text(contents.Says, 15, bold: true, color: Paper.Accent, after: 8);
        foreach (var (i, heading) in document.Headings.Index())
        {
            var place = i;
            paper.Entry(heading.Says, heading.Level, () => $"{pages[place]}");
        }
    }

    private static void Put(Paper paper, Letterhead head)
    {
        var top = paper.Y;
        if (head.Arms is { } arms) paper.Image(arms.File, Paper.Left, top, arms.Width, arms.Height);
        var aside = head.Arms is null ? 0 : head.Arms.Width + 12;
        if (head.Above.Length > 0) paper.Text(head.Above, 12, after: 0, middle: true, indent: aside);
        paper.Text(head.Name, 14, bold: true, after: 2, middle: true, indent: aside);
        if (head.Address.Length > 0) paper.Text(head.Address, 8.5, after: 0, middle: true, indent: aside);
        paper.Y = Math.Max(paper.Y, top + (head.Arms?.Height ?? 0)) + 6;
        paper.Line(Paper.Left, paper.Y, Paper.Left + Paper.Width, paper.Y, Paper.Black, 1.8);
        paper.Line(Paper.Left, paper.Y + 2.4, Paper.Left + Paper.Width, paper.Y + 2.4, Paper.Black, 0.6);
        paper.Space(20);
    }

    private static void Put(Paper paper, Signature signature)
    {
        const double Indent = 250;
        const double Room = 62;
        paper.Need(175);
        paper.Space(14);
        paper.Text(signature.PlaceAndDay, indent: Indent, after: 0);
        paper.Text(signature.Title, indent: Indent, after: 6);
        var (x, y, w) = (Paper.Left + Indent, paper.Y, Paper.Width - Indent);
        paper.Line(x, y, x + w, y, Paper.Rule);
        paper.Line(x, y + Room, x + w, y + Room, Paper.Rule);
        paper.Line(x, y, x, y + Room, Paper.Rule);
        paper.Line(x + w, y, x + w, y + Room, Paper.Rule);
        paper.Space(4);
        paper.Text(signature.Room, 7, color: Paper.Soft, indent: Indent + 6, after: 0);
        paper.Y = y + Room + 6;
        paper.Text(signature.Name, bold: true, indent: Indent, after: 0);
        paper.Text(signature.Number, indent: Indent);
    }

    private static XColor ColorOf(Tone tone) => tone switch
    {
        Tone.Soft => Paper.Soft,
        Tone.Accent => Paper.Accent,
        Tone.Notice => Paper.Low,
        _ => Paper.Black,
    };
}
