using System.Globalization;
using System.Text.RegularExpressions;

namespace Core.OnPaper;

/// <summary>What people type into the cells of the form, as codes.</summary>
internal static partial class SheetWords
{
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d", "d/M/yy"];

    /// <summary>The first day that a spreadsheet counts from, and numbers that are days of this century.</summary>
    private static readonly DateOnly Zero = new(1899, 12, 30);
    private const int FirstSerial = 36_526;
    private const int LastSerial = 73_050;

    private static readonly Dictionary<string, string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sex l"] = "L",
        ["sex laki-laki"] = "L",
        ["sex laki"] = "L",
        ["sex pria"] = "L",
        ["sex p"] = "P",
        ["sex perempuan"] = "P",
        ["sex wanita"] = "P",
        ["education sd"] = "SD",
        ["education smp"] = "SMP",
        ["education sltp"] = "SMP",
        ["education mts"] = "SMP",
        ["education sma"] = "SMA",
        ["education smk"] = "SMA",
        ["education slta"] = "SMA",
        ["education ma"] = "SMA",
        ["education d4"] = "S1",
        ["education s1"] = "S1",
        ["education s2"] = "S2",
        ["education s3"] = "S3",
        ["occupation pns"] = "PNS",
        ["occupation asn"] = "PNS",
        ["occupation tni"] = "TNI",
        ["occupation polri"] = "POLRI",
        ["occupation swasta"] = "Swasta",
        ["occupation wirausaha"] = "Wirausaha",
        ["occupation wiraswasta"] = "Wirausaha",
        ["disability ya"] = "Ya",
        ["disability y"] = "Ya",
        ["disability tidak"] = "Tidak",
        ["disability t"] = "Tidak",
    };

    /// <summary>A date as it is typed, or the number by which a spreadsheet keeps one.</summary>
    public static DateOnly? Day(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
            return serial is >= FirstSerial and <= LastSerial ? Zero.AddDays(serial) : null;
        return DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>The code of what a respondent said about themselves; null when it means nothing.</summary>
    public static string? About(string question, string text)
    {
        if (question == "age") return Age(text);
        if (Codes.TryGetValue($"{question} {Plain(text)}", out var code)) return code;
        return question == "occupation" ? "Lainnya" : null; // "lainnya (sebutkan)": what it is, is nobody's business here
    }

    /// <summary>1 for the morning, 2 for the afternoon.</summary>
    public static int? Half(string text) => Plain(text).ToLowerInvariant() switch
    {
        "1" or "pagi" or "08.00-12.00" or "8-12" or "08-12" => 1,
        "2" or "siang" or "13.00-17.00" or "13-17" => 2,
        _ => null,
    };

    /// <summary>Without doubled spaces, and with one sort of stroke.</summary>
    public static string Plain(string text) => Spaces().Replace(text.Replace('–', '-').Replace('—', '-').Trim(), " ").Replace(" - ", "-");

    private static string? Age(string text)
    {
        if (Core.Ratings.RespondentGroups.Age.FirstOrDefault(a => a == Plain(text)) is { } group) return group;
        if (!int.TryParse(text.Replace("tahun", "", StringComparison.OrdinalIgnoreCase).Trim(), NumberStyles.None,
            CultureInfo.InvariantCulture, out var years) || years is < 5 or > 120) return null;
        return years switch { < 18 => "0-17", < 30 => "18-29", < 40 => "30-39", < 50 => "40-49", < 60 => "50-59", _ => "60+" };
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
