using System.Globalization;

namespace Core.Texts;

/// <summary>Characters as people count them: a letter with its accents or an emoji is one.</summary>
internal static class Characters
{
    /// <summary>How many characters a person sees.</summary>
    public static int Count(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>
    /// The longest beginning of at most <paramref name="max"/> UTF-16 units that ends at a line, else a word, else between
    /// two characters; never inside one.
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

        var cut = text.LastIndexOf('\n', end - 1);
        if (cut < end / 2) cut = text.LastIndexOf(' ', end - 1);
        return text[..(cut >= end / 2 ? cut : end)];
    }

    /// <summary>At most <paramref name="max"/> units, with an ellipsis where something was cut.</summary>
    public static string Short(string text, int max) => text.Length <= max ? text : Head(text, max - 1).TrimEnd() + "…";
}
