using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
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
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (await GiveRole.IsLastAdministrator(db, context.Who.Id))
        {
            context.Say("profile.last-administrator");
            yield break;
        }

        var sure = Ask.Confirm("sure", "forget.sure", "forget.yes", "forget.no").WithoutWayOut();
        yield return sure;
        if (!sure.Answer)
        {
            context.Say("forget.kept");
            yield break;
        }

        var change = context.Change();
        foreach (var capability in capabilities.OrderByDescending(c => c.Order)) await capability.Erase(change, context.Who);
        var proof = "HPS-" + secret.Hash("erasure", $"{context.Who.Id} {context.Now.ToUnixTimeMilliseconds()}")[..10].ToUpperInvariant();
        Audit.Note(change, null, context.Now, "data-erased", null, proof);
        var local = LocalTime.Of(context.Now, units.ZoneOf(null));
        context.Say("forget.done", context.Words.Date(DateOnly.FromDateTime(local)), $"{local:HH.mm}", proof);
    }
}
