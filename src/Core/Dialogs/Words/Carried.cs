using Core.Messaging;

namespace Core.Dialogs.Words;

/// <summary>
/// What somebody said before a dialog asked for it, as the dialog begins with it: whole answers by question key, and what is only the
/// beginning of one. What fits no question, or no longer, is asked as if it had not been said.
/// </summary>
internal sealed record Carried
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Arguments of the dialog.</summary>
    public IReadOnlyDictionary<string, string> Args { get; init; } = None;

    /// <summary>Answers as questions store them.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = None;

    /// <summary>Unfinished input as questions keep it between two messages.</summary>
    public IReadOnlyDictionary<string, string> Begun { get; init; } = None;
}

/// <summary>How a talk goes on when a message is read or a dialog has ended: by a command, or by a dialog that has none.</summary>
internal sealed record NextDialog
{
    /// <summary>The command; null where the dialog is named.</summary>
    public Command? Command { get; init; }

    /// <summary>The name of a dialog without a command.</summary>
    public string? Dialog { get; init; }

    /// <summary>What that one begins with.</summary>
    public Dictionary<string, string> Args { get; init; } = [];

    /// <summary>What the person said already.</summary>
    public Carried? Carried { get; init; }

    /// <summary>Goes on by a command.</summary>
    public static NextDialog By(Command command, Carried? carried = null) => new() { Command = command, Carried = carried };
}
