namespace Core.Intents;

/// <summary>Finds the button that typed words mean: as it reads, by its number, by a part of it that only it has, or with slips.</summary>
internal sealed class MatchAnswer(LanguageRules language, LanguageRules other, Func<string, ReadIntent> meaning)
{
    public ReadAnswer Match(string text, IReadOnlyList<AnswerOption> options)
    {
        if (text.Length > 120) return ReadAnswer.None;
        var typed = WordsOf(text);
        if (typed.Count == 0) return ReadAnswer.None;
        ReadAnswer? unsure = null;
        foreach (var way in new Func<ReadAnswer?>[]
                 {
                     () => AsItReads(typed, options), () => ByNumber(typed, options), () => ByRange(typed, options),
                     () => ByOwnWords(typed, options), () => ByWords(typed, options),
                     () => WithSlips(typed, options), () => ByPart(typed, options), () => ByMeaning(text, options),
                 })
        {
            if (way() is not { } found) continue;
            if (found.Sure || found.Why == "number") return found;
            unsure ??= found;
        }

        return unsure ?? ReadAnswer.None;
    }

    private static ReadAnswer? AsItReads(List<string> typed, IReadOnlyList<AnswerOption> options) =>
        Only(options.Where(o => WordsOf(o.Label).SequenceEqual(typed)), "label")
        ?? Only(options.Where(o => Parts(o).Any(part => WordsOf(part).SequenceEqual(typed))), "label");

    private ReadAnswer? ByNumber(List<string> typed, IReadOnlyList<AnswerOption> options)
    {
        var words = typed.Where(w => !IsPadding(w)).ToList();
        if (words.Count == 0) words = typed.Where(w => NumberOf(w) is not null).Take(1).ToList();
        if (words is [var alone] && Both(a => a.IsLast(alone)) && options.LastOrDefault(o => o.Counted) is { } last)
            return new ReadAnswer(last.Id, true, "number");
        if (words.Count == 0 || NumberOf(words[0]) is not { } number) return null;
        if (options.Where(o => o.Counted).ElementAtOrDefault(number - 1) is not { } option) return null;
        if (words.Count == 1) return new ReadAnswer(option.Id, true, "number");
        var rest = ByWords(words[1..], options) ?? WithSlips(words[1..], options);
        return rest is { Id: { } id } ? new ReadAnswer(option.Id, id == option.Id, "number") : null;
    }

    /// <summary>"45 tahun" where the labels are spans of numbers; below them all and above them all stand labels with one number.</summary>
    private static ReadAnswer? ByRange(List<string> typed, IReadOnlyList<AnswerOption> options)
    {
        if (typed.Select(Number).OfType<int>().ToList() is not [var number]) return null;
        var labels = options.Where(o => o.Counted)
            .Select(o => (Option: o, Numbers: WordsOf(o.Label).Select(Number).OfType<int>().ToList())).ToList();
        var spans = labels.Where(l => l.Numbers is [var from, var to] && from < to).ToList();
        if (spans.Count < 2) return null;
        var edge = number < spans.Min(s => s.Numbers[0]) ? spans.Min(s => s.Numbers[0])
            : number > spans.Max(s => s.Numbers[1]) ? spans.Max(s => s.Numbers[1]) + 1 : (int?)null;
        return Only(labels.Where(l => edge is null ? l.Numbers is [var from, var to] && from <= number && number <= to
            : l.Numbers is [var one] && one == edge).Select(l => l.Option), "words");

        static int? Number(string word) => int.TryParse(word, out var read) && read >= 0 ? read : null;
    }

    /// <summary>
    /// "petugas" where one label alone begins with that very word: another may mean nearly the same ("ASN"), and is not what stands there.
    /// </summary>
    private ReadAnswer? ByOwnWords(List<string> typed, IReadOnlyList<AnswerOption> options)
    {
        var words = typed.Where(w => !IsPadding(w)).ToList();
        if (words.All(w => w.Length < 3) || words.All(w => Both(a => a.IsBare(w)))) return null;
        return Only(options.Where(o => WordsOf(o.Label).Take(words.Count).SequenceEqual(words)), "words");
    }

    /// <summary>The longest label among the words; anything else beside it but padding makes it unsure, a "not" undoes it.</summary>
    private ReadAnswer? ByWords(List<string> typed, IReadOnlyList<AnswerOption> options)
    {
        var forms = Forms(typed);
        var fitting = options.Select(o => (Option: o, Label: Forms(WordsOf(o.Label))))
            .Where(o => o.Label.Count > 0 && IndexOf(forms, o.Label) >= 0).ToList();
        if (fitting.Count == 0) return null;
        var longest = fitting.Max(o => o.Label.Count);
        var best = fitting.Where(o => o.Label.Count == longest).ToList();
        if (best.Count > 1) return new ReadAnswer(best[0].Option.Id, false, "words");
        var at = IndexOf(forms, best[0].Label);
        var rest = forms.Where((_, i) => i < at || i >= at + longest).ToList();
        if (rest.Any(w => Both(a => a.Undoes(w)))) return null;
        var yes = rest.Count == 0 || meaning(string.Join(' ', rest)) is { Sure: true, Intent: Intent.Yes };
        return new ReadAnswer(best[0].Option.Id, yes, "words");
    }

    private static ReadAnswer? WithSlips(List<string> typed, IReadOnlyList<AnswerOption> options)
    {
        var whole = string.Concat(typed);
        var near = options.Select(o => (o.Id, Distance: Far(whole, string.Concat(WordsOf(o.Label))))).OrderBy(o => o.Distance).ToList();
        if (near.Count == 0 || near[0].Distance > EditDistance.Allowed(whole.Length)) return null;
        return new ReadAnswer(near[0].Id, near.Count == 1 || near[1].Distance > near[0].Distance + 1, "slip");

        static int Far(string a, string b) => EditDistance.Between(a, b, 4);
    }

    /// <summary>"sangat" where only one answer begins so; a bare "tidak" may be no answer at all.</summary>
    private ReadAnswer? ByPart(List<string> typed, IReadOnlyList<AnswerOption> options)
    {
        var forms = Forms(typed);
        if (forms.Count == 0 || forms.All(w => w.Length < 3)) return null;
        var having = options.Where(o => IndexOf(Forms(WordsOf(o.Label)), forms) >= 0).ToList();
        if (having.Count != 1) return null;
        var begins = IndexOf(Forms(WordsOf(having[0].Label)), forms) == 0;
        return new ReadAnswer(having[0].Id, begins && !forms.All(w => Both(a => a.IsBare(w))), "part");
    }

    /// <summary>
    /// "gak" for "Tidak jadi", "belum selesai pak" for "Belum": where exactly one button means the same. A button that means it only
    /// nearly is meant by the bare word alone: "belum ada kabar" refuses nothing.
    /// </summary>
    private ReadAnswer? ByMeaning(string text, IReadOnlyList<AnswerOption> options)
    {
        var meant = meaning(text);
        if (!meant.Sure || !IsAnswer(meant.Intent)) return null;
        if (Having(meant.Intent) is { } same) return same;
        if (meant.Intent == Intent.Yes && InsteadOfNo(options) is { } other) return other;
        var near = meant.Intent switch
        {
            Intent.No => Having(Intent.NotYet),
            Intent.NotYet => Having(Intent.No),
            Intent.Yes => Having(Intent.Continue),
            Intent.Continue => Having(Intent.Yes) is { } yes ? yes with { Sure = false } : null,
            _ => null,
        };
        return Forms(WordsOf(text)).Count switch
        {
            <= 1 => near,
            2 => near is null ? null : near with { Sure = false },
            _ => null,
        };

        // "ya" where one of two buttons is a plain no.
        ReadAnswer? InsteadOfNo(IReadOnlyList<AnswerOption> all) =>
            all.Where(o => o.Counted).ToList() is { Count: 2 } two && Having(Intent.No) is { } no
                ? Only(two.Where(o => o.Id != no.Id), "meaning") : null;

        ReadAnswer? Having(Intent wanted) => Only(options.Where(o => Parts(o).Append(o.Label)
            .Any(part => meaning(part) is { Sure: true } label && label.Intent == wanted)), "meaning");
    }

    /// <summary>"Setuju, lanjutkan" says two things, and either of them means it.</summary>
    private static IEnumerable<string> Parts(AnswerOption option) => option.Label.Contains(',') ? option.Label.Split(',') : [];

    private static bool IsAnswer(Intent intent) =>
        intent is Intent.Yes or Intent.No or Intent.NotYet or Intent.Stop or Intent.Back or Intent.Continue or Intent.Skip;

    private static ReadAnswer? Only(IEnumerable<AnswerOption> options, string why) =>
        options.DistinctBy(o => o.Id).Take(2).ToList() is [var only] ? new ReadAnswer(only.Id, true, why) : null;

    private int? NumberOf(string word) => language.Answers.NumberOf(word) ?? other.Answers.NumberOf(word);

    private bool IsPadding(string word) => Both(a => a.IsPadding(word));

    /// <summary>People who read one language answer in the other too.</summary>
    private bool Both(Func<AnswerWords, bool> says) => says(language.Answers) || says(other.Answers);

    /// <summary>The words without padding; "sangat" is padding in a message, but not in an answer.</summary>
    private List<string> Forms(List<string> words)
    {
        var read = language.Vocabulary.Read([.. words.Where(w => !IsPadding(w))]);
        return [.. read.Where(w => Both(a => a.Keeps(w.Form)) || !language.IsFiller(w)).Select(w => w.Form)];
    }

    private static List<string> WordsOf(string text)
    {
        var words = CutWords.Of(text).Where(w => w != Word.End).ToList();
        return words.Any(w => char.IsLetterOrDigit(w, 0)) ? [.. words.Where(w => char.IsLetterOrDigit(w, 0))] : words;
    }

    private static int IndexOf(List<string> words, List<string> part)
    {
        for (var i = 0; i + part.Count <= words.Count; i++)
            if (words.Skip(i).Take(part.Count).SequenceEqual(part)) return i;
        return -1;
    }
}
