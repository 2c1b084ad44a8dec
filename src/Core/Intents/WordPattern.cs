namespace Core.Intents;

/// <summary>
/// A sequence of words as a rule names it: <c>word</c>, <c>@list</c>, <c>(one|two|@list)</c>, each with <c>?</c> if it may be missing;
/// <c>..</c> up to three other words, <c>...</c> any; <c>^</c> and <c>$</c> the beginning and the end of the message.
/// Words of the list <c>@filler</c> ("pak", "dong") may stand anywhere.
/// </summary>
internal sealed class WordPattern
{
    private const int ShortGap = 3;
    private readonly List<Element> _elements = [];
    private readonly HashSet<string> _filler;

    public WordPattern(string pattern, Func<string, HashSet<string>> listOf, HashSet<string> filler)
    {
        _filler = filler;
        foreach (var part in pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "^") FromStart = true;
            else if (part == "$") ToEnd = true;
            else if (part is ".." or "...") _elements.Add(new Element(null, false, part == ".." ? ShortGap : int.MaxValue));
            else _elements.Add(ElementOf(part, listOf));
        }
    }

    /// <summary>It must begin where the message begins.</summary>
    public bool FromStart { get; }

    /// <summary>It must end where the message ends.</summary>
    public bool ToEnd { get; }

    /// <summary>Every word it names.</summary>
    public IEnumerable<string> Words => _elements.SelectMany(e => e.Forms ?? []);

    /// <summary>The words of which one must be in the message, as few as there are: where to look the pattern up.</summary>
    public IReadOnlyCollection<string> Needs =>
        _elements.Where(e => e is { Forms: not null, Optional: false }).MinBy(e => e.Forms!.Count)?.Forms ?? [];

    /// <summary>Marks the words that the pattern takes; false when it does not fit anywhere.</summary>
    public bool Fits(IReadOnlyList<Word> words, bool[] taken)
    {
        var failed = new HashSet<(int At, int Element)>();
        for (var start = 0; start < words.Count; start++)
        {
            Array.Clear(taken);
            if (Fits(words, start, 0, taken, failed)) return true;
            if (FromStart && !IsFiller(words[start])) return false;
        }

        return false;
    }

    /// <summary>
    /// Whether the pattern from this element on fits here. Where it did not fit once it is not tried again: a long message of fillers
    /// would else be tried in more ways than there is time.
    /// </summary>
    private bool Fits(IReadOnlyList<Word> words, int at, int element, bool[] taken, HashSet<(int At, int Element)> failed)
    {
        if (element == _elements.Count) return !ToEnd || OnlyFiller(words, at);
        if (failed.Contains((at, element))) return false;
        var fits = _elements[element] is { Forms: { } forms, Optional: var optional }
            ? FitsWord(words, at, element, forms, optional, taken, failed)
            : FitsGap(words, at, element, taken, failed);
        if (!fits) failed.Add((at, element));
        return fits;
    }

    private bool FitsGap(IReadOnlyList<Word> words, int at, int element, bool[] taken, HashSet<(int At, int Element)> failed)
    {
        var gap = _elements[element].Gap;
        for (var (i, skipped) = (at, 0); i <= words.Count && skipped <= gap; i++)
        {
            if (Fits(words, i, element + 1, taken, failed)) return true;
            if (i == words.Count || (gap == ShortGap && words[i].Form == Word.End)) return false;
            if (!IsFiller(words[i])) skipped++;
        }

        return false;
    }

    private bool FitsWord(IReadOnlyList<Word> words, int at, int element, HashSet<string> forms, bool optional, bool[] taken,
        HashSet<(int At, int Element)> failed)
    {
        if (at < words.Count && forms.Contains(words[at].Form))
        {
            taken[at] = true;
            if (Fits(words, at + 1, element + 1, taken, failed)) return true;
            taken[at] = false;
        }

        if (optional && Fits(words, at, element + 1, taken, failed)) return true;
        return at < words.Count && element > 0 && IsFiller(words[at]) && Fits(words, at + 1, element, taken, failed);
    }

    private bool OnlyFiller(IReadOnlyList<Word> words, int at)
    {
        for (; at < words.Count; at++) if (!IsFiller(words[at])) return false;
        return true;
    }

    private bool IsFiller(Word word) => word.Form == Word.End || _filler.Contains(word.Form);

    private static Element ElementOf(string part, Func<string, HashSet<string>> listOf)
    {
        var optional = part.EndsWith('?');
        var names = part.TrimEnd('?').Trim('(', ')').Split('|');
        return new Element([.. names.SelectMany(name => name[0] == '@' ? listOf(name) : [name])], optional, 0);
    }

    private sealed record Element(HashSet<string>? Forms, bool Optional, int Gap);
}
