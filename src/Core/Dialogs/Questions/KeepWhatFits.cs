using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>
/// Puts a message behind what was written before; of one that is too long the part that fits is kept and the rest is shown.
/// </summary>
internal static class KeepWhatFits
{
    private const int RestShown = 300;
    private const int WordMax = 60;

    /// <summary>
    /// The room of a character in the mean. A letter may stand under thousands of accents; what people write needs half of this, emoji and
    /// all.
    /// </summary>
    private const int UnitsEach = 8;

    /// <summary>The words so far; what did not fit is told among the problems.</summary>
    public static string Of(string before, string more, int max, List<LocalizedText> problems)
    {
        if (more.Length == 0) return before;
        var whole = before.Length == 0 ? more : $"{before}\n{more}";
        var count = Characters.Count(whole);
        if (count <= max && whole.Length <= max * UnitsEach) return whole;
        var kept = Fitting(whole, max);
        var over = whole[kept.Length..].Trim();
        problems.Add(LocalizedText.Of("question.over", max, Characters.Count(over), Characters.Short(over, RestShown)));
        return kept.Length > before.Length ? kept : before;
    }

    /// <summary>The longest beginning of so many characters that ends between two words.</summary>
    private static string Fitting(string text, int max)
    {
        var starts = System.Globalization.StringInfo.ParseCombiningCharacters(text);
        var end = starts.Length <= max ? text.Length : starts[max];
        if (end > max * UnitsEach) return text[..starts.Last(s => s <= max * UnitsEach)].TrimEnd();
        var cut = text.LastIndexOfAny([' ', '\n'], Math.Min(end, text.Length - 1));
        return text[..(cut > end - WordMax ? cut : end)].TrimEnd();
    }
}
