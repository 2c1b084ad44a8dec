using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs;

/// <summary>Says what the bot can do for this person.</summary>
internal sealed class ShowHelp(DialogCatalog dialogs, IEnumerable<HelpLine> more) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-help";

    /// <inheritdoc/>
    public override string? Command => Commands.Help;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        await ValueTask.CompletedTask;
        var lines = dialogs.MenuOf(context.Who).Where(d => d is not ShowHelp)
            .Select(d => $"{d.Command} · {context.Words[$"menu.{d.Command![1..]}"]}");
        context.Say("help.intro");
        context.Say(LocalizedText.Literal(string.Join('\n', lines)));
        context.Say("help.in-a-dialog");
        context.Say("help.sources");
        foreach (var line in more.Where(l => l.IsFor(context.Who))) context.Say(line.Key);
        yield break;
    }
}
