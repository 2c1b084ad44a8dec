using System.Globalization;
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

    private readonly SortedDictionary<int, SortedDictionary<int, Cell>> _rows = [];
    private readonly Dictionary<int, double> _widths = [];
    private int _frozen;

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

    /// <summary>Makes a column wide enough for a text, within reason.</summary>
    public void Fit(int column, string text) =>
        _widths[column] = Math.Max(_widths.GetValueOrDefault(column), Math.Min(text.Length + 2, 100));

    /// <summary>The rows down to this one, and the first column, stay in sight.</summary>
    public void Freeze(int row) => _frozen = row;

    public void Save(string path)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(View()),
            new Columns(_widths.OrderBy(w => w.Key)
                .Select(w => new Column { Min = (uint)w.Key, Max = (uint)w.Key, Width = w.Value, CustomWidth = true })),
            new SheetData(_rows.Select(Row)),
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
            new BookViews(new WorkbookView()),
            new Sheets(new Sheet { Name = sheet, SheetId = 1, Id = book.GetIdOfPart(part) }),
                new CalculationProperties { FullCalculationOnLoad = true });
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

    private static Row Row(KeyValuePair<int, SortedDictionary<int, Cell>> row) => new(row.Value.Values) { RowIndex = (uint)row.Key };

    private void Put(int column, int row, Cell cell)
    {
        cell.CellReference = Name(column, row);
        if (!_rows.TryGetValue(row, out var cells)) _rows[row] = cells = [];
        cells[column] = cell;
    }

    private static string Letters(int column) =>
        column <= 26 ? $"{(char)('A' + column - 1)}" : $"{Letters((column - 1) / 26)}{Letters(((column - 1) % 26) + 1)}";

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "0.000" }),
        new Fonts(Typeface(bold: false), Typeface(bold: true)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFF1F0E9" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 2, ApplyNumberFormat = true },
            Centred(font: 1, fill: 2),
            Centred(font: 0, fill: 0)));

    private static Font Typeface(bool bold)
    {
        var font = new Font();
        if (bold) font.Append(new Bold());
        font.Append(new FontSize { Val = 11 }, new FontName { Val = "Calibri" });
        return font;
    }

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
