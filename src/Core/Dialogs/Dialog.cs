using Core.Dialogs.Questions;
using Core.People;

namespace Core.Dialogs;

/// <summary>
/// A talk as a script of keyed questions. The script runs from its first line on every message: answered questions read
/// their stored answers, and the first one without an answer is asked.
/// </summary>
/// <remarks>
/// Between questions only read; change things after the last question. Names and keys are for ever: a new meaning gets a
/// new key. In a loop the item's id belongs in the key. Every branch ends with a sentence. A new dialog is one class.
/// The properties below and <see cref="Opens"/> are asked without a database.
/// </remarks>
internal abstract class Dialog
{
    /// <summary>The dialog's name in stored conversations, for ever.</summary>
    public abstract string Name { get; }

    /// <summary>The command that starts it, such as <c>/nilai</c>; its menu line is the wording <c>menu.nilai</c>.</summary>
    public virtual string? Command => null;

    /// <summary>Whether it may be started in a group; such a dialog asks no questions.</summary>
    public virtual bool InGroups => false;

    /// <summary>
    /// Whether this person may start it and go on with it: by the table of <see cref="CommandRights"/> where it has a command.
    /// </summary>
    public virtual bool MayStart(Caller who) => Command is null || CommandRights.Allow(Command, who);

    /// <summary>What it starts with when somebody opens a deep link with this payload; null when the link is not for it.</summary>
    public virtual IReadOnlyDictionary<string, string>? Opens(string payload) => null;

    /// <summary>The questions, in order.</summary>
    public abstract IAsyncEnumerable<Question> Script(DialogContext context);

    /// <summary>
    /// The person stopped, or did not come back: keep what should be kept. Answers so far are in <see cref="DialogContext.AnswerTo"/>.
    /// </summary>
    public virtual ValueTask Left(DialogContext context) => ValueTask.CompletedTask;
}
