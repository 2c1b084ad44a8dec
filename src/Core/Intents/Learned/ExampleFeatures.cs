namespace Core.Intents.Learned;

/// <summary>
/// What a message is told by, as numbers: its words as the rules spell them, each two that follow each other, the pieces of three to five
/// letters that stand in a word as it was written, how long it is, and whether it asks. Numbers by FNV-1a, so that they are the same in
/// every process.
/// </summary>
internal static class ExampleFeatures
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int Shortest = 3;
    private const int Longest = 5;
    private const char Edge = '_';

    /// <summary>The features, each once.</summary>
    public static IReadOnlyCollection<ulong> Of(IReadOnlyList<Word> words, bool asks)
    {
        var features = new HashSet<ulong>();
        var former = "^";
        foreach (var word in words)
        {
            if (word.Form == Word.End) continue;
            var form = FormOf(word);
            features.Add(OfWord(word));
            features.Add(Number('b', former, form));
            Pieces(features, $"{Edge}{(form == "0" ? form : word.Raw)}{Edge}");
            former = form;
        }

        features.Add(Number('b', former, "$"));
        features.Add(Number('l', $"{Math.Min(8, (int)(2 * Math.Log2(words.Count(w => w.Form != Word.End) + 1)))}"));
        if (asks) features.Add(Number('?', ""));
        return features;
    }

    /// <summary>The word by itself.</summary>
    public static ulong OfWord(Word word) => Number('w', FormOf(word));

    private static string FormOf(Word word) => word.Raw.All(char.IsDigit) ? "0" : word.Form;

    private static void Pieces(HashSet<ulong> features, string word)
    {
        for (var length = Shortest; length <= Longest; length++)
            for (var at = 0; at + length <= word.Length; at++)
                features.Add(Number('c', word.AsSpan(at, length)));
    }

    private static ulong Number(char kind, ReadOnlySpan<char> text, ReadOnlySpan<char> then = default) =>
        With(With(With(Offset, [kind]), text), then.IsEmpty ? then : [' ', .. then]);

    private static ulong With(ulong number, ReadOnlySpan<char> text)
    {
        foreach (var letter in text) number = (number ^ letter) * Prime;
        return number;
    }
}
