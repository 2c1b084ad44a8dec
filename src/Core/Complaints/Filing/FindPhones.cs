using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Core.Complaints.Filing;

/// <summary>
/// Finds telephone numbers as people write them: with dots, dashes of any kind, spaces, a letter O for the nought, without the nought,
/// or inside a WhatsApp link. Whether digits are a number of somebody is for libphonenumber to say.
/// </summary>
internal static partial class FindPhones
{
    private const string Region = "ID";
    private const int WordBefore = 24;

    /// <summary>Every number, as where it begins and how long it is.</summary>
    public static IEnumerable<(int Start, int Length)> In(string text)
    {
        var plain = Plain(text);
        foreach (Match match in Candidate().Matches(plain))
            if (IsPhone(plain, match)) yield return (match.Index, match.Length);
    }

    private static bool IsPhone(string text, Match match)
    {
        if (Thousands().IsMatch(match.Value) || DateOrTime().IsMatch(match.Value)) return false;
        var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
        if (digits[0] == '8' && !IsMobileWithoutNought(text, match)) return false;
        var international = digits.StartsWith("62", StringComparison.Ordinal) ? $"+{digits}" : digits;
        if (digits[0] is '0' && digits.StartsWith("062", StringComparison.Ordinal)) return false;
        return IsValid(international);
    }

    /// <summary>Without its nought a number is only taken in the groups of a mobile number, or after a word that says so.</summary>
    private static bool IsMobileWithoutNought(string text, Match match)
    {
        var from = Math.Max(0, match.Index - WordBefore);
        return Groups().IsMatch(match.Value) || PhoneWord().IsMatch(text.AsSpan(from, match.Index - from));
    }

    private static bool IsValid(string digits)
    {
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            return util.IsValidNumberForRegion(util.Parse(digits, Region), Region);
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>The same text, letter for letter, with one kind of dash and space, and a nought for a letter O before an 8.</summary>
    private static string Plain(string text) => string.Create(text.Length, text, (plain, source) =>
    {
        for (var i = 0; i < plain.Length; i++) plain[i] = source[i] switch
        {
            '–' or '—' or '−' or '‐' or '‑' or '_' or '~' => '-',
            '\u00A0' or '\u2009' or '\u202F' or '\t' => ' ',
            'O' or 'o' when i + 1 < source.Length && source[i + 1] == '8' && (i == 0 || !char.IsLetterOrDigit(source[i - 1])) => '0',
            var same => same,
        };
    });

    /// <summary>Digits from a nought, 62 or 8 on; not inside a longer number, a sum or the number of a letter.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])(?<!\d[.,/:-])(?:\(0\d{1,3}\)|\+?62|0(?![.,])|(?=8[1-9]))(?:[ ]?[.-]?[ ]?\(?\d\)?){5,13}(?!\d)(?![.,/:-]\d)")]
    private static partial Regex Candidate();

    [GeneratedRegex(@"^[1-9]\d{0,2}(?:\.\d{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d$|^\d\d\.\d\d[ ]?-[ ]?\d\d\.\d\d$")]
    private static partial Regex DateOrTime();

    [GeneratedRegex(@"^8\d{2}[ .-]{1,3}\d{3,4}[ .-]{1,3}\d{3,5}$")]
    private static partial Regex Groups();

    [GeneratedRegex(@"\b(?:wa|hp|whatsapp|telp?|telpon|telepon|hub|hubungi|kontak|handphone|nomor saya|no saya|phone|call)\b[^\d]*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex PhoneWord();
}
