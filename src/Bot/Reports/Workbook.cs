using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Bot.Reports;

/// <summary>
/// A spreadsheet of one sheet, cell by cell. Texts are stored as texts and never as formulas, whatever they begin with; only
/// <see cref="Formula"/> makes a formula, with the value that we computed beside it.
/// </summary>
internal sealed class Workbook(string sheet)
{
    public const uint Plain = 0;
    public const uint Bold = 1;
    public const uint ThreeDecimals = 2;
    public const uint TwoDecimals = 3;
    public const uint Head = 4;
    public const uint Middle = 5;
    public const uint Wrapped = 6;
    public const uint WrappedBold = 7;
    public const uint Title = 8;
    public const uint Underlined = 9;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly SortedDictionary<int, SortedDictionary<int, Cell>> _rows = [];
    private readonly Dictionary<int, double> _widths = [];
    private readonly Dictionary<int, double> _heights = [];
    private readonly List<string> _merged = [];

    /// <summary>Whether it is printed upright, on one page.</summary>
    public bool Portrait { get; init; }

    private int _frozen;
    private Block _block = new(0, 0, 0, (_, _) => "");

    /// <summary>A cell's name, such as <c>B5</c>; column and row from 1.</summary>
    public static string Name(int column, int row) => $"{Letters(column)}{row}";

    public void Text(int column, int row, string text, uint style = Plain) => Put(column, row, new Cell
    {
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
        StyleIndex = style,
    });

    public void Number(int column, int row, decimal number, uint style = Plain) =>
        Put(column, row, new Cell { CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)), StyleIndex = style });

    public void Formula(int column, int row, string formula, decimal value, uint style = Plain) => Put(column, row, new Cell
    {
        CellFormula = new CellFormula(formula),
        CellValue = new CellValue(value.ToString(CultureInfo.InvariantCulture)),
        StyleIndex = style,
    });

    public void TextFormula(int column, int row, string formula, string value, uint style = Plain) => Put(column, row, new Cell
    {
        CellFormula = new CellFormula(formula),
        CellValue = new CellValue(value),
        DataType = CellValues.String,
        StyleIndex = style,
    });

    public void Width(int column, double characters) => _widths[column] = characters;

    /// <summary>How high a row is, in points; also of one that holds nothing.</summary>
    public void Height(int row, double points)
    {
        _heights[row] = points;
        _rows.TryAdd(row, []);
    }

    /// <summary>A text that goes over the cells from one column to another.</summary>
    public void Across(int from, int to, int row, string text, uint style = Wrapped)
    {
        Text(from, row, text, style);
        for (var column = from + 1; column <= to; column++) Text(column, row, "", style);
        _merged.Add($"{Name(from, row)}:{Name(to, row)}");
    }

    /// <summary>Makes a column wide enough for a text, within reason.</summary>
    public void Fit(int column, string text) =>
        _widths[column] = Math.Max(_widths.GetValueOrDefault(column), Math.Min(text.Length + 2, 100));

    /// <summary>The rows down to this one, and the first column, stay in sight.</summary>
    public void Freeze(int row) => _frozen = row;

    /// <summary>
    /// Rows of numbers from the first column on, as many as one likes: each is asked for by its place (from 0) and column (from 1)
    /// while the file is written, and none is kept. One block a sheet.
    /// </summary>
    public void Numbers(int row, int count, int columns, Func<int, int, string> number) => _block = new(row, count, columns, number);

    /// <summary>
    /// The frame comes from the library, which keeps all of a sheet in memory; so the sheet itself is written into the file row by row.
    /// </summary>
    public void Save(string path)
    {
        using var frame = Frame(out var sheetPart);
        using var from = new ZipArchive(frame, ZipArchiveMode.Read);
        using var file = File.Create(path);
        using var to = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var part in from.Entries)
        {
            using var entry = to.CreateEntry(part.FullName, CompressionLevel.Fastest).Open();
            if (part.FullName == sheetPart) WriteSheet(entry);
            else
            {
                using var kept = part.Open();
                kept.CopyTo(entry);
            }
        }
    }

    private MemoryStream Frame(out string sheetPart)
    {
        var frame = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(frame, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData());
            sheetPart = part.Uri.OriginalString.TrimStart('/');
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
                new BookViews(new WorkbookView()),
                new Sheets(new Sheet { Name = sheet, SheetId = 1, Id = book.GetIdOfPart(part) }),
                new CalculationProperties { FullCalculationOnLoad = true });
        }

        frame.Position = 0;
        return frame;
    }

    private void WriteSheet(Stream to)
    {
        using var xml = XmlWriter.Create(to);
        xml.WriteStartElement("x", "worksheet", Main);
        new SheetProperties(new PageSetupProperties { FitToPage = true }).WriteTo(xml);
        new SheetViews(View()).WriteTo(xml);
        new Columns(_widths.OrderBy(w => w.Key)
            .Select(w => new Column { Min = (uint)w.Key, Max = (uint)w.Key, Width = w.Value, CustomWidth = true })).WriteTo(xml);
        xml.WriteStartElement("x", "sheetData", Main);
        foreach (var row in _rows.Where(r => r.Key < _block.Row)) Row(row).WriteTo(xml);
        _block.Write(xml);
        foreach (var row in _rows.Where(r => r.Key >= _block.Row)) Row(row).WriteTo(xml);
        xml.WriteEndElement();
        if (_merged.Count > 0)
            new MergeCells(_merged.Select(m => new MergeCell { Reference = m })).WriteTo(xml);
        if (Portrait)
            new PageMargins { Left = 0.5, Right = 0.5, Top = 0.5, Bottom = 0.5, Header = 0.3, Footer = 0.3 }.WriteTo(xml);
        var upright = Portrait ? OrientationValues.Portrait : OrientationValues.Landscape;
        new PageSetup { PaperSize = 9, Orientation = upright, FitToWidth = 1, FitToHeight = Portrait ? 1u : 0u }.WriteTo(xml);
        xml.WriteEndElement();
    }

    private SheetView View()
    {
        var view = new SheetView { WorkbookViewId = 0 };
        if (_frozen > 0)
            view.Append(new Pane
            {
                HorizontalSplit = 1,
                VerticalSplit = _frozen,
                TopLeftCell = Name(2, _frozen + 1),
                ActivePane = PaneValues.BottomRight,
                State = PaneStateValues.Frozen
            });
        return view;
    }

    private Row Row(KeyValuePair<int, SortedDictionary<int, Cell>> row)
    {
        var made = new Row(row.Value.Values) { RowIndex = (uint)row.Key };
        if (_heights.TryGetValue(row.Key, out var points)) (made.Height, made.CustomHeight) = (points, true);
        return made;
    }

    private void Put(int column, int row, Cell cell)
    {
        cell.CellReference = Name(column, row);
        if (!_rows.TryGetValue(row, out var cells)) _rows[row] = cells = [];
        cells[column] = cell;
    }

    private static string Letters(int column) =>
        column <= 26 ? $"{(char)('A' + column - 1)}" : $"{Letters((column - 1) / 26)}{Letters(((column - 1) % 26) + 1)}";

    private sealed record Block(int Row, int Count, int Columns, Func<int, int, string> Number)
    {
        public void Write(XmlWriter xml)
        {
            string[] letters = [.. Enumerable.Range(1, Columns).Select(Letters)];
            for (var r = 0; r < Count; r++)
            {
                var name = (Row + r).ToString(CultureInfo.InvariantCulture);
                xml.WriteStartElement("x", "row", Main);
                xml.WriteAttributeString("r", name);
                for (var c = 0; c < Columns; c++) Cell(xml, letters[c], name, Number(r, c + 1));
                xml.WriteEndElement();
            }
        }

        private static void Cell(XmlWriter xml, string letters, string row, string number)
        {
            xml.WriteStartElement("x", "c", Main);
            xml.WriteStartAttribute("r");
            xml.WriteString(letters);
            xml.WriteString(row);
            xml.WriteEndAttribute();
            xml.WriteElementString("x", "v", Main, number);
            xml.WriteEndElement();
        }
    }

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "0.000" }),
        new Fonts(Typeface(bold: false), Typeface(bold: true), Typeface(bold: true, size: 14)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFF1F0E9" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), new Border(new LeftBorder(), new RightBorder(), new TopBorder(),
            new BottomBorder { Style = BorderStyleValues.Thin })),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 2, ApplyNumberFormat = true },
            Centred(font: 1, fill: 2),
            Centred(font: 0, fill: 0),
            AtTop(font: 0),
            AtTop(font: 1),
            AtTop(font: 2),
            new CellFormat { BorderId = 1, ApplyBorder = true }));

    private static Font Typeface(bool bold, double size = 11)
    {
        var font = new Font();
        if (bold) font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new FontName { Val = "Calibri" });
        return font;
    }

    private static CellFormat AtTop(uint font) => new()
    {
        FontId = font,
        Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top },
        ApplyFont = true,
        ApplyAlignment = true,
    };

    private static CellFormat Centred(uint font, uint fill) => new()
    {
        FontId = font,
        FillId = fill,
        Alignment = new Alignment { Horizontal = HorizontalAlignmentValues.Center },
        ApplyFont = true,
        ApplyFill = true,
        ApplyAlignment = true,
    };
}
