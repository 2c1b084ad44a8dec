using Core.Imports;
using Core.Texts;
using Core.Units;
using CsvHelper;

namespace Bot.Spreadsheets;

/// <summary>Reads units and services from CSV as spreadsheets write it: comma or semicolon, or as XLSX, columns in any order.</summary>
internal static class ReadUnits
{
    private static readonly string[] Needed = ["unit_code", "unit_name", "service_code", "service_name"];
    private static readonly string[] Others = ["short_name", "time_zone", "yearly_recipients", "address", "phone", "hours", "map_point",
        "requirements", "cost", "promised_time", "signer_title", "signer_name", "parent"];

    /// <summary>Whether a column bears this name.</summary>
    public static bool Knows(string column) => Needed.Contains(column) || Others.Contains(column);

    /// <summary>The lines, or what is wrong with the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="known">The units that are there already, for units above others; null where nobody has looked yet.</param>
    public static (IReadOnlyList<UnitLine> Lines, IReadOnlyList<LocalizedText> Wrong) From(byte[] file,
        IReadOnlyCollection<Unit>? known = null)
    {
        var (text, instead) = TextOf(file);
        if (text is null) return ([], [instead]);
        try
        {
            using var csv = CsvReader.FromText(text, OptionsFor(text));
            return WrongColumns(csv) is { Count: > 0 } wrong ? ([], wrong) : ReadLines(csv, known);
        }
        catch (CsvFormatException e)
        {
            return ([], [LocalizedText.Of("units-file.malformed", Math.Max(e.LineNumber, 1))]);
        }
    }

    private static (string? Text, LocalizedText Instead) TextOf(byte[] file)
    {
        var cells = ReadSheet.IsWorkbook(file) ? ReadSheet.Of(file) : null;
        if (cells?.IsCut == true) return (null, LocalizedText.Of("import.rows", SheetCells.MostRows));
        if ((cells is null ? ReadSheet.IsWorkbook(file) ? null : UnitsText.Of(file) : UnitsText.Of(cells)) is not { } text)
            return (null, "import.no-sheet");
        return text.Trim().Length > 0 ? (text, default)
            : (null, LocalizedText.Of("units-file.empty", string.Join(',', Needed.Concat(Others))));
    }

    private static List<LocalizedText> WrongColumns(CsvReader csv)
    {
        var columns = csv.Headers.ToArray().Select(c => c.Trim().ToLowerInvariant()).Where(c => c.Length > 0).ToList();
        return [.. Needed.Except(columns).Select(c => LocalizedText.Of("units-file.no-column", c)),
            .. columns.Except(Needed).Except(Others).Select(c => LocalizedText.Of("units-file.unknown-column", Characters.Short(c, 40),
                string.Join(", ", Needed.Concat(Others)))),
            .. columns.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => LocalizedText.Of("import.column-twice", g.Key))];
    }

    private static (IReadOnlyList<UnitLine> Lines, IReadOnlyList<LocalizedText> Wrong) ReadLines(CsvReader csv,
        IReadOnlyCollection<Unit>? known)
    {
        var (lines, wrong) = (new List<UnitLine>(), new List<LocalizedText>());
        try
        {
            while (csv.Read())
            {
                if (IsEmpty(csv)) continue;
                if (lines.Count == SheetCells.MostRows) return ([], [LocalizedText.Of("import.rows", SheetCells.MostRows)]);
                lines.Add(Line(csv, wrong));
            }
        }
        catch (CsvFormatException e)
        {
            wrong.Add(LocalizedText.Of("units-file.malformed", e.LineNumber));
        }

        if (lines.Count == 0 && wrong.Count == 0) wrong.Add("units-file.no-unit");
        wrong.AddRange(CheckUnits.Wrong(lines, known));
        return (lines, wrong);
    }

    /// <summary>Spreadsheets end their files with rows of <c>;;;;</c>.</summary>
    private static bool IsEmpty(CsvReader csv) => Needed.Concat(Others).All(c => Cell(csv, c).Length == 0);

    private static UnitLine Line(CsvReader csv, List<LocalizedText> wrong)
    {
        var row = (int)csv.LineNumber;
        var recipients = Cell(csv, "yearly_recipients");
        int? number = UnitsText.Number(recipients);
        if (recipients.Length > 0 && number is null or 0)
            wrong.Add(LocalizedText.Of("units-file.line", row, LocalizedText.Of("units-file.recipients", recipients)));
        return new UnitLine(row, Cell(csv, "unit_code").ToUpperInvariant(), OneLine(csv, "unit_name"),
            NullIfEmpty(OneLine(csv, "short_name")), UnitsText.Zone(NullIfEmpty(Cell(csv, "time_zone"))), number,
            Cell(csv, "service_code").ToLowerInvariant(), OneLine(csv, "service_name"))
        {
            Facts = new UnitFacts(Optional(csv, "address"), Optional(csv, "phone"), Optional(csv, "hours"), Optional(csv, "map_point"),
                Optional(csv, "signer_title"), Optional(csv, "signer_name")),
            Parent = Optional(csv, "parent")?.ToUpperInvariant().Replace('–', '-'),
            Requirements = Optional(csv, "requirements"),
            Cost = Optional(csv, "cost"),
            PromisedTime = Optional(csv, "promised_time"),
        };
    }

    private static CsvReaderOptions OptionsFor(string text)
    {
        return CsvReaderOptions.Default with
        {
            Separator = UnitsText.Separator(text),
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        };
    }

    /// <summary>A name stands in one line, also where a spreadsheet broke it within its cell.</summary>
    private static string OneLine(CsvReader csv, string column) => string.Join(' ',
        Cell(csv, column).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cell(CsvReader csv, string column) =>
        csv.TryGetFieldIndex(column, out var index) ? TextFormatting.Clean(csv.GetString(index)).Trim() : "";

    private static string? Optional(CsvReader csv, string column) => NullIfEmpty(Cell(csv, column));

    private static string? NullIfEmpty(string cell) => cell.Length == 0 ? null : cell;
}
