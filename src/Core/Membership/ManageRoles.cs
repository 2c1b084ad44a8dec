using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership;

/// <summary>An administrator sees who has which role, gives one and takes one away. Nobody changes their own.</summary>
public sealed class ManageRoles(AppDb db, UnitCatalog units) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "manage-roles";

    /// <inheritdoc/>
    public override string? Command => "/peran";

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var held = await Held(context.Who);
        var what = Ask.Choice("what", LocalizedText.Literal(Overview(context, held)), [new Option<string>("give", "roles.give", "give"), new("take", "roles.take", "take")]).PerRow(2);
        yield return what;

        if (what.Answer == "take")
        {
            var others = held.Where(h => h.Person != context.Who.Id && CommandRights.MayGive(context.Who, h.Role, h.Unit)).ToList();
            if (others.Count == 0)
            {
                context.Say("roles.nobody");
                yield break;
            }

            var which = Ask.Search("which", "roles.take-which", others.Select(h => new Option<Holder>($"{h.Membership}", LocalizedText.Literal($"{h.Name} · {Words(context, h.Role, h.Unit)}"), h)));
            yield return which;
            var sure = Ask.Confirm("sure", LocalizedText.Of("roles.take-sure", Words(context, which.Answer.Role, which.Answer.Unit), which.Answer.Name), "roles.take", "join.no");
            yield return sure;
            if (sure.Answer) await Take(context, which.Answer);
            else context.Say("roles.unchanged");
            yield break;
        }

        var people = held.Where(h => h.Person != context.Who.Id).DistinctBy(h => h.Person).ToList();
        if (people.Count == 0)
        {
            context.Say("roles.nobody-to-give");
            yield break;
        }

        var whom = Ask.Search("whom", "roles.give-whom", people.Select(h => new Option<Holder>($"{h.Person}", LocalizedText.Literal(h.Name), h)));
        yield return whom;

        var role = Ask.Choice("role", LocalizedText.Of("roles.give-which", whom.Answer.Name), Giveable(context.Who).Select(r => new Option<Role>($"{r}", $"role.{r}", r)));
        yield return role;

        int? unit = null;
        if (!CommandRights.IsForAll(role.Answer))
        {
            var where = Ask.Search("unit", "invite.which-unit", units.Active.Where(u => CommandRights.Administers(context.Who, u.Id)).Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
            yield return where;
            unit = where.Answer.Id;
        }

        var agree = Ask.Confirm("give-sure", LocalizedText.Of("roles.give-sure", Words(context, role.Answer, unit), whom.Answer.Name), "roles.give", "join.no");
        yield return agree;
        if (agree.Answer) await Give(context, whom.Answer, role.Answer, unit);
        else context.Say("roles.unchanged");
    }

    private async ValueTask Give(DialogContext context, Holder whom, Role role, int? unit)
    {
        await GiveRole.Give(context.Change(), whom.Person, role, unit, context.Now);
        Audit.Note(db, context.Who, context.Now, "role-given", unit, $"{role}", whom.Person);
        context.Say("roles.given", Words(context, role, unit), whom.Name);
        await Tell(context, whom.Person, "roles.you-got", role, unit);
    }

    private async ValueTask Take(DialogContext context, Holder from)
    {
        if (from.Role == Role.InstansiAdministrator && await GiveRole.IsLastAdministrator(db, from.Person))
        {
            context.Say("roles.last-administrator");
            return;
        }

        await GiveRole.End(context.Change(), from.Person, context.Now, m => m.Id == from.Membership);
        Audit.Note(db, context.Who, context.Now, "role-taken", from.Unit, $"{from.Role}", from.Person);
        context.Say("roles.taken", Words(context, from.Role, from.Unit), from.Name);
        await Tell(context, from.Person, "roles.you-lost", from.Role, from.Unit);
    }

    private async ValueTask Tell(DialogContext context, long person, string key, Role role, int? unit)
    {
        var to = await db.People.SingleAsync(p => p.Id == person);
        var words = Wording.Of(to.Language);
        var text = words[key, words[$"role.{role}"], Place(unit, words)];
        await context.Tell(new Outgoing(to.Channel, new OutgoingMessage { Address = to.Address, Text = text }));
    }

    private async Task<List<Holder>> Held(Caller who)
    {
        var rows = await (from m in db.Memberships
                          join p in db.Profiles on m.PersonId equals p.PersonId into named
                          from p in named.DefaultIfEmpty()
                          where m.Until == null
                          orderby p.Name, m.Id
                          select new { m.Id, m.PersonId, m.Role, m.UnitId, Name = (string?)p.Name }).ToListAsync();
        var words = Wording.Of(who.Language);
        return [.. rows.Where(r => CommandRights.Everywhere(who) || CommandRights.Administers(who, r.UnitId))
            .Select(r => new Holder(r.Id, r.PersonId, r.Name ?? words["audit.person", r.PersonId], r.Role, r.UnitId))];
    }

    /// <summary>Special roles by name; civil servants as a count only.</summary>
    private string Overview(DialogContext context, List<Holder> held)
    {
        var special = held.Where(h => h.Role != Role.Asn).OrderBy(h => h.Role).ThenBy(h => h.Name, StringComparer.OrdinalIgnoreCase)
            .Select(h => $"{h.Name} · {Words(context, h.Role, h.Unit)}").Take(40);
        return context.Words["roles.overview", held.Where(h => h.Role == Role.Asn).DistinctBy(h => h.Person).Count(), string.Join('\n', special)];
    }

    private static IEnumerable<Role> Giveable(Caller who) => Enum.GetValues<Role>()
        .Where(r => CommandRights.Everywhere(who) || who.UnitsAs(Role.UnitAdministrator).Any(u => CommandRights.MayGive(who, r, u)));

    private string Words(DialogContext context, Role role, int? unit) => $"{context.Words[$"role.{role}"]} ({Place(unit, context.Words)})";

    private string Place(int? unit, Wording words) => unit is { } id ? units.Find(id)?.Label ?? "?" : words["invite.whole-instansi"];

    private sealed record Holder(long Membership, long Person, string Name, Role Role, int? Unit);
}
