namespace Core.Conversations;

/// <summary>Says what the bot can do for this person.</summary>
public sealed class ShowHelp(Dialogs dialogs, IEnumerable<HelpLine> more) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-help";

    /// <inheritdoc/>
    public override string? Command => "/bantuan";

    /// <inheritdoc/>
    public override int MenuOrder => 900;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        await ValueTask.CompletedTask;
        var lines = dialogs.MenuOf(turn.Who).Where(d => d is not ShowHelp).Select(d => $"{d.Command} · {turn.Words[$"menu.{d.Command![1..]}"]}");
        turn.Say("help.intro");
        turn.Say(Line.Literal(string.Join('\n', lines)));
        turn.Say("help.in-a-dialog");
        turn.Say("help.sources");
        foreach (var line in more.Where(l => l.IsFor(turn.Who))) turn.Say(line.Key);
        yield break;
    }
}
