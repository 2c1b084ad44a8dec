using Core.Conversations;
using Core.Outbox;
using Microsoft.Extensions.Options;

namespace Core.Units;

/// <summary>Greets who starts a talk, and helps whose link is not known.</summary>
public sealed class WelcomePerson(UnitCatalog units, IOptions<InstansiOptions> instansi) : Dialog
{
    private const int UnitsShown = 8;

    /// <inheritdoc/>
    public override string Name => "welcome-person";

    /// <inheritdoc/>
    public override string? Command => "/start";

    /// <inheritdoc/>
    public override int MenuOrder => 1000;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        await ValueTask.CompletedTask;
        if (turn.Arg("text") is { } payload && payload != "menu") UnknownLink(turn);
        else Greet(turn);
        yield break;
    }

    private void Greet(Turn turn)
    {
        turn.Say("welcome.hello", instansi.Value.Name)
            .Row(new Button(turn.Words["menu.nilai"], "/nilai"))
            .Row(new Button(turn.Words["menu.adukan"], "/adukan"))
            .Row(new Button(turn.Words["menu.skor"], "/skor"), new Button(turn.Words["menu.bantuan"], "/bantuan"));
    }

    private void UnknownLink(Turn turn)
    {
        var reply = turn.Say("welcome.unknown-link");
        foreach (var unit in units.Active.Take(UnitsShown)) reply.Row(new Button(unit.Name, $"/nilai {unit.Code}"));
        if (units.Active.Count > UnitsShown) reply.Row(new Button(turn.Words["welcome.other-units"], "/nilai"));
    }
}
