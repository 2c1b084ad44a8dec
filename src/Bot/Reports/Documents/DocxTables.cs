using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Bot.Reports.Documents;

/// <summary>Tables of a DOCX, and what is laid out by one: a letterhead and a signature.</summary>
internal static class DocxTables
{
    private const string RuleColor = "B9B9AE";
    private const double SignatureLeft = 250;
    private const short Beside = 80;
    private const string Above = "30";

    /// <summary>A table with its heading on every page, and the room below it.</summary>
    public static IEnumerable<OpenXmlElement> Of(Grid grid)
    {
        var table = New([.. grid.Widths.Select(Math.Abs)], Lines());
        foreach (var (r, cells) in grid.Rows.Index())
        {
            var row = Row(repeats: r == 0);
            foreach (var (text, width) in cells.Zip(grid.Widths))
                row.Append(Cell(Math.Abs(width), shaded: r == 0,
                    DocxText.Line(text, new Look(grid.Size / DocxText.Larger, Bold: r == 0, After: 1), right: width < 0)));
            if (r < grid.Rows.Count - 1 && (grid.Rows.Count <= Paper.WholeUpTo || r == 0 || r >= grid.Rows.Count - Paper.LastRows))
                DocxText.KeepWithNext(row);
            table.Append(row);
        }

        return [table, DocxText.Line("", new Look(4, After: 4))];
    }

    public static IEnumerable<OpenXmlElement> Of(Letterhead head, Run? arms, bool startsPage)
    {
        var aside = head.Arms is null ? 0 : head.Arms.Width + 12;
        var rule = new TableBorders(new BottomBorder { Val = BorderValues.ThickThinSmallGap, Size = 18 });
        var table = New(aside > 0 ? [aside, Paper.Width - aside] : [Paper.Width], rule);
        var lines = new List<Paragraph>();
        if (head.Above.Length > 0) lines.Add(DocxText.Line(head.Above, new Look(12, Middle: true, After: 0)));
        lines.Add(DocxText.Line(head.Name, new Look(14, Bold: true, Middle: true, After: 2)));
        if (head.Address.Length > 0) lines.Add(DocxText.Line(head.Address, new Look(8.5, Middle: true, After: 6)));
        var row = Row(repeats: false);
        if (arms is not null) row.Append(Cell(aside, shaded: false, DocxText.Holding(arms, middle: false, 4, startsPage: false)));
        row.Append(Cell(Paper.Width - aside, shaded: false, [.. lines]));
        table.Append(row);
        var first = startsPage ? [DocxText.Line("", new Look(1, After: 0), startsPage)] : Array.Empty<OpenXmlElement>();
        return [.. first, table, DocxText.Line("", new Look(6, After: 6))];
    }

    public static IEnumerable<OpenXmlElement> Of(Signature signature)
    {
        const double Right = Paper.Width - SignatureLeft;
        var table = New([SignatureLeft, Right], borders: null);
        table.Append(Beside(DocxText.Line(signature.PlaceAndDay, new Look(After: 0)), DocxText.Line(signature.Title, new Look(After: 4))));
        var room = Beside(DocxText.Line(signature.Room, new Look(7, Tone: Tone.Soft)));
        room.PrependChild(new TableRowProperties(new CantSplit(),
            new TableRowHeight { Val = 1240, HeightType = HeightRuleValues.AtLeast }));
        room.Elements<TableCell>().Last().TableCellProperties!.Append(Borders());
        table.Append(room);
        table.Append(Beside(DocxText.Line(signature.Name, new Look(Bold: true, After: 0)), DocxText.Line(signature.Number, new Look())));
        var before = DocxText.Line("", new Look(6));
        DocxText.KeepWithNext(before);
        return [before, table, DocxText.Line("", new Look(6))];

        static TableRow Beside(params Paragraph[] says)
        {
            foreach (var line in says) line.ParagraphProperties!.PrependChild(new KeepNext());
            return new TableRow(Cell(SignatureLeft, shaded: false, DocxText.Line("", new Look())), Cell(Right, shaded: false, says));
        }
    }

    private static TableBorders Lines() => new(Edge(new TopBorder()), Edge(new BottomBorder()), Edge(new InsideHorizontalBorder()));

    private static Table New(IReadOnlyList<double> widths, TableBorders? borders)
    {
        var properties = new TableProperties(new TableWidth { Type = TableWidthUnitValues.Dxa, Width = DocxText.Twentieths(widths.Sum()) });
        if (borders is not null) properties.Append(borders);
        properties.Append(new TableLayout { Type = TableLayoutValues.Fixed });
        properties.Append(new TableCellMarginDefault(
            new TopMargin { Type = TableWidthUnitValues.Dxa, Width = Above },
            new TableCellLeftMargin { Type = TableWidthValues.Dxa, Width = Beside },
            new BottomMargin { Type = TableWidthUnitValues.Dxa, Width = Above },
            new TableCellRightMargin { Type = TableWidthValues.Dxa, Width = Beside }));
        return new Table(properties, new TableGrid(widths.Select(w => new GridColumn { Width = DocxText.Twentieths(w) })));
    }

    private static TableRow Row(bool repeats)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (repeats) properties.Append(new TableHeader());
        return new TableRow(properties);
    }

    private static TableCell Cell(double width, bool shaded, params Paragraph[] says)
    {
        var properties = new TableCellProperties(new TableCellWidth
        { Type = TableWidthUnitValues.Dxa, Width = DocxText.Twentieths(width) });
        if (shaded) properties.Append(new Shading { Val = ShadingPatternValues.Clear, Fill = "F1F0E9" });
        return new TableCell([properties, .. says]);
    }

    private static TableCellBorders Borders() => new(Edge(new TopBorder()), Edge(new LeftBorder()), Edge(new BottomBorder()),
        Edge(new RightBorder()));

    private static T Edge<T>(T border) where T : BorderType
    {
        (border.Val, border.Size, border.Color) = (BorderValues.Single, 4, RuleColor);
        return border;
    }
}
