using System.Text.RegularExpressions;

namespace Core.Intents;

/// <summary>What a piece of text is as a code of a complaint.</summary>
internal enum CodeShape
{
    /// <summary>No code.</summary>
    None,

    /// <summary>A code with a wrong character.</summary>
    Mistyped,

    /// <summary>A code.</summary>
    Good,
}

/// <summary>Judges one piece of text, and gives the code in plain form. The capability of complaints lends it.</summary>
internal delegate CodeShape JudgeCode(string typed, out string code);

/// <summary>
/// Finds the code of a complaint in any wrapping. Nine letters are also an everyday word, and one in 31 of them passes the check
/// character by chance: what looks like a word or a number counts only where a code is announced.
/// </summary>
internal static partial class CodeInWords
{
    private const int Plain = 9;

    public static CodeShape Find(string text, JudgeCode judge, out string code)
    {
        code = "";
        if (text.Length > 1000) text = text[..1000];
        var mistyped = CodeShape.None;
        foreach (var (piece, certain) in Pieces(text))
        {
            var shape = judge(piece, out var found);
            if (shape == CodeShape.Good)
            {
                code = found;
                return shape;
            }

            if (shape == CodeShape.Mistyped && certain) (mistyped, code) = (shape, found);
        }

        if (mistyped == CodeShape.None && Cut().Matches(text).FirstOrDefault(m => IsCut(m.Value, text, m.Index)) is { } cut)
            (mistyped, code) = (CodeShape.Mistyped, cut.Value);
        return mistyped;
    }

    /// <summary>Every code that stands in the text as we write it: in groups, or in the address of its page.</summary>
    public static IReadOnlyList<string> All(string text, JudgeCode judge)
    {
        var pieces = Address().Matches(text).Select(m => m.Groups[1].Value).Concat(Dashed().Matches(text).Select(m => m.Value));
        return [.. pieces.Select(p => judge(p, out var code) == CodeShape.Good ? code : null).OfType<string>().Distinct()];
    }

    /// <summary>Pieces that may be a code; the certain ones can be nothing else, so that a wrong character is worth a word.</summary>
    private static IEnumerable<(string Piece, bool Certain)> Pieces(string text)
    {
        foreach (Match address in Address().Matches(text)) yield return (address.Groups[1].Value, true);
        foreach (Match dashed in Dashed().Matches(text)) yield return (dashed.Value, HasDigit(dashed.Value) || IsUpper(dashed.Value));
        foreach (Match spaced in Spaced().Matches(text)) if (Likely(spaced.Value, text, spaced.Index))
            yield return (spaced.Value, Mixed(spaced.Value) > 1 && Announced(text, spaced.Index));
        foreach (Match word in Whole().Matches(text))
            if (Likely(word.Value, text, word.Index)) yield return (word.Value, Mixed(word.Value) > 1 && Announced(text, word.Index));
    }

    /// <summary>A code without its last character, where it stands alone or is announced.</summary>
    private static bool IsCut(string piece, string text, int at) =>
        HasDigit(piece) && piece.Any(char.IsLetter) && (piece.Length == text.Trim().Length || Announced(text, at));

    private static bool Likely(string piece, string text, int at)
    {
        var mixed = Mixed(piece);
        if (mixed == 0) return Announced(text, at) && IsUpper(piece) && piece.Any(char.IsLetter);
        if (piece.Length == Plain) return true;
        return Announced(text, at) || piece.Length == text.Trim().Length || (IsUpper(piece) && mixed > 2);
    }

    /// <summary>How many chunks hold both letters and digits, or how often letters and digits change: 0 for a word or a number.</summary>
    private static int Mixed(string piece)
    {
        var changes = 0;
        var plain = piece.Where(char.IsLetterOrDigit).ToArray();
        for (var i = 1; i < plain.Length; i++)
            if (char.IsDigit(plain[i]) != char.IsDigit(plain[i - 1])) changes++;
        return changes;
    }

    private static bool Announced(string text, int at) => Announcement().IsMatch(text[..at]);

    private static bool HasDigit(string piece) => piece.Any(char.IsDigit);

    private static bool IsUpper(string piece) => !piece.Any(char.IsLower);

    [GeneratedRegex("/cek/([A-Za-z0-9-]{9,14})", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z0-9]{4}\s?[-–—._]\s?[A-Za-z0-9]{4}\s?[-–—._]\s?[A-Za-z0-9](?![A-Za-z0-9])")]
    private static partial Regex Dashed();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:[A-Za-z0-9]{4}[ -][A-Za-z0-9]{4}[ -]?[A-Za-z0-9]|[A-Za-z0-9]{8}[ -][A-Za-z0-9])(?![A-Za-z0-9])")]
    private static partial Regex Spaced();

    [GeneratedRegex("(?<![A-Za-z0-9-])[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-?(?![A-Za-z0-9-])")]
    private static partial Regex Cut();

    [GeneratedRegex("(?<![A-Za-z0-9])[A-Za-z0-9]{9}(?![A-Za-z0-9])")]
    private static partial Regex Whole();

    [GeneratedRegex(
        @"\b(?:kode|kodenya|code|no|nomor|number|laporan|aduan|pengaduan|cek|check|track|lacak|complaint|report)\s*" +
        @"(?:saya|sy|nya|my|is|laporan|pengaduan|aduan)?\s*[.:=#]*\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Announcement();
}
