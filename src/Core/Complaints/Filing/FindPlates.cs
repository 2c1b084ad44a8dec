using System.Text.RegularExpressions;

namespace Core.Complaints.Filing;

/// <summary>
/// Finds plates of vehicles. Letters, digits, letters are also sizes, rooms and classes ("L 300 W", "Blok A 12 B"), so that only the
/// plain form counts by itself; every other needs a word of a vehicle before it.
/// </summary>
internal static partial class FindPlates
{
    private const int WordBefore = 30;

    /// <summary>Every plate, as where it begins and how long it is.</summary>
    public static IEnumerable<(int Start, int Length)> In(string text)
    {
        foreach (Match match in Candidate().Matches(text))
            if (IsPlain(match) || IsAfterVehicle(text, match)) yield return (match.Index, match.Length);
        foreach (Match match in OfState().Matches(text))
            if (IsAfterVehicle(text, match)) yield return (match.Index, match.Length);
    }

    /// <summary>
    /// Three or four digits with an area of two letters before and two or three behind, or four digits with capitals; in small
    /// letters a year is no plate ("di pa 2024 itu").
    /// </summary>
    private static bool IsPlain(Match match)
    {
        var (area, digits, series) = (match.Groups["area"].Value, match.Groups["digits"].Value, match.Groups["series"].Value);
        if (series.Length < 2 || digits.Length < 3) return false;
        var capitals = area.All(char.IsUpper) && series.All(char.IsUpper);
        if (area.Length == 1) return capitals && digits.Length == 4;
        return capitals || !Year().IsMatch(digits);
    }

    private static bool IsAfterVehicle(string text, Match match)
    {
        var from = Math.Max(0, match.Index - WordBefore);
        return Vehicle().IsMatch(text.AsSpan(from, match.Index - from));
    }

    /// <summary>An area of registration (Perkap 7/2021), up to four digits and up to three letters.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d-])(?<area>A[ABDEG]?|B[ABDEGHKLMNPR]?|D[ABCDEGHKLMNPRST]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGSTY]?|R|S|T|W|Z)[ -]?(?<digits>\d{1,4})[ -]?(?<series>[A-Z]{1,3})(?![\p{L}\d-])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Candidate();

    /// <summary>The cars of the state's offices.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d-])RI[ -]?\d{1,3}(?![\p{L}\d-])")]
    private static partial Regex OfState();

    [GeneratedRegex(@"\b(?:mobil|motor|sepeda motor|truk|bus|bis|angkot|pikap|pick ?up|taksi|ojek|ojol|kendaraan|plat|nopol|nomor polisi|no pol|ambulans?|car|truck|motorcycle|plate|vehicle)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Vehicle();

    [GeneratedRegex(@"^(?:19|20)\d\d$")]
    private static partial Regex Year();
}
