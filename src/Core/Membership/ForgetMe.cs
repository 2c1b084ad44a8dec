using Core.Calendar;
using Core.Conversations;
using Core.People;
using Core.Persistence;
using Core.Units;

namespace Core.Membership;

/// <summary>Erases a person on their own wish and gives them a proof (UU 27/2022, articles 8 and 43). Ratings stay: they name nobody.</summary>
public sealed class ForgetMe(AppDb db, IEnumerable<PersonalData> capabilities, SecretKey secret, UnitCatalog units) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "forget-me";

    /// <inheritdoc/>
    public override string? Command => "/hapus";

    /// <inheritdoc/>
    public override int MenuOrder => 830;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        if (await GiveRole.IsLastAdministrator(db, turn.Who.Id))
        {
            turn.Say("profile.last-administrator");
            yield break;
        }

        var sure = Ask.Confirm("sure", "forget.sure", "forget.yes", "forget.no").WithoutWayOut();
        yield return sure;
        if (!sure.Answer)
        {
            turn.Say("forget.kept");
            yield break;
        }

        var change = turn.Change();
        foreach (var capability in capabilities.OrderByDescending(c => c.Order)) await capability.Erase(change, turn.Who);
        var proof = "HPS-" + secret.Hash("erasure", $"{turn.Who.Id} {turn.Now.ToUnixTimeMilliseconds()}")[..10].ToUpperInvariant();
        Audit.Note(change, null, turn.Now, "data-erased", null, proof);
        var local = LocalTime.Of(turn.Now, units.ZoneOf(null));
        turn.Say("forget.done", turn.Words.Date(DateOnly.FromDateTime(local)), $"{local:HH.mm}", proof);
    }
}
