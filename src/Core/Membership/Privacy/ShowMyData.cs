using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;

namespace Core.Membership.Privacy;

/// <summary>Shows a person everything that is kept about them (UU 27/2022, article 32).</summary>
internal sealed class ShowMyData(AppDb db, IEnumerable<PersonalData> capabilities) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-my-data";

    /// <inheritdoc/>
    public override string? Command => Commands.MyData;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var lines = new List<string>();
        foreach (var capability in capabilities.OrderBy(c => c.Order))
            lines.AddRange(await capability.Tell(db, context.Who, context.Words));
        context.Say("data.intro");
        context.Say(LocalizedText.Literal(string.Join('\n', lines)));
        context.Say("data.not-here").Row(Commands.Forget.Button(context.Words));
        yield break;
    }
}
