using Core.Texts;

namespace Core.Intents.Learned;

/// <summary>
/// What messages mean that no rule was written for, by the examples they resemble. It only doubts and proposes: what it says is never sure,
/// so that the person is asked.
/// </summary>
internal sealed class Examples
{
    /// <summary>The reason of what was read by examples.</summary>
    public const string Why = "examples";

    private const string Ends = ".!?;\n";
    private const double Likely = 0.5;
    private const double Clear = 0.8;
    private const double Certain = 0.999;
    private const int Short = 12;
    private const double Never = 1e-8;
    private const int Points = 60;
    private const int Spoken = 40;
    private const int FewestKnown = 2;
    private readonly LearnedFrom<Intent> _intents = new(Enum.GetValues<Intent>());
    private readonly LearnedFrom<DangerKind?> _dangers = new([null, .. Enum.GetValues<DangerKind>().Cast<DangerKind?>()]);
    private readonly Vocabulary _vocabulary;

    public Examples(Vocabulary vocabulary, IEnumerable<ExampleList> lists)
    {
        _vocabulary = vocabulary;
        foreach (var list in lists)
            foreach (var line in list.Lines)
            {
                var features = FeaturesOf(line[^1]);
                _dangers.Add(list.IsOfDanger ? Named.Of<DangerKind>(line[0]) : null, features);
                if (!list.IsOfDanger && !list.IsHarmless) _intents.Add(KindOf(line[0]), features);
            }
    }

    /// <summary>
    /// A wish that a rule is sure of is none while the words resemble quite another one: both are asked about. What is told differs from a
    /// complaint in little.
    /// </summary>
    public ReadIntent Doubt(ReadIntent read, string text)
    {
        if (!read.Sure || !read.Intent.Acts() || Likeliest(text) is not { } like || like.Intent == read.Intent) return read;
        var from = read.Intent == Intent.Complain && like.Intent == Intent.Tell ? Certain : Clear;
        return like.Share < from ? read : read with { Sure = false, Score = ReadIntent.SureFrom - 1, Or = like.Intent };
    }

    /// <summary>
    /// What no rule is sure of, or only that it is told, is what it resembles most. A wish that a rule found stays the first where the
    /// words resemble none.
    /// </summary>
    public ReadIntent Guess(ReadIntent read, string text)
    {
        if (read.Sure && (read.Intent.Acts() || read.Intent == Intent.Greeting)) return read;
        var found = read.Intent != Intent.Unknown && !read.IsOnlyLong;
        var from = read.Sure ? Clear : Likely;
        if (Likeliest(text) is not { } like || like.Intent == read.Intent || like.Share < from) return read;
        if (found && read.Intent.Acts() && !like.Intent.Acts()) return read with { Or = read.Or ?? like.Intent };
        return read with
        {
            Intent = like.Intent,
            Sure = false,
            Or = found ? read.Intent : null,
            Score = Points,
            Why = Why,
            IsClear = like.Share >= Clear,
        };
    }

    /// <summary>
    /// The danger that a rule found or any of the sentences resembles, where hardly anything harmless is like it; wanting to die goes
    /// before everything else. Null when there is none: also where a rule found some in a few words that resemble only harmless ones.
    /// </summary>
    public DangerKind? Danger(string text, DangerKind? byRule)
    {
        if (byRule == DangerKind.MentalHealth) return byRule;
        var (found, most) = (byRule, 0.0);
        foreach (var sentence in SentencesOf(text))
        {
            var dangers = _dangers.Judge(ExampleFeatures.Of(sentence, asks: false)).Where(k => k.Kind is not null).ToList();
            var share = dangers.Sum(k => k.Share);
            most = Math.Max(most, dangers.Count == 0 || sentence.Length > Short || sentence.Length == 1 ? 1 : share);
            if (share < Certain || !IsFamiliar(sentence)) continue;
            if (found is null || dangers[0].Kind == DangerKind.MentalHealth) found = dangers[0].Kind;
        }

        return most < Never ? null : found;
    }

    /// <summary>Of words that stand in no example nobody can say what they resemble: names, abbreviations, another language.</summary>
    private bool IsFamiliar(Word[] sentence)
    {
        var words = sentence.Where(w => w.Raw.Any(char.IsLetter)).ToList();
        var known = words.Count(w => _dangers.Knows(ExampleFeatures.OfWord(w)));
        return known >= FewestKnown && known * 2 >= words.Count;
    }

    /// <summary>Where it is as right to call it told, there was no word of complaining in it.</summary>
    private static Intent KindOf(string intents)
    {
        var all = intents.Split('|').Select(i => Named.Of<Intent>(i) ?? Intent.Unknown).ToList();
        return all[0] == Intent.Complain && all.Contains(Intent.Tell) ? Intent.Tell : all[0];
    }

    /// <summary>Whoever dictates ends no sentence: after so many words another one begins.</summary>
    private IEnumerable<Word[]> SentencesOf(string text) =>
        text.Split([.. Ends], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(s => _vocabulary.Read(CutWords.Of(s)).Chunk(Spoken));

    private (Intent Intent, double Share)? Likeliest(string text) =>
        _intents.Judge(FeaturesOf(text)) is [var first, ..] ? (first.Kind, first.Share) : null;

    private IReadOnlyCollection<ulong> FeaturesOf(string text) =>
        ExampleFeatures.Of(_vocabulary.Read(CutWords.Of(text)), text.Contains('?', StringComparison.Ordinal));
}
