namespace Core.Intents;

/// <summary>Something with a name: a unit, or a service.</summary>
/// <param name="Code">What the index answers with.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Aliases">Other names; the common short ones of an instansi are known without saying.</param>
internal sealed record NamedThing(string Code, string Name, params IReadOnlyList<string> Aliases);

/// <summary>Something that a person may have named.</summary>
/// <param name="Code">The code of it.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Sure">Whether it can only be this; otherwise ask.</param>
internal sealed record NameMatch(string Code, int Score, bool Sure);

/// <summary>
/// Finds units and services by what people call them: short names, parts of the name, slips of the finger. A word that few names have
/// counts for more. Build it anew when names change; safe for many threads at once.
/// </summary>
internal sealed class NameIndex
{
    private const int SureFrom = 68;
    private const int ClearBy = 12;
    private const int Least = 30;
    private const int WholeFrom = 95;
    private const int LongestName = 6;
    private const int LongestRead = 80;
    private const double Generic = 0.15;
    private const double Stranger = 0.35;
    private static readonly ShortNames Shorts = ShortNames.Shipped();

    private readonly List<Phrase> _phrases = [];
    private readonly List<string> _codes = [];
    private readonly Dictionary<string, List<int>> _withWord = [];
    private readonly Dictionary<char, string[]> _byFirst;
    private readonly Dictionary<string, double> _weights;

    /// <summary>Builds the index.</summary>
    public NameIndex(IEnumerable<NamedThing> things)
    {
        foreach (var thing in things)
        {
            foreach (var words in Shorts.PhrasesOf(thing).DistinctBy(words => string.Join(' ', words))) Add(_codes.Count, words);
            _codes.Add(thing.Code);
        }

        _byFirst = _withWord.Keys.GroupBy(word => word[0]).ToDictionary(words => words.Key, words => words.ToArray());
        _weights = _withWord.Keys.ToDictionary(word => word, Weight);
        foreach (var phrase in _phrases) phrase.Weight = phrase.Words.Sum(word => _weights[word]);
    }

    /// <summary>Whether the word belongs to any name, as written or nearly so.</summary>
    public bool Names(string word) => CutWords.Of(word).Any(w => Like(Shorts.Spelled(w)).Any());

    /// <summary>What the words may name, the likeliest first; empty when they name nothing. Only the first can be sure.</summary>
    public IReadOnlyList<NameMatch> Find(string? words, int most = 5)
    {
        var asked = Asked(words ?? "");
        if (asked.Count == 0) return [];
        var scores = Scores(asked);
        var best = scores.Select((score, i) => (Code: _codes[i], Score: (int)Math.Round(score))).Where(m => m.Score >= Least)
            .OrderByDescending(m => m.Score).ThenBy(m => m.Code, StringComparer.Ordinal).Take(Math.Max(most, 2)).ToList();
        var clear = best.Count == 1 || (best.Count > 1 && best[0].Score - best[1].Score >= ClearBy);
        return [.. best.Take(most).Select((m, i) => new NameMatch(m.Code, m.Score, i == 0 && clear && m.Score >= SureFrom))];
    }

    /// <summary>
    /// What a longer text names by a whole name or what everybody calls it, such as "dinsos" in a story, in the order of the text; what is
    /// only like a name, or a part of one, is none there.
    /// </summary>
    public IReadOnlyList<string> NamedIn(string text)
    {
        var (words, named) = (CutWords.Of(text).Take(LongestRead).ToList(), new List<string>());
        for (var at = 0; at < words.Count; at++)
            for (var length = Math.Min(LongestName, words.Count - at); length > 0; length--)
            {
                if (Find(string.Join(' ', words.Skip(at).Take(length)), 1) is not [{ Sure: true, Score: >= WholeFrom } whole]) continue;
                named.Add(whole.Code);
                at += length - 1;
                break;
            }

        return [.. named.Distinct()];
    }

    /// <summary>
    /// Per thing: three quarters for how much of what was asked for it has, one quarter for how much of one of its names was said.
    /// </summary>
    private double[] Scores(List<string> asked)
    {
        var had = new double[_codes.Count];
        var said = new double[_phrases.Count];
        var telling = new bool[_codes.Count];
        var total = 0.0;
        foreach (var word in asked)
        {
            var (ofThing, weightOfWord) = (new double[_codes.Count], Stranger);
            foreach (var (known, likeness) in Like(word))
            {
                var weight = _weights[known];
                weightOfWord = Math.Max(weightOfWord == Stranger ? 0 : weightOfWord, weight);
                foreach (var p in _withWord[known])
                {
                    var thing = _phrases[p].Thing;
                    said[p] += weight * likeness;
                    ofThing[thing] = Math.Max(ofThing[thing], weight * likeness);
                    telling[thing] |= weight > Generic;
                }
            }

            total += weightOfWord;
            for (var i = 0; i < had.Length; i++) had[i] += ofThing[i];
        }

        var covered = new double[_codes.Count];
        for (var p = 0; p < said.Length; p++)
        {
            ref var most = ref covered[_phrases[p].Thing];
            most = Math.Max(most, Math.Min(1, said[p] / _phrases[p].Weight));
        }

        return [.. had.Select((matched, i) => telling[i] ? (75 * matched / total) + (25 * covered[i]) : 0)];
    }

    /// <summary>The words of names that are meant: the word itself, else those that begin with it or are a slip away.</summary>
    private IEnumerable<(string Word, double Likeness)> Like(string asked)
    {
        if (_withWord.ContainsKey(asked)) return [(asked, 1)];
        if (asked.Length < 3 || !_byFirst.TryGetValue(asked[0], out var words)) return [];
        return words.Select(known => (known, Likeness(asked, known))).Where(pair => pair.Item2 > 0);
    }

    /// <summary>The words to look for: spelled out, without those that name nothing; two that are one name are put together.</summary>
    private List<string> Asked(string text)
    {
        var words = CutWords.Of(text.Length > 200 ? text[..200] : text).Where(w => !Shorts.IsNoise(w)).Select(Shorts.Spelled).ToList();
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (!_withWord.ContainsKey(words[i] + words[i + 1])) continue;
            words[i] += words[i + 1];
            words.RemoveAt(i + 1);
        }

        return words;
    }

    private void Add(int thing, string[] words)
    {
        var phrase = new Phrase(thing, [.. words.Select(Shorts.Spelled).Distinct()]);
        foreach (var word in phrase.Words)
        {
            if (!_withWord.TryGetValue(word, out var with)) _withWord[word] = with = [];
            with.Add(_phrases.Count);
        }

        _phrases.Add(phrase);
    }

    /// <summary>A word tells the more the fewer things have it in their name.</summary>
    private double Weight(string word)
    {
        if (Shorts.IsGeneric(word)) return Generic;
        var with = _withWord[word].Select(p => _phrases[p].Thing).Distinct().Count();
        return 0.3 + (0.7 * (1 - (Math.Log(with) / Math.Log(Math.Max(_codes.Count, 2) + 1))));
    }

    /// <summary>Less than 1 for the beginning of a word or a slip, 0 for another word.</summary>
    private static double Likeness(string asked, string known)
    {
        if (known.Length > asked.Length && known.StartsWith(asked, StringComparison.Ordinal))
            return 0.6 + (0.35 * asked.Length / known.Length);
        if (DroppedVowels.Of(asked, known)) return 0.85;
        if (asked.Length < 4 || known.Length < 4) return 0;
        var allowed = Math.Min(EditDistance.Allowed(asked.Length), EditDistance.Allowed(known.Length));
        var distance = EditDistance.Between(asked, known, allowed);
        return distance > allowed ? 0 : distance == 1 ? 0.9 : 0.75;
    }

    private sealed class Phrase(int thing, string[] words)
    {
        public int Thing => thing;

        public string[] Words => words;

        public double Weight { get; set; }
    }
}
