using System.Globalization;

namespace Core.Texts;

/// <summary>Characters as people count them: a letter with its accents or an emoji is one.</summary>
internal static class Characters
{
    /// <summary>How many characters a person sees.</summary>
    public static int Count(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>
    /// The longest beginning of at most <paramref name="max"/> UTF-16 units that ends at a line, else a word, else between
    /// two characters; inside one only where that alone is longer, a letter under hundreds of accents.
    /// </summary>
    public static string Head(string text, int max)
    {
        if (text.Length <= max) return text;
        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text))
        {
            if (start > max) break;
            end = start;
        }

        if (end == 0) return text[..(max > 0 && char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
        var cut = text.LastIndexOf('\n', end - 1);
        if (cut < end / 2) cut = text.LastIndexOf(' ', end - 1);
        return text[..(cut >= end / 2 ? cut : end)];
    }

    /// <summary>
    /// Without characters that nobody sees (marks of direction, of no width, of a soft hyphen) and with spaces of one kind: what stands in
    /// a cell is what people see there.
    /// </summary>
    public static string Seen(string text)
    {
        if (!text.Any(c => c is '\u00A0' or '\u2007' or '\u202F' || IsUnseen(c))) return text;
        return string.Concat(text.Where(c => !IsUnseen(c)).Select(c => c is '\u00A0' or '\u2007' or '\u202F' ? ' ' : c));
    }

    /// <summary>At most <paramref name="max"/> units, with an ellipsis where something was cut.</summary>
    public static string Short(string text, int max) => text.Length <= max ? text : Head(text, max - 1).TrimEnd() + "…";

    private static bool IsUnseen(char c) => c is '\u00AD' or '\u061C' or '\uFEFF' or (>= '\u200B' and <= '\u200F')
        or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F');
}
