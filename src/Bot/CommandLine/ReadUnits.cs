using System.Globalization;
using System.Text;
using Core.Units;
using CsvHelper;

namespace Bot.CommandLine;

/// <summary>Reads units and services from CSV as spreadsheets write it: comma or semicolon, columns in any order.</summary>
internal static class ReadUnits
{
    private static readonly string[] Needed = ["unit_code", "unit_name", "service_code", "service_name"];
    private static readonly string[] Others = ["short_name", "time_zone", "yearly_recipients", "address", "phone", "hours", "map_point",
        "requirements", "cost", "promised_time"];

    /// <summary>The lines, or what is wrong with the file.</summary>
    public static (IReadOnlyList<UnitLine> Lines, IReadOnlyList<string> Wrong) From(byte[] file)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return ([], ["The file is not UTF-8. In your spreadsheet choose \"Save as\" and the type \"CSV UTF-8\"."]);
        }

        using var csv = CsvReader.FromText(text, OptionsFor(text));
        if (text.Trim().Length == 0) return ([],
            ["The file is empty. Its first line must name the columns: " + string.Join(',', Needed.Concat(Others))]);
        var columns = csv.Headers.ToArray().Select(c => c.Trim().ToLowerInvariant()).Where(c => c.Length > 0).ToList();
        var wrong = Needed.Except(columns).Select(c => $"Line 1: the column {c} is missing.")
            .Concat(columns.Except(Needed).Except(Others)
            .Select(c => $"Line 1: the column \"{c}\" is not known; there are {string.Join(", ", Needed.Concat(Others))}.")).ToList();
        return wrong.Count > 0 ? ([], wrong) : ReadLines(csv);
    }

    private static (IReadOnlyList<UnitLine> Lines, IReadOnlyList<string> Wrong) ReadLines(CsvReader csv)
    {
        var (lines, wrong) = (new List<UnitLine>(), new List<string>());
        try
        {
            while (csv.Read()) lines.Add(Line(csv, wrong));
        }
        catch (CsvFormatException e)
        {
            wrong.Add($"Line {e.LineNumber}: it does not have as many cells as the first line, or a quotation mark is not closed.");
        }

        if (lines.Count == 0 && wrong.Count == 0) wrong.Add("The file names no unit; add a line for each service.");
        wrong.AddRange(CheckUnits.Wrong(lines));
        return (lines, wrong);
    }

    private static UnitLine Line(CsvReader csv, List<string> wrong)
    {
        var row = (int)csv.LineNumber;
        var recipients = Cell(csv, "yearly_recipients");
        int? number = int.TryParse(recipients, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        if (recipients.Length > 0 && number is null or 0)
            wrong.Add($"Line {row}: yearly_recipients \"{recipients}\" must be a whole number without points, such as 12000, or empty.");
        return new UnitLine(row, Cell(csv, "unit_code").ToUpperInvariant(), Cell(csv, "unit_name"), NullIfEmpty(Cell(csv, "short_name")),
            NullIfEmpty(Cell(csv, "time_zone")), number, Cell(csv, "service_code").ToLowerInvariant(), Cell(csv, "service_name"))
        {
            Facts = new UnitFacts(Optional(csv, "address"), Optional(csv, "phone"), Optional(csv, "hours"), Optional(csv, "map_point")),
            Requirements = Optional(csv, "requirements"),
            Cost = Optional(csv, "cost"),
            PromisedTime = Optional(csv, "promised_time"),
        };
    }

    private static CsvReaderOptions OptionsFor(string text)
    {
        var header = text.Split('\n', 2)[0];
        return CsvReaderOptions.Default with
        {
            Separator = header.Count(c => c == ';') > header.Count(c => c == ',') ? ';' : ',',
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        };
    }

    private static string Cell(CsvReader csv, string column) =>
        csv.TryGetFieldIndex(column, out var index) ? Core.Texts.TextFormatting.Clean(csv.GetString(index)).Trim() : "";

    private static string? Optional(CsvReader csv, string column) => NullIfEmpty(Cell(csv, column));

    private static string? NullIfEmpty(string cell) => cell.Length == 0 ? null : cell;
}
