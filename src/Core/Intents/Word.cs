using System.Globalization;
using System.Text;

namespace Core.Intents;

/// <summary>One word of a message.</summary>
/// <param name="Raw">As written, in lower case.</param>
/// <param name="Form">As the rules know it: spelled out, without prefixes and suffixes where only the root is known.</param>
/// <param name="Known">Whether any rule knows it.</param>
/// <param name="Guessed">It was read through a slip of the finger, so what follows from it is less sure.</param>
internal readonly record struct Word(string Raw, string Form, bool Known, bool Guessed)
{
    /// <summary>The end of a sentence within a message.</summary>
    public const string End = ".";
}

/// <summary>Cuts a message into words.</summary>
internal static class CutWords
{
    private const string Ends = ".!?;\n";

    /// <summary>Letters and digits in lower case; apostrophes vanish, ends of sentences stay as <see cref="Word.End"/>.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) word.Append(Plain(Rune.ToLowerInvariant(rune)));
            else if (rune.Value is '\'' or '’' or '‘' or '`' or 0x300 or 0x301) continue;
            else if (rune.Value == ':' && word.Length > 0 && !char.IsDigit(word[^1])) Close(words, word, new Rune(';')); // "keluhan: ..."
            else Close(words, word, rune);
        }

        Add(words, word);
        while (words.Count > 0 && words[^1] == Word.End) words.RemoveAt(words.Count - 1);
        return words;
    }

    private static void Close(List<string> words, StringBuilder word, Rune rune)
    {
        Add(words, word);
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol) words.Add(rune.ToString());
        else if (rune.IsAscii && Ends.Contains((char)rune.Value) && words.Count > 0 && words[^1] != Word.End) words.Add(Word.End);
    }

    private static void Add(List<string> words, StringBuilder word)
    {
        if (word.Length == 0) return;
        var cut = Halved(word.ToString());
        word.Clear();
        if (words.Count == 0 || words[^1] != cut) words.Add(cut);
    }

    /// <summary>"jadi2" is written for "jadi-jadi", "data2nya" for "data-datanya".</summary>
    private static string Halved(string word)
    {
        var at = word.IndexOf('2', StringComparison.Ordinal);
        if (at < 3 || !word[..at].All(char.IsLetter)) return word;
        return word[(at + 1)..] is "" or "an" or "nya" or "ku" or "mu" or "kan" or "in" ? word[..at] : word;
    }

    private static string Plain(Rune rune) => rune.Value switch
    {
        'é' or 'è' or 'ê' or 'ë' => "e",
        'á' or 'à' or 'â' or 'ä' => "a",
        'ó' or 'ò' or 'ö' => "o",
        'ú' or 'ù' or 'ü' => "u",
        'í' or 'ì' => "i",
        >= 0xFF10 and <= 0xFF19 => ((char)(rune.Value - 0xFF10 + '0')).ToString(),
        >= 0xFF41 and <= 0xFF5A => ((char)(rune.Value - 0xFF41 + 'a')).ToString(),
        _ => rune.ToString(),
    };
}
