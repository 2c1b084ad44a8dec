namespace Core.Intents;

/// <summary>
/// The words and rules of one language, read from text files of the sections <c>[spelling]</c>, <c>[lists]</c>, <c>[small]</c>,
/// <c>[slips]</c>, <c>[ordinary]</c>, <c>[answers]</c>, <c>[rules]</c>, <c>[why]</c>, <c>[harmless]</c> and <c>[danger]</c>; later
/// files add to earlier ones.
/// </summary>
internal sealed class LanguageRules
{
    private const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
    private const string To = "@to-";
    private const string Why = "?";

    /// <summary>Lists of everyday words, which need not be known where nothing is asked.</summary>
    private static readonly string[] OfWhys = ["@asked", "@must", "@really"];

    private static readonly string[] Own =
        ["@filler", "@but", "@turning", "@refusing", "@place", "@somebody", "@official", "@rate", "@score", "@case", "@me"];

    private readonly Dictionary<string, HashSet<string>> _lists = Own.ToDictionary(name => name, _ => new HashSet<string>());
    private readonly List<(string Head, string Pattern, string Where)> _lines = [];

    public LanguageRules(string language, bool affixes, params IEnumerable<RuleFile> files)
    {
        Language = language;
        Vocabulary = new Vocabulary(affixes);
        Answers = new AnswerWords(Vocabulary);
        foreach (var file in files) Read(file);
        foreach (var (name, list) in _lists)
            if (!OfWhys.Contains(name)) foreach (var word in list) Vocabulary.Know(word);
        foreach (var (head, pattern, where) in _lines) Add(head, new WordPattern(pattern, ListOf, _lists["@filler"]), where);
    }

    public string Language { get; }

    public Vocabulary Vocabulary { get; }

    /// <summary>The words around and in typed answers.</summary>
    public AnswerWords Answers { get; }

    /// <summary>What says which intent.</summary>
    public RuleIndex<(Intent Intent, int Score, string Where)> Intents { get; } = new();

    /// <summary>What only looks like danger; its words are put aside before danger is looked for.</summary>
    public RuleIndex<string> Harmless { get; } = new();

    /// <summary>What asks a question back: why it is asked.</summary>
    public RuleIndex<string> Whys { get; } = new();

    /// <summary>What is danger.</summary>
    public RuleIndex<DangerKind> Dangers { get; } = new();

    /// <summary>Whether the word carries no meaning of its own.</summary>
    public bool IsFiller(Word word) => word.Form == Word.End || _lists["@filler"].Contains(word.Form);

    /// <summary>Whether the word turns a wish into something told: somebody else said it, or it came otherwise.</summary>
    public bool Turns(Word word) => _lists["@turning"].Contains(word.Form);

    /// <summary>Whether what comes behind the word is meant, and not the thanks or the praise before it.</summary>
    public bool Contrasts(Word word) => _lists["@but"].Contains(word.Form);

    /// <summary>Whether the word, said before a wish, says that it is none.</summary>
    public bool Refuses(Word word) => _lists["@refusing"].Contains(word.Form);

    /// <summary>Whether the word names who does what is told of.</summary>
    public bool IsSomebody(Word word) =>
        (_lists["@somebody"].Contains(word.Form) || _lists["@official"].Contains(word.Form)) && !_lists["@me"].Contains(word.Form);

    /// <summary>The language that the words name, such as "id", by the lists <c>@to-en</c> and its like; null when none.</summary>
    public string? Named(IReadOnlyCollection<Word> words) => _lists.Where(l => l.Key.StartsWith(To, StringComparison.Ordinal))
        .FirstOrDefault(l => words.Any(w => l.Value.Contains(w.Form))).Key?[To.Length..];

    /// <summary>Whether what is behind the word may be the name of a place ("kecamatan ...").</summary>
    public bool IsPlace(Word word) => _lists["@place"].Contains(word.Form);

    /// <summary>Whether a word of another matter behind it makes another thing of it.</summary>
    public bool IsNoun(Word word) =>
        _lists["@rate"].Contains(word.Form) || _lists["@score"].Contains(word.Form) || _lists["@case"].Contains(word.Form);

    /// <summary>
    /// Whether the word behind a wish's own makes another thing of it ("nilai ujian"); an office ("nilai dinas") and the writer
    /// ("pengaduan saya") do not.
    /// </summary>
    public bool Compounds(Word word) =>
        (!word.Known || word.Guessed || Vocabulary.IsOrdinary(word.Raw)) && !_lists["@place"].Contains(word.Form)
        && !_lists["@me"].Contains(word.Form);

    private HashSet<string> ListOf(string name) =>
        _lists.TryGetValue(name, out var list) ? list : throw new FormatException($"There is no list {name}.");

    private void Read(RuleFile file)
    {
        foreach (var (section, line, number) in file.Lines)
        {
            try
            {
                Read(section, line, $"{file.Name}:{number}");
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                throw new FormatException($"{file.Name}, line {number}: {e.Message}", e);
            }
        }
    }

    private void Read(string section, string line, string where)
    {
        switch (section)
        {
            case "spelling":
                var (form, variants) = Halves(line);
                Vocabulary.Know(form);
                foreach (var variant in variants.Split(',', Tidy)) Vocabulary.Spell(variant, form);
                break;
            case "lists":
                var (list, words) = Halves(line);
                if (!list.StartsWith('@')) throw new FormatException($"The name of a list begins with @: {list}");
                if (!_lists.TryGetValue(list, out var known)) _lists[list] = known = [];
                foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    if (word[0] == '@') known.UnionWith(ListOf(word));
                    else known.Add(word);
                break;
            case "small":
                foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Vocabulary.KnowAsItself(word);
                break;
            case "slips":
                foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Vocabulary.KnowWithSlips(word);
                break;
            case "ordinary":
                foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Vocabulary.LeaveAlone(word);
                break;
            case "answers":
                var (answer, said) = Halves(line);
                Answers.Add(answer, said);
                break;
            case "rules" or "danger" when line.Split(' ', 2) is [var head, var pattern]:
                _lines.Add((head, pattern, where));
                break;
            case "why":
                _lines.Add((Why, line, where));
                break;
            case "harmless":
                _lines.Add(("", line, where));
                break;
            default:
                throw new FormatException($"Not understood in section [{section}]: {line}");
        }
    }

    private void Add(string head, WordPattern pattern, string where)
    {
        if (head == Why)
        {
            Whys.Add(pattern, where);
            return;
        }

        foreach (var word in pattern.Words) Vocabulary.Know(word);
        if (head.Length == 0) Harmless.Add(pattern, where);
        else if (Texts.Named.Of<DangerKind>(head) is { } kind) Dangers.Add(pattern, kind);
        else if (ScoreOf(head) is { } rule) Intents.Add(pattern, (rule.Intent, rule.Score, where));
        else throw new FormatException($"{where}: a rule begins with an intent and its score, such as Rate:80; this one with {head}");
    }

    private static (Intent Intent, int Score)? ScoreOf(string head) =>
        head.Split(':') is [var name, var score] && Texts.Named.Of<Intent>(name) is { } intent && int.TryParse(score, out var points)
            ? (intent, points)
            : null;

    private static (string Name, string Value) Halves(string line) =>
        line.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } name, { Length: > 0 } value]
            ? (name, value)
            : throw new FormatException($"Write it as \"word = other, ways, to write it\": {line}");
}
