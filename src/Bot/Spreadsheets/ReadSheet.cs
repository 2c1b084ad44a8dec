using System.Globalization;
using Core.Imports;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Bot.Spreadsheets;

/// <summary>
/// Opens a spreadsheet (XLSX, or CSV as spreadsheets save it). It comes from outside: what would unpack into more than a list can be, is no
/// list.
/// </summary>
internal static class ReadSheet
{
    private const int MostColumns = 60;

    /// <summary>The cells of its first sheet; null where it is no spreadsheet.</summary>
    public static SheetCells? Of(byte[] content)
    {
        try
        {
            if (IsWorkbook(content)) return OfWorkbook(content);
            return content.Length == 0 || UnitsText.Of(content) is not { } text ? null : OfText(text);
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or System.Xml.XmlException or FormatException
            or CsvFormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether it is a workbook, or another archive that says so.</summary>
    public static bool IsWorkbook(byte[] content) => content is [(byte)'P', (byte)'K', ..];

    private static SheetCells? OfWorkbook(byte[] content)
    {
        if (!WorkbookSize.IsOfAList(content)) return null;
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
        if (document.WorkbookPart is not { Workbook: { } first } book
            || first.Descendants<Sheet>().FirstOrDefault()?.Id?.Value is not { } id
            || book.GetPartById(id) is not WorksheetPart part) return null;
        var shared = book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
        var cells = new SheetCells();
        using var reader = OpenXmlReader.Create(part);
        var row = 0;
        while (!cells.IsCut && reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            if (reader.LoadCurrentElement() is not Row read || (row = Row(read, row)) < 1) break;
            if (row > SheetCells.MostRows) cells.IsCut = read.Elements<Cell>().Any(c => Text(c, shared).Trim().Length > 0);
            else foreach (var cell in read.Elements<Cell>())
                if (Column(cell) is > 0 and <= MostColumns and var column) cells[row, column] = Text(cell, shared);
        }

        return cells;
    }

    private static string Text(Cell cell, List<string> shared)
    {
        if (cell.DataType?.Value is CellValues.InlineString) return cell.InlineString?.InnerText ?? "";
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value is CellValues.SharedString)
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : "";
        if (cell.DataType?.Value is CellValues.String or CellValues.Error or CellValues.Boolean or CellValues.Date) return value;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) // 4.0 is four
            ? number.ToString("0.##########", CultureInfo.InvariantCulture) : value;
    }

    /// <summary>The row's number; whoever reads a list goes through all numbers up to the last, so a far one is none.</summary>
    private static int Row(Row read, int before) => (int)Math.Min(read.RowIndex?.Value ?? (uint)(before + 1), SheetCells.MostRows + 1u);

    private static int Column(Cell cell)
    {
        var column = 0;
        foreach (var letter in (cell.CellReference?.Value ?? "").TakeWhile(char.IsAsciiLetterUpper))
            column = (column * 26) + letter - 'A' + 1;
        return column;
    }

    private static SheetCells OfText(string text)
    {
        var options = CsvReaderOptions.Default with
        {
            Separator = UnitsText.Separator(text),
            HasHeader = false,
        };
        using var csv = CsvReader.FromText(text, options);
        var (cells, row) = (new SheetCells(), 0);
        while (row++ < SheetCells.MostRows && csv.Read())
            for (var column = 0; column < Math.Min(csv.FieldCount, MostColumns); column++)
                cells[row, column + 1] = csv.GetString(column) ?? "";
        while (!cells.IsCut && row > SheetCells.MostRows && csv.Read())
            cells.IsCut = Enumerable.Range(0, Math.Min(csv.FieldCount, MostColumns)).Any(c => csv.GetString(c)?.Trim().Length > 0);
        return cells;
    }
}
