using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>What something can become that somebody told without being asked. A capability registers what it makes of it.</summary>
/// <param name="Id">Names it in stored answers, for ever.</param>
/// <param name="Label">What its button says.</param>
/// <param name="Command">The command that begins it.</param>
/// <param name="Place">Its place among the buttons.</param>
/// <param name="Carry">What was told, as that dialog begins with it.</param>
internal sealed record ToldOutcome(string Id, LocalizedText Label, Command Command, int Place, Func<Told, Carried> Carry)
{
    /// <summary>What is told most often, and therefore asked about first.</summary>
    public const string Complaint = "complaint";

    /// <summary>
    /// Where all of what is told is kept; null where only words are taken.
    /// </summary>
    public KeepsTold? Keeps { get; init; }

    /// <summary>The question that the words are the beginning of, where files and places have no room; null where they have.</summary>
    public string? WordsFor { get; init; }

    /// <summary>Whether these words look like it rather than like a complaint; null where words cannot tell.</summary>
    public Func<string, bool>? Likely { get; init; }

    /// <summary>Whether a spreadsheet that this person sent can become it; null for what anything can become.</summary>
    public Func<Caller, bool>? OfSheetBy { get; init; }

    /// <summary>Whether it has room for all of this.</summary>
    public bool Holds(Told told) => WordsFor is null || (told.Files.Count == 0 && told.Place is null && told.Text.Length > 0);
}

/// <summary>Where a dialog keeps what was told.</summary>
/// <param name="Arg">The argument that holds what was told before it is asked.</param>
/// <param name="Question">The question that asks for it; once it is answered, more is added to the answer.</param>
/// <param name="Again">The questions about it that are asked again then.</param>
internal sealed record KeepsTold(string Arg, string Question, params IReadOnlyList<string> Again);

/// <summary>What something told can become for one person alone, such as more on a complaint of theirs.</summary>
internal interface IOwnOutcomes
{
    /// <summary>Their own outcomes, the likeliest first.</summary>
    ValueTask<IReadOnlyList<ToldOutcome>> Of(AppDb db, Caller who);
}
