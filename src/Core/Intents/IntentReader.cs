using Core.Intents.Learned;

namespace Core.Intents;

/// <summary>
/// Says what free words mean, by rules that can be read and added to, and by the examples that they resemble where no rule is sure. Pure:
/// no database, no network, the same words always mean the same. Safe for many threads at once.
/// </summary>
internal sealed class IntentReader
{
    private const int ReadWords = 60;
    private const int LongStory = 5;
    private const int Near = 6;
    private const int ForeignWord = 15;
    private const int ForeignStory = 6;
    private const int Least = 40;
    private const int OtherWord = 10;
    private const int Slip = 12;
    private const int Turned = 30;
    private const int Compound = 20;
    private const int ShortWish = 6;
    private const int More = 3;
    private const int Courtesy = 35;
    private const int ShortTail = 2;
    private const int Greeted = 4;
    private const int PlainWish = 82;
    private const int PlainQuestion = 96;
    private const int PlaceName = 2;
    private const int Beginning = 4;
    private const int Ending = 2;
    private readonly LanguageRules _indonesian;
    private readonly LanguageRules _english;
    private readonly JudgeCode _judge;
    private readonly Lazy<Examples> _examples;

    /// <summary>Reads the rules that come with the program, then the city's own file, if any; a faulty line stops the start.</summary>
    /// <param name="judge">Judges whether a piece of text is the code of a complaint.</param>
    /// <param name="cityFile">Path of a file with words of the region; empty for none.</param>
    /// <param name="examples">The lists that it learns from, when it first needs them; null for all that come with the program.</param>
    public IntentReader(JudgeCode judge, string? cityFile = null, IEnumerable<ExampleList>? examples = null)
    {
        _judge = judge;
        _examples = new(() => new Examples(_indonesian!.Vocabulary, examples ?? ExampleList.Shipped()));
        List<RuleFile> files = [RuleFile.Shipped("indonesian.txt"), RuleFile.Shipped("regional.txt")];
        if (!string.IsNullOrEmpty(cityFile)) files.Add(RuleFile.Open(cityFile));
        _indonesian = new LanguageRules("id", affixes: true, files);
        _english = new LanguageRules("en", affixes: false, RuleFile.Shipped("english.txt"));
        _english.Vocabulary.Other = _indonesian.Vocabulary;
        _indonesian.Vocabulary.Other = _english.Vocabulary;
    }

    /// <summary>Reads a message. <paramref name="names"/> tells which words name a unit or a service, and so do not puzzle.</summary>
    public ReadIntent Read(string? text, IntentContext context, NameIndex? names = null)
    {
        if (string.IsNullOrWhiteSpace(text)) return ReadIntent.Nothing;
        var words = WordsOf(text);
        var danger = _examples.Value.Danger(text, DangerReader.Read(words));
        var shape = CodeInWords.Find(text, _judge, out var code);
        if (shape == CodeShape.Good && context.Open != OpenQuestion.Text)
            return new ReadIntent(Intent.TrackComplaint, 98, true, "code") { Code = code, Danger = danger };
        var best = Best(words, context, names);
        if (context.Open == OpenQuestion.None) best = _examples.Value.Doubt(best, text);
        return best with
        {
            Danger = danger,
            Code = shape == CodeShape.Good ? code : null,
            Typo = shape == CodeShape.Mistyped ? code : null,
        };
    }

    /// <summary>The codes that stand in a message of ours.</summary>
    public IReadOnlyList<string> CodesIn(string message) => CodeInWords.All(message, _judge);

    /// <summary>Looks for danger alone, such as in a story that is being told; null when there is none.</summary>
    public DangerKind? DangerIn(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : _examples.Value.Danger(text, DangerReader.Read(WordsOf(text)));

    /// <summary>
    /// What somebody most likely wants whose words no rule is sure of and nothing waits for, by the examples that they resemble; it is
    /// never sure.
    /// </summary>
    public ReadIntent Guess(string? text, ReadIntent read) => string.IsNullOrWhiteSpace(text) ? read : _examples.Value.Guess(read, text);

    /// <summary>Which button of the open question the typed words mean.</summary>
    public ReadAnswer Answer(string? text, IReadOnlyList<AnswerOption> options, string language = "id")
    {
        if (string.IsNullOrWhiteSpace(text) || options.Count == 0) return ReadAnswer.None;
        var context = new IntentContext(language, OpenQuestion.Choice);
        var (rules, other) = language == "en" ? (_english, _indonesian) : (_indonesian, _english);
        return new MatchAnswer(rules, other, words => Best(WordsOf(words), context, null)).Match(text, options);
    }

    /// <summary>The language that somebody wants who names one ("bahasa inggris"), such as "en"; null when none is named.</summary>
    public string? LanguageIn(string text) => WordsOf(text).Select(w => w.Language.Named(w.Words)).FirstOrDefault(l => l is not null);

    /// <summary>Whether the word before a button's own says no more than that it is wanted ("tolong", "please").</summary>
    public bool IsWanting(string word) => _indonesian.Answers.IsWanting(word) || _english.Answers.IsWanting(word);

    /// <summary>Whether the word before a unit's name says that something is about it ("soal", "about").</summary>
    public bool IsAbout(string word) => _indonesian.Answers.IsAbout(word) || _english.Answers.IsAbout(word);

    /// <summary>Whether the words ask back why something is asked ("kenapa?", "buat apa nomor saya?"), and say nothing else.</summary>
    public bool AsksWhy(string text) => WordsOf(text).Any(w =>
    {
        var taken = new bool[w.Words.Count];
        return w.Language.Whys.For(w.Words).Any(rule => rule.Pattern.Fits(w.Words, taken));
    });

    /// <summary>Whether the words say no more than that they were read ("ok pak").</summary>
    public bool IsNod(string text) => WordsOf(text)
        .Any(w => w.Words.Where(word => !w.Language.IsFiller(word)).ToList() is { Count: > 0 } told
            && told.TrueForAll(word => w.Language.Answers.IsNod(word.Form)));

    private (LanguageRules Language, List<Word> Words)[] WordsOf(string text)
    {
        var raw = CutWords.Of(text);
        return [(_indonesian, _indonesian.Vocabulary.Read(raw)), (_english, _english.Vocabulary.Read(raw))];
    }

    private static ReadIntent Best((LanguageRules Language, List<Word> Words)[] words, IntentContext context, NameIndex? names)
    {
        var readings = words.SelectMany(w => Readings(w.Language, w.Words.Take(ReadWords).ToList(), context, names)).ToList();
        var best = readings.MaxBy(r => r.Score);
        if (best is null) return Untold(words[0].Words, context);
        var other = readings.Where(r => r.Intent != best.Intent).MaxBy(r => r.Score);
        var near = other is not null && best.Score - other.Score < Near;
        var sure = best.Score >= ReadIntent.SureFrom && !near;
        return best with { Sure = sure, Or = near ? other!.Intent : null, Score = Math.Min(best.Score, 100) };
    }

    /// <summary>No rule fits: whoever writes much tells of something.</summary>
    private static ReadIntent Untold(List<Word> words, IntentContext context)
    {
        if (context.Open != OpenQuestion.None || words.Count < LongStory) return ReadIntent.Nothing;
        return new ReadIntent(Intent.Tell, 40, false, ReadIntent.Long) { Rest = string.Join(' ', words.Select(w => w.Raw)) };
    }

    private static IEnumerable<ReadIntent> Readings(LanguageRules language, List<Word> words, IntentContext context, NameIndex? names)
    {
        var taken = new bool[words.Count];
        foreach (var (pattern, (intent, score, where)) in language.Intents.For(words))
        {
            if (context.Open == OpenQuestion.Text && !(pattern is { FromStart: true, ToEnd: true } && Leaves(intent))) continue;
            if (!pattern.Fits(words, taken)) continue;
            var rest = words.Where((w, i) => !taken[i] && !language.IsFiller(w)).ToList();
            if (intent == Intent.Greeting && rest.Count > Greeted) continue;
            if (intent == Intent.Thanks && words.SkipWhile(w => !language.Contrasts(w)).Count(w => !language.IsFiller(w)) > 1) continue;
            var own = language.Language == context.Language ? 1 : 0;
            var plainly = (intent == Intent.Complain && score >= PlainWish && IsSaidPlainly(language, words, taken))
                || (intent == Intent.TrackComplaint && score >= PlainQuestion);
            var points = score + taken.Count(t => t) + own - Doubt(language, intent, words, taken, rest, names, plainly)
                - Doubt(language, intent, words, taken, names);
            if (points < Least) continue;
            yield return new ReadIntent(intent, points, false, where) { Rest = RestOf(rest), Language = language.Language };
        }
    }

    private static string RestOf(List<Word> rest) => string.Join(' ', rest.Where(w => w.Form != Word.End).Select(w => w.Raw));

    /// <summary>
    /// Words read through a slip; for a deed also what else the message says: much of it makes it a story, and beside the shortest
    /// wishes a word that nobody knows makes it another matter ("nilai ujian").
    /// </summary>
    private static int Doubt(LanguageRules language, Intent intent, List<Word> words, bool[] taken, List<Word> rest, NameIndex? names,
        bool plainly)
    {
        var doubt = words.Where((w, i) => taken[i] && w.Guessed).Count() * Slip;
        if (IsCourtesy(intent, taken)) return doubt + (rest.Count > ShortTail ? Math.Min(Courtesy, rest.Count * More) : 0);
        if (!intent.Acts()) return doubt;
        if (plainly) return doubt + (Math.Min(Strange(), 1) * ForeignStory);
        doubt += Math.Max(0, rest.Count - ShortWish) * More;
        if (intent == Intent.Complain) return doubt + (Strange() * ForeignStory);
        if (intent is Intent.Ask or Intent.TrackComplaint or Intent.Human or Intent.Privacy) return doubt;
        return doubt + (Strange() * ForeignWord) + (intent is Intent.Rate or Intent.ShowScore ? 0 : rest.Count * OtherWord);

        int Strange() => rest.Count(w => (!w.Known || w.Guessed) && names?.Names(w.Raw) != true && !NamesPlace(w));
        bool NamesPlace(Word word) => words.IndexOf(word) is > 0 and var at
            && words.Skip(Math.Max(0, at - PlaceName)).Take(Math.Min(at, PlaceName)).Any(language.IsPlace);
    }

    /// <summary>
    /// "saya mau melaporkan ..." with the story behind it, or the story and then "... mau saya laporkan": however long it is, it is what
    /// the wish is about.
    /// </summary>
    private static bool IsSaidPlainly(LanguageRules language, List<Word> words, bool[] taken)
    {
        var told = taken.Where((_, i) => !language.IsFiller(words[i])).ToList();
        return told.IndexOf(true) is >= 0 and <= Beginning || told.Count - 1 - told.LastIndexOf(true) <= Ending;
    }

    /// <summary>
    /// Words of a wish that are part of something told are none: refused ("jangan simpan nomor hp saya"), said by somebody else ("petugas
    /// bilang laporan saya dihapus"), somebody else's ("anak saya dapat nilai jelek"), or the first half of another thing's name
    /// ("nilai ujian", "report card").
    /// </summary>
    private static int Doubt(LanguageRules language, Intent intent, List<Word> words, bool[] taken, NameIndex? names)
    {
        if (!intent.Acts() || intent is Intent.No or Intent.NotYet or Intent.Yes) return 0;
        var (first, last) = (Array.IndexOf(taken, true), Array.LastIndexOf(taken, true));
        if (Enumerable.Range(1, 2).Any(n => first >= n && language.Refuses(words[first - n]))) return Turned;
        var before = words.Take(first).ToList();
        if (intent == Intent.Complain) return before.Exists(language.IsSomebody) && before.Exists(language.Turns) ? Turned : 0;
        if (words.Where((w, i) => !taken[i] && language.Turns(w)).Any()) return Turned;
        if (intent is not (Intent.Rate or Intent.ShowScore or Intent.TrackComplaint)) return 0;
        if (before.Exists(language.IsSomebody)) return Turned;
        return words.Skip(1).Where((w, i) => taken[i] && !taken[i + 1] && (i == last || language.IsNoun(words[i]))
            && language.Compounds(w) && names?.Names(w.Raw) != true).Any() ? Compound : 0;
    }

    /// <summary>A greeting before, or thanks behind, what is wanted; thanks that come first are meant.</summary>
    private static bool IsCourtesy(Intent intent, bool[] taken) =>
        intent == Intent.Greeting || (intent == Intent.Thanks && Array.IndexOf(taken, true) > 0);

    /// <summary>What may interrupt somebody who is writing a text.</summary>
    private static bool Leaves(Intent intent) =>
        intent is Intent.Stop or Intent.Back or Intent.Menu or Intent.Skip or Intent.Continue;
}
