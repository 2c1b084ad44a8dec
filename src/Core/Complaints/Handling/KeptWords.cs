using Core.Dialogs;

namespace Core.Complaints.Handling;

/// <summary>Gives back what was typed for a step that is not open any more: nothing that somebody wrote is lost.</summary>
internal static class KeptWords
{
    /// <summary>Says it, if something was typed.</summary>
    public static void Say(DialogContext context)
    {
        var typed = context.AnswerTo("words") ?? context.AnswerTo("report") ?? context.AnswerTo("reason") ?? context.AnswerTo("note");
        if (typed is null && context.Inbound.Press is null && context.Inbound.Text is { } text && text[0] != '/') typed = text;
        if (typed is not null) context.Say("complaint.kept-text", typed);
    }
}
