using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Bot.Reports.Privacy;

/// <summary>Writes a privacy document as PDF, to be signed, and as DOCX, to be completed by the office.</summary>
internal static class WritePrivacyPaper
{
    private const int PageWidth = 9360; // twentieths of a point

    public static void Pdf(PrivacyPaper paper, string path, string author, string footer, DateTimeOffset at)
    {
        var pages = new Paper(paper.Title, author, footer, "id", at);
        pages.Text(author, 11, color: Paper.Soft, after: 0);
        pages.Title(paper.Title, 18, after: 12);
        foreach (var part in paper.Parts)
        {
            pages.Heading(part.Heading, 1);
            foreach (var text in part.Paragraphs) pages.Text(text);
            if (part.Table is not null) pages.Table([.. part.Widths!.Select(w => w * Paper.Width / 100)], part.Table, 8);
        }

        pages.Save(path);
    }

    public static void Docx(PrivacyPaper paper, string path, string author)
    {
        using var document = WordprocessingDocument.Create(path, WordprocessingDocumentType.Document);
        var body = new Body(Line(author, 22, bold: false), Line(paper.Title, 36, bold: true));
        foreach (var part in paper.Parts)
        {
            body.Append(Line(part.Heading, 28, bold: true));
            foreach (var text in part.Paragraphs) body.Append(Line(text, 21, bold: false));
            if (part.Table is not null) body.Append(TableOf(part), Line("", 21, bold: false));
        }

        document.AddMainDocumentPart().Document = new Document(body);
        (document.PackageProperties.Title, document.PackageProperties.Creator, document.PackageProperties.Language) = (paper.Title, author,
            "id-ID");
    }

    private static Table TableOf(PaperPart part)
    {
        var border = new Func<BorderType, BorderType>(b =>
        {
            (b.Val, b.Size) = (BorderValues.Single, 4);
            return b;
        });
        var table = new Table(new TableProperties(
            new TableWidth { Type = TableWidthUnitValues.Dxa, Width = $"{PageWidth}" },
            new TableBorders(border(new TopBorder()), border(new LeftBorder()), border(new BottomBorder()), border(new RightBorder()),
                border(new InsideHorizontalBorder()), border(new InsideVerticalBorder()))));
        table.Append(new TableGrid(part.Widths!.Select(w => new GridColumn { Width = $"{w * PageWidth / 100}" })));
        foreach (var (i, row) in part.Table!.Index())
        {
            var cells = new TableRow();
            if (i == 0) cells.Append(new TableRowProperties(new TableHeader()));
            foreach (var (text, width) in row.Zip(part.Widths!))
                cells.Append(new TableCell(new TableCellProperties(new TableCellWidth
                {
                    Type = TableWidthUnitValues.Dxa,
                    Width = $"{width * PageWidth / 100}"
                }), Line(text, 18, bold: i == 0)));
            table.Append(cells);
        }

        return table;
    }

    private static Paragraph Line(string text, int halfPoints, bool bold)
    {
        var style = new RunProperties();
        if (bold) style.Append(new Bold());
        style.Append(new FontSize { Val = $"{halfPoints}" });
        var run = new Run(style);
        foreach (var (i, line) in text.Split('\n').Index())
        {
            if (i > 0) run.Append(new Break());
            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return new Paragraph(new ParagraphProperties(new SpacingBetweenLines { After = bold ? "80" : "60" }), run);
    }
}
