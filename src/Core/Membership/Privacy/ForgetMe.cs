using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Roles;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;

namespace Core.Membership.Privacy;

/// <summary>
/// Erases a person on their own wish and gives them a proof (UU 27/2022, articles 8 and 43). It names only what there is of this
/// person; unfinished matters are theirs to decide on. Ratings stay: they name nobody.
/// </summary>
internal sealed class ForgetMe(AppDb db, IEnumerable<PersonalData> capabilities, SecretKey secret, UnitCatalog units, LeaveNoTrace traces)
    : Dialog
{
    private const string Wait = "Wait";

    /// <inheritdoc/>
    public override string Name => "forget-me";

    /// <inheritdoc/>
    public override string? Command => Commands.Forget;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (await GiveRole.IsLastAdministrator(db, context.Who.Id))
        {
            context.Say("profile.last-administrator");
            yield break;
        }

        var then = OpenMatters.Withdraw;
        var open = await Gather(c => c.Open(db, context.Who));
        if (open.Count > 0)
        {
            string[] ways = [$"{OpenMatters.Withdraw}", $"{OpenMatters.GoOn}", Wait];
            var what = Ask.Choice("open", LocalizedText.Of("forget.open", open.Count, string.Join(", ", open)),
                ways.Select(w => new Option<string>(w, $"forget.open-{w}", w))).WithoutWayOut();
            yield return what;
            if (what.Answer == Wait)
            {
                context.Say("forget.waiting", string.Join(", ", open));
                yield break;
            }

            then = Enum.Parse<OpenMatters>(what.Answer);
        }

        var goes = List(await Gather(c => c.Goes(db, context.Who, context.Words, then)));
        var stays = List((await Gather(c => c.Stays(db, context.Who, context.Words, then))).Append(context.Words["forget.stays.ratings"])
            .Append(context.Words["forget.stays.backups"]));
        var sure = Ask.Confirm("sure", LocalizedText.Of("forget.sure", goes, stays), "forget.yes", "forget.no").WithoutWayOut()
            .Because("why.forget");
        yield return sure;
        if (!sure.Answer)
        {
            context.Say("forget.kept");
            yield break;
        }

        await Erase(context, then);
        var proof = ErasureProof.Make(secret, context.Who.Id, context.Now, LocalTime.Day(context.Now, units.ZoneOf(null)));
        Audit.Note(context.Change(), null, context.Now, "data-erased", null, proof);
        var local = LocalTime.Of(context.Now, units.ZoneOf(null));
        context.Say("forget.done", context.Words.Date(DateOnly.FromDateTime(local)), $"{local:HH.mm}", proof, goes, stays);
    }

    private async ValueTask Erase(DialogContext context, OpenMatters then)
    {
        var erasure = context.Forget(then);
        foreach (var capability in capabilities.OrderByDescending(c => c.Order)) await capability.Erase(erasure);
        context.AfterCommit(traces.Wake);
    }

    private async ValueTask<List<string>> Gather(Func<PersonalData, Task<IReadOnlyList<string>>> ask)
    {
        var lines = new List<string>();
        foreach (var capability in capabilities.OrderBy(c => c.Order)) lines.AddRange(await ask(capability));
        return lines;
    }

    private static string List(IEnumerable<string> lines) => string.Join('\n', lines.Select(l => $"• {l}"));
}
