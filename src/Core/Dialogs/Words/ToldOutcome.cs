using Core.Messaging;
using Core.People;
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

    /// <summary>Whether a spreadsheet that this person sent can become it; null for what anything can become.</summary>
    public Func<Caller, bool>? OfSheetBy { get; init; }
}
