using System.Text;

namespace Core.Intents;

/// <summary>The words that the rules of a language know, and how a written word finds its way to one of them.</summary>
internal sealed class Vocabulary
{
    private const int LongWord = 9;
    private const int ShortestRoot = 4;

    private static readonly string[] Suffixes = ["nya", "kan", "lah", "kah", "pun", "ku", "mu", "in", "an", "i", "ne", "e", "nyo", "na"];
    private static readonly string[] Outer = ["nya", "lah", "kah", "pun", "ku", "mu", "nyo"];
    private static readonly string[] Inner = ["kan", "an", "in", "i"];

    /// <summary>Prefixes by their first letter, each with the letter that it swallows (meN- and peN- before p, t, k, s).</summary>
    private static readonly Dictionary<char, (string Prefix, string Lost)[]> Prefixes = new (string Prefix, string Lost)[]
    {
        ("memper", ""), ("diper", ""), ("meny", "s"), ("peny", "s"), ("meng", ""), ("meng", "k"), ("peng", ""), ("mem", ""), ("mem", "p"),
        ("men", ""), ("men", "t"), ("pem", ""), ("pem", "p"), ("pen", ""), ("pen", "t"), ("me", ""), ("pe", ""), ("ber", ""), ("ter", ""),
        ("per", ""), ("nge", ""), ("ng", ""), ("ng", "k"), ("ny", "s"), ("di", ""), ("ke", ""), ("se", ""), ("ku", ""),
        ("n", "t"), ("m", "p"),
    }.GroupBy(prefix => prefix.Prefix[0]).ToDictionary(group => group.Key, group => group.ToArray());

    private readonly Dictionary<string, string> _spelling = [];
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<string, List<(string[] Words, string Form)>> _phrases = [];
    private readonly Dictionary<char, List<string>> _guessable = [];
    private readonly HashSet<string> _ordinary = [];
    private readonly HashSet<string> _small = [];
    private readonly bool _affixes;

    public Vocabulary(bool affixes) => _affixes = affixes;

    /// <summary>A word that a rule uses.</summary>
    public void Know(string word) => _known.Add(word);

    /// <summary>A word that is also read through a slip of the finger. Only such words as few others resemble.</summary>
    public void KnowWithSlips(string word)
    {
        if (!_guessable.TryGetValue(word[0], out var alike)) _guessable[word[0]] = alike = [];
        alike.Add(word);
    }

    /// <summary>The words of another language: what it knows is no slip of a word of this one.</summary>
    public Vocabulary? Other { get; set; }

    /// <summary>A word without a meaning of its own for us ("dan"), which puzzles nobody.</summary>
    public void KnowAsItself(string word)
    {
        _known.Add(word);
        _small.Add(word);
    }

    /// <summary>An everyday word of other matters, which must not be taken for a slip of one of ours.</summary>
    public void LeaveAlone(string word) => _ordinary.Add(word);

    /// <summary>Whether it is such a word, and none that puzzles nobody.</summary>
    public bool IsOrdinary(string word) => _ordinary.Contains(word) && !_small.Contains(word);

    /// <summary>Another way to write a word; several words stand for one.</summary>
    public void Spell(string written, string form)
    {
        var words = CutWords.Of(written);
        if (words.Count == 1) _spelling[words[0]] = form;
        if (words.Count < 2) return;
        if (!_phrases.TryGetValue(words[0], out var alike)) _phrases[words[0]] = alike = [];
        alike.Add(([.. words], form));
    }

    /// <summary>The words of a message as the rules know them.</summary>
    public List<Word> Read(IReadOnlyList<string> raw)
    {
        var words = new List<Word>(raw.Count);
        for (var i = 0; i < raw.Count; i++)
        {
            if (PhraseAt(raw, i) is { } phrase)
            {
                words.Add(new Word(string.Join(' ', raw.Skip(i).Take(phrase.Words.Length)), phrase.Form, true, false));
                i += phrase.Words.Length - 1;
            }
            else words.Add(Read(raw[i]));
        }

        return words;
    }

    /// <summary>One word as the rules know it.</summary>
    public Word Read(string raw)
    {
        if (Spelled(raw) is { } spelled) return new Word(raw, spelled, true, false);
        foreach (var shorter in Collapsed(raw))
            if (Spelled(shorter) is { } form) return new Word(raw, form, true, false);
        var plain = Collapsed(raw).LastOrDefault(raw);
        if (_affixes && (Root(raw) ?? Root(plain)) is { } root) return new Word(raw, root, true, false);
        return Guess(plain) is { } guessed ? new Word(raw, guessed, true, true) : new Word(raw, raw, false, false);
    }

    /// <summary>The word spelled out, without reading anything into it.</summary>
    public string Spelling(string raw) => Spelled(raw) ?? raw;

    private (string[] Words, string Form)? PhraseAt(IReadOnlyList<string> raw, int at)
    {
        (string[] Words, string Form)? longest = null;
        if (!_phrases.TryGetValue(raw[at], out var phrases)) return null;
        foreach (var phrase in phrases)
        {
            if (phrase.Words.Length > raw.Count - at || (longest is { } known && known.Words.Length >= phrase.Words.Length)) continue;
            var all = true;
            for (var i = 0; all && i < phrase.Words.Length; i++) all = raw[at + i] == phrase.Words[i];
            if (all) longest = phrase;
        }

        return longest;
    }

    private string? Spelled(string word) => _spelling.TryGetValue(word, out var form) ? form : _known.Contains(word) ? word : null;

    /// <summary>"haloooo" with one letter for many; first only where there are three and more, then where there are two.</summary>
    private static IEnumerable<string> Collapsed(string word)
    {
        var (three, two) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < word.Length; i++)
        {
            var again = i > 0 && word[i] == word[i - 1] && char.IsLetter(word[i]);
            var run = again && ((i > 1 && word[i - 2] == word[i]) || (i + 1 < word.Length && word[i + 1] == word[i]));
            if (!run) three.Append(word[i]);
            if (!again) two.Append(word[i]);
        }

        if (three.Length < word.Length) yield return three.ToString();
        if (two.Length < three.Length) yield return two.ToString();
    }

    /// <summary>
    /// The known word that is left without a suffix, a prefix, or both; shorter roots would be found in too many words
    /// ("kuning" is no "ning").
    /// </summary>
    private string? Root(string word)
    {
        if (word.Length <= ShortestRoot) return null;
        foreach (var suffix in Suffixes)
            if (Without(word, suffix) is { } stem && Spelled(stem) is { } form) return form;
        if (Unprefixed(word) is { } root) return root;
        foreach (var suffix in Suffixes)
            if (Without(word, suffix) is { } stem && Unprefixed(stem) is { } form) return form;
        foreach (var outer in Outer)
            if (Without(word, outer) is { } stem && WithoutInner(stem) is { } form) return form;
        return null;
    }

    private string? WithoutInner(string word)
    {
        foreach (var inner in Inner)
            if (Without(word, inner) is { } stem && (Spelled(stem) ?? Unprefixed(stem)) is { } form) return form;
        return null;
    }

    private static string? Without(string word, string suffix) =>
        word.Length >= suffix.Length + ShortestRoot && word.EndsWith(suffix, StringComparison.Ordinal) ? word[..^suffix.Length] : null;

    private string? Unprefixed(string word)
    {
        if (!Prefixes.TryGetValue(word[0], out var prefixes)) return null;
        foreach (var (prefix, lost) in prefixes)
        {
            if (word.Length + lost.Length < prefix.Length + ShortestRoot || !word.StartsWith(prefix, StringComparison.Ordinal)) continue;
            if (Spelled(lost + word[prefix.Length..]) is { } form) return form;
        }

        return null;
    }

    /// <summary>The one word that begins with the same letter and is a slip away; only in long words may there be two slips.</summary>
    private string? Guess(string word)
    {
        var allowed = word.Length >= LongWord ? 2 : 1;
        if (word.Length < 4 || !_guessable.TryGetValue(word[0], out var alike)) return null;
        if (word.Any(char.IsDigit) || _ordinary.Contains(word) || Other?.Spelled(word) is not null) return null;
        string? best = null;
        var (distance, twice) = (allowed + 1, false);
        foreach (var known in alike)
        {
            var d = EditDistance.Between(word, known, known.Length >= LongWord ? allowed : 1);
            if (d > distance || d > allowed || (d == 2 && known.Length < LongWord)) continue;
            twice = d == distance;
            (best, distance) = (known, d);
        }

        if (best is not null) return twice ? null : Spelled(best);
        var meant = alike.Where(known => DroppedVowels.Of(word, known)).Select(known => Spelled(known) ?? Root(known));
        return meant.Distinct().Take(2).ToList() is [var only] ? only : null;
    }
}
