namespace Core.Intents;

/// <summary>
/// The words of one language for typed answers, from the section <c>[answers]</c>. A word counts as it is written or as it is spelled
/// out, so that a region that only has its own way to say "dua" needs nothing here.
/// </summary>
internal sealed class AnswerWords
{
    private static readonly string[] Own =
    [
        "padding", "kept", "undoes", "bare", "nods", "ordinal", "last", "wanting", "about", .. Enumerable.Range(1, 10).Select(n => $"{n}"),
    ];

    private readonly Dictionary<string, HashSet<string>> _words = Own.ToDictionary(name => name, _ => new HashSet<string>());
    private readonly Vocabulary _vocabulary;

    public AnswerWords(Vocabulary vocabulary) => _vocabulary = vocabulary;

    /// <summary>Adds the words of a line to what they are.</summary>
    public void Add(string name, string words)
    {
        if (!_words.TryGetValue(name, out var known))
            throw new FormatException($"Answers have no {name}; they have {string.Join(", ", Own)}.");
        known.UnionWith(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether the word stands around an answer and says nothing ("pilih", "nomor").</summary>
    public bool IsPadding(string word) => Has("padding", word);

    /// <summary>Whether the word tells something in an answer although it tells nothing elsewhere ("sangat").</summary>
    public bool Keeps(string form) => _words["kept"].Contains(form);

    /// <summary>Whether the word beside a label undoes it ("tidak").</summary>
    public bool Undoes(string form) => _words["undoes"].Contains(form);

    /// <summary>Whether the word alone may be no answer at all, though a label begins with it.</summary>
    public bool IsBare(string form) => _words["bare"].Contains(form);

    /// <summary>Whether the word says no more than that one has read it ("oke").</summary>
    public bool IsNod(string form) => _words["nods"].Contains(form);

    /// <summary>Whether the word means the last of all.</summary>
    public bool IsLast(string word) => Has("last", word);

    /// <summary>Whether the word before a label says no more than that it is wanted.</summary>
    public bool IsWanting(string word) => Has("wanting", word);

    /// <summary>Whether the word before a unit's name says that something is about it ("soal").</summary>
    public bool IsAbout(string word) => Has("about", word);

    /// <summary>The number that the word counts; null when it is none.</summary>
    public int? NumberOf(string word)
    {
        for (var number = 1; number <= 10; number++) if (Has($"{number}", word)) return number;
        var before = _words["ordinal"].FirstOrDefault(o => word.StartsWith(o, StringComparison.Ordinal));
        return int.TryParse(before is null ? word : word[before.Length..], out var written) && written is > 0 and < 100 ? written : null;
    }

    private bool Has(string name, string word) => _words[name].Contains(word) || _words[name].Contains(_vocabulary.Spelling(word));
}
