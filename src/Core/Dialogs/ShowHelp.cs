using Core.Dialogs.Questions;
using Core.Intents;
using Core.Messaging;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Core.Dialogs;

/// <summary>Says what the bot can do for this person.</summary>
internal sealed class ShowHelp(DialogCatalog dialogs, IEnumerable<HelpLine> more, IOptions<IntentsOptions> intents) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-help";

    /// <inheritdoc/>
    public override string? Command => Commands.Help;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        await ValueTask.CompletedTask;
        var mine = dialogs.MenuOf(context.Who).Where(d => d is not ShowHelp).Select(d => d.Command!)
            .Where(c => c != Commands.Start).ToList();
        context.Say("help.intro");
        var groups = HelpGroup.All.Select(g => (g.Key, Commands: g.Commands.Where(mine.Contains).ToList())).Where(g => g.Commands.Count > 0)
            .ToList();
        foreach (var (key, commands) in groups)
            context.Say("help.group", context.Words[$"help.group.{key}"], string.Join('\n', commands.Select(c => Line(context.Words, c))));
        var rest = mine.Except(groups.SelectMany(g => g.Commands)).ToList();
        if (rest.Count > 0) context.Say(LocalizedText.Literal(string.Join('\n', rest.Select(c => Line(context.Words, c)))));
        context.Say("help.in-a-dialog");
        var numbers = intents.Value;
        context.Say("help.emergency", numbers.EmergencyNumber, numbers.FireNumber, numbers.PoliceNumber, numbers.MentalHealthNumber);
        context.Say("help.sources");
        foreach (var line in more.Where(l => l.IsFor(context.Who))) context.Say(line.Key);
        yield break;
    }

    /// <summary>The command and what it does; with an example where words may follow it.</summary>
    private static string Line(Wording words, string command)
    {
        var line = $"{command} · {words[$"menu.{command[1..]}"]}";
        var example = $"help.example.{command[1..]}";
        return words.Has(example) ? words["help.with-example", line, words[example]] : line;
    }
}
