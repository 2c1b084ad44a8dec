using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>
/// A question that was put to a person outside a dialog, such as an officer's, and that their next words may answer. A capability that
/// puts such questions says which of them wait.
/// </summary>
internal interface IWaitingQuestions
{
    /// <summary>What waits for this person now, the latest first.</summary>
    ValueTask<IReadOnlyList<WaitingQuestion>> Of(AppDb db, Caller who, DateTimeOffset now);
}

/// <summary>
/// What a message of ours was about that somebody replies to, by the codes that stand in it. A capability whose messages carry codes says
/// which of them are this person's business, and what words can do there.
/// </summary>
internal interface IRepliedMatters
{
    /// <summary>What the words can do; nothing where the codes are nothing to this person, or too many.</summary>
    ValueTask<IReadOnlyList<WaitingQuestion>> Of(AppDb db, Caller who, IReadOnlyList<string> codes, DateTimeOffset now);
}

/// <summary>One question that waits.</summary>
/// <param name="About">What it is about, such as the code of a complaint and what was asked.</param>
/// <param name="Answers">Its buttons, as they stand below it.</param>
internal sealed record WaitingQuestion(LocalizedText About, IReadOnlyList<WaitingAnswer> Answers)
{
    /// <summary>The answer in the person's own words; null where only the buttons answer it.</summary>
    public WaitingAnswer? InWords { get; init; }

    /// <summary>Whether unclear words are asked about, since they may be meant for it.</summary>
    public bool IsPressing { get; init; }

    /// <summary>When it was put, as far as that is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it asks what somebody thinks of something, so that praise and blame may be meant for it.</summary>
    public bool AsksOpinion { get; init; }

    /// <summary>The command that shows what it is about, where nothing was asked: words are asked about then, never taken.</summary>
    public Command? Look { get; init; }

    /// <summary>Every way to answer it.</summary>
    public IEnumerable<WaitingAnswer> All => InWords is null ? Answers : Answers.Append(InWords);
}

/// <summary>One way to answer.</summary>
/// <param name="Id">Names it among all that waits, for as long as it does.</param>
/// <param name="Label">What its button says.</param>
/// <param name="Command">The command that takes it.</param>
internal sealed record WaitingAnswer(string Id, LocalizedText Label, Command Command)
{
    /// <summary>What the command begins with when the person wrote more than the button says.</summary>
    public Func<Told, Wording, Carried>? Carry { get; init; }

    /// <summary>The command that takes what follows of an album whose first picture was this answer.</summary>
    public Command? More { get; init; }

    /// <summary>Whether words that begin as its button reads, and go on, are this answer with its reason.</summary>
    public bool TakesReason { get; init; }

    /// <summary>The label where several questions wait and it must be told which is meant.</summary>
    public LocalizedText? LabelAmongOthers { get; init; }
}
