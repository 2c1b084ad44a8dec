using System.Globalization;
using System.Text.RegularExpressions;
using Core.Imports;

namespace Bot.Spreadsheets;

/// <summary>Reads what spreadsheets make of a list of units: their encodings, separators, headings, numbers and zones.</summary>
internal static partial class UnitsText
{
    private static readonly Dictionary<string, string> Headings = new()
    {
        ["kode_unit"] = "unit_code",
        ["nama_unit"] = "unit_name",
        ["nama_singkat"] = "short_name",
        ["singkatan"] = "short_name",
        ["induk"] = "parent",
        ["kode_induk"] = "parent",
        ["unit_induk"] = "parent",
        ["zona_waktu"] = "time_zone",
        ["penerima_setahun"] = "yearly_recipients",
        ["penerima_per_tahun"] = "yearly_recipients",
        ["kode_layanan"] = "service_code",
        ["nama_layanan"] = "service_name",
        ["alamat"] = "address",
        ["telepon"] = "phone",
        ["jam"] = "hours",
        ["jam_layanan"] = "hours",
        ["titik_peta"] = "map_point",
        ["jabatan_penandatangan"] = "signer_title",
        ["nama_penandatangan"] = "signer_name",
        ["persyaratan"] = "requirements",
        ["biaya"] = "cost",
        ["waktu"] = "promised_time",
        ["waktu_penyelesaian"] = "promised_time",
    };

    /// <summary>The text of <see cref="DecodeText"/>, with our names for the columns; null where it is none.</summary>
    public static string? Of(byte[] file) => DecodeText.Of(file) is { } text ? WithOurHeadings(text) : null;

    /// <summary>The same of a workbook's sheet, line for row.</summary>
    public static string Of(SheetCells cells)
    {
        var last = cells.Rows.DefaultIfEmpty().Max();
        var columns = Enumerable.Range(1, last).SelectMany(cells.In).Select(c => c.Column).DefaultIfEmpty().Max();
        return WithOurHeadings(string.Join('\n', Enumerable.Range(1, last).Select(row => string.Join(';',
            Enumerable.Range(1, columns).Select(column => $"\"{cells[row, column].Replace("\"", "\"\"", StringComparison.Ordinal)}\"")))));
    }

    /// <summary>Semicolon, tab or comma, whichever the heading has most.</summary>
    public static char Separator(string text)
    {
        var heading = text.Split('\n', 2)[0];
        return new[] { ',', ';', '\t' }.MaxBy(separator => heading.Count(c => c == separator));
    }

    /// <summary>A whole number, as <c>42000</c>, <c>42.000</c> or <c>42,000</c>; null when it is none.</summary>
    public static int? Number(string cell) => WholeNumber().IsMatch(cell)
        && int.TryParse(cell.Replace(".", "").Replace(",", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    /// <summary>The zone by its name, also as Indonesians call it.</summary>
    public static string? Zone(string? cell) => cell?.ToUpperInvariant() switch
    {
        "WIB" => "Asia/Jakarta",
        "WITA" => "Asia/Makassar",
        "WIT" => "Asia/Jayapura",
        _ => cell,
    };

    private static string WithOurHeadings(string text)
    {
        var lines = OnlySeparators().Replace(text, "").Split('\n', 3);
        var at = lines[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && lines.Length > 1 ? 1 : 0;
        var separator = Separator(lines[at]);
        lines[at] = string.Join(separator, lines[at].Split(separator).Select(Heading));
        return string.Join('\n', lines);
    }

    private static string Heading(string cell)
    {
        var name = cell.Trim().Trim('"').Trim().ToLowerInvariant().Replace(' ', '_');
        if (Headings.TryGetValue(name, out var ours)) return ours;
        return name.Length > 0 && ReadUnits.Knows(name) ? name : cell;
    }

    /// <summary>What spreadsheets leave of rows that were emptied, in whatever number.</summary>
    [GeneratedRegex(@"^[,;\t ]+$", RegexOptions.Multiline)]
    private static partial Regex OnlySeparators();

    [GeneratedRegex(@"\A(\d+|\d{1,3}([.,]\d{3})+)\z")]
    private static partial Regex WholeNumber();
}
