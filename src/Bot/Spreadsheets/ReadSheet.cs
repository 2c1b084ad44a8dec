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
    private const int MostRows = 5000;
    private const int MostColumns = 60;

    /// <summary>The cells of its first sheet; null where it is no spreadsheet.</summary>
    public static SheetCells? Of(byte[] content)
    {
        try
        {
            return content is [(byte)'P', (byte)'K', ..] ? OfWorkbook(content) : content.Length == 0 || content.Contains((byte)0)
                && content is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) ? null : OfText(UnitsText.Of(content));
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or System.Xml.XmlException or FormatException
            or CsvFormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static SheetCells? OfWorkbook(byte[] content)
    {
        if (!WorkbookSize.IsOfAList(content)) return null;
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
        if (document.WorkbookPart is not { } book
            || book.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value is not { } id
            || book.GetPartById(id) is not WorksheetPart part) return null;
        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
        var cells = new SheetCells();
        using var reader = OpenXmlReader.Create(part);
        var (row, rows) = (0, 0);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            if (++rows > MostRows || reader.LoadCurrentElement() is not Row read) break;
            if ((row = Row(read, row)) is < 1 or > MostRows) break;
            foreach (var cell in read.Elements<Cell>())
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
    private static int Row(Row read, int before) => (int)Math.Min(read.RowIndex?.Value ?? (uint)(before + 1), MostRows + 1u);

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
        while (row++ < MostRows && csv.Read())
            for (var column = 0; column < Math.Min(csv.FieldCount, MostColumns); column++)
                cells[row, column + 1] = csv.GetString(column) ?? "";
        return cells;
    }
}
