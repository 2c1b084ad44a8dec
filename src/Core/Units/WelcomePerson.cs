using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Microsoft.Extensions.Options;

namespace Core.Units;

/// <summary>Greets who starts a talk, and helps whose link is not known.</summary>
internal sealed class WelcomePerson(UnitCatalog units, IOptions<InstansiOptions> instansi) : Dialog
{
    private const int UnitsShown = 8;

    /// <inheritdoc/>
    public override string Name => "welcome-person";

    /// <inheritdoc/>
    public override string? Command => Commands.Start;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        await ValueTask.CompletedTask;
        if (context.Arg("text") is { } payload && payload != StartPayload.Menu) UnknownLink(context);
        else Greet(context);
        yield break;
    }

    private void Greet(DialogContext context)
    {
        context.Say("welcome.hello", instansi.Value.Name)
            .Row(Commands.Rate.Button(context.Words))
            .Row(Commands.Complain.Button(context.Words))
            .Row(Commands.Scores.Button(context.Words), Commands.Help.Button(context.Words));
    }

    private void UnknownLink(DialogContext context)
    {
        var reply = context.Say("welcome.unknown-link");
        foreach (var unit in units.Active.Take(UnitsShown)) reply.Row(new Button(unit.Name, Commands.Rate.With(unit.Code)));
        if (units.Active.Count > UnitsShown) reply.Row(new Button(context.Words["welcome.other-units"], Commands.Rate));
    }
}
