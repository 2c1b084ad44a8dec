using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Persistence;

namespace Core.Membership;

/// <summary>Shows a person everything that is kept about them (UU 27/2022, article 32).</summary>
public sealed class ShowMyData(AppDb db, IEnumerable<PersonalData> capabilities) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-my-data";

    /// <inheritdoc/>
    public override string? Command => "/dataku";

    /// <inheritdoc/>
    public override int MenuOrder => 820;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var lines = new List<string>();
        foreach (var capability in capabilities.OrderBy(c => c.Order)) lines.AddRange(await capability.Tell(db, turn.Who, turn.Words));
        turn.Say("data.intro");
        turn.Say(Line.Literal(string.Join('\n', lines)));
        turn.Say("data.not-here").Row(new Button(turn.Words["menu.hapus"], "/hapus"));
        yield break;
    }
}
