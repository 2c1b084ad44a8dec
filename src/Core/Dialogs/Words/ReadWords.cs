using Core.Intents;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Core.Dialogs.Words;

/// <summary>
/// What the engine asks about free words: what they mean, whom they name, whether they speak of danger, what waits for them.
/// </summary>
internal sealed class ReadWords(IntentReader reader, NamesNow names, IEnumerable<IWaitingQuestions> waiting,
    IEnumerable<IRepliedMatters> matters,
    IEnumerable<ToldOutcome> outcomes, IEnumerable<NoticeButton> notices, IOptions<IntentsOptions> options)
{
    /// <summary>The buttons of news that come by themselves.</summary>
    public IEnumerable<NoticeButton> Notices => notices;

    /// <summary>Units by what people call them.</summary>
    public NameIndex Units => names.Units();

    /// <summary>Services by what people call them, as <c>UNIT_service</c>.</summary>
    public NameIndex Services => names.Services();

    /// <summary>Whether the words do no more than name units, one or several; with the words of their names.</summary>
    public bool NamesUnitsAlone(string text, out string named)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(w => IsWanting(w) || IsAbout(w)).ToList();
        named = string.Join(' ', words);
        return words.Count > 0 && words.TrueForAll(Units.Names);
    }

    /// <summary>The open unit that the words are sure to name, where they do no more than that.</summary>
    public string? UnitAlone(string text) =>
        NamesUnitsAlone(text, out var named) && Units.Find(named) is [{ Sure: true } unit, ..] ? unit.Code : null;

    /// <summary>What the words want.</summary>
    public ReadIntent Read(string? text, string language, OpenQuestion open) =>
        reader.Read(text, new IntentContext(language, open), Units);

    /// <summary>What words most likely want that nothing waits for and no rule is sure of.</summary>
    public ReadIntent Guess(string text, ReadIntent read) => reader.Guess(text, read);

    /// <summary>Which of these buttons the words mean.</summary>
    public ReadAnswer Answer(string? text, IReadOnlyList<AnswerOption> options, string language) => reader.Answer(text, options, language);

    /// <summary>The language that the words name; null when none.</summary>
    public string? LanguageIn(string text) => reader.LanguageIn(text);

    /// <summary>Whether the word before a button's own says no more than that it is wanted.</summary>
    public bool IsWanting(string word) => reader.IsWanting(word);

    /// <summary>Whether the word before a unit's name says that something is about it.</summary>
    public bool IsAbout(string word) => reader.IsAbout(word);

    /// <summary>Whether the words say no more than that they were read.</summary>
    public bool IsNod(string text) => reader.IsNod(text);

    /// <summary>Whether the words ask back why something is asked, and say nothing else.</summary>
    public bool AsksWhy(string text) => reader.AsksWhy(text);

    /// <summary>Danger that the words speak of; null when there is none.</summary>
    public DangerKind? DangerIn(string? text) => reader.DangerIn(text);

    /// <summary>Whom to call, in words.</summary>
    public LocalizedText Whom(DangerKind danger) =>
        LocalizedText.Of($"danger.{danger}", options.Value.EmergencyNumber, options.Value.NumberFor(danger));

    /// <summary>What a dialog that is begun by this command makes of what is told; null when it takes nothing told.</summary>
    public ToldOutcome? OutcomeOf(string command) => outcomes.Where(o => o.Command.Name == command).MinBy(o => o.Place);

    /// <summary>What was asked of this person outside a dialog and still waits.</summary>
    public async ValueTask<IReadOnlyList<WaitingQuestion>> Waiting(AppDb db, Caller who, DateTimeOffset now)
    {
        var all = new List<WaitingQuestion>();
        foreach (var some in waiting) all.AddRange(await some.Of(db, who, now));
        return all;
    }

    /// <summary>The codes that stand in a message of ours.</summary>
    public IReadOnlyList<string> CodesIn(string message) => reader.CodesIn(message);

    /// <summary>What words can do that reply to a message with these codes; nothing where none of them is this person's business.</summary>
    public async ValueTask<IReadOnlyList<WaitingQuestion>> Replied(AppDb db, Caller who, IReadOnlyList<string> codes, DateTimeOffset now)
    {
        if (codes.Count == 0) return [];
        foreach (var some in matters)
            if (await some.Of(db, who, codes, now) is { Count: > 0 } found) return found;
        return [];
    }
}
