using Core.Conversations;
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
    public override int MenuOrder => 320;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var held = await Held(turn.Who);
        var what = Ask.Choice("what", Line.Literal(Overview(turn, held)), [new Option<string>("give", "roles.give", "give"), new("take", "roles.take", "take")]).PerRow(2);
        yield return what;

        if (what.Answer == "take")
        {
            var others = held.Where(h => h.Person != turn.Who.Id && Rights.MayGive(turn.Who, h.Role, h.Unit)).ToList();
            if (others.Count == 0)
            {
                turn.Say("roles.nobody");
                yield break;
            }

            var which = Ask.Search("which", "roles.take-which", others.Select(h => new Option<Holder>($"{h.Membership}", Line.Literal($"{h.Name} · {Words(turn, h.Role, h.Unit)}"), h)));
            yield return which;
            var sure = Ask.Confirm("sure", Line.Of("roles.take-sure", Words(turn, which.Answer.Role, which.Answer.Unit), which.Answer.Name), "roles.take", "join.no");
            yield return sure;
            if (sure.Answer) await Take(turn, which.Answer);
            else turn.Say("roles.unchanged");
            yield break;
        }

        var people = held.Where(h => h.Person != turn.Who.Id).DistinctBy(h => h.Person).ToList();
        if (people.Count == 0)
        {
            turn.Say("roles.nobody-to-give");
            yield break;
        }

        var whom = Ask.Search("whom", "roles.give-whom", people.Select(h => new Option<Holder>($"{h.Person}", Line.Literal(h.Name), h)));
        yield return whom;

        var role = Ask.Choice("role", Line.Of("roles.give-which", whom.Answer.Name), Giveable(turn.Who).Select(r => new Option<Role>($"{r}", $"role.{r}", r)));
        yield return role;

        int? unit = null;
        if (!Rights.IsForAll(role.Answer))
        {
            var where = Ask.Search("unit", "invite.which-unit", units.Active.Where(u => Rights.Administers(turn.Who, u.Id)).Select(u => new Option<Unit>(u.Code, Line.Literal(u.Name), u)));
            yield return where;
            unit = where.Answer.Id;
        }

        var agree = Ask.Confirm("give-sure", Line.Of("roles.give-sure", Words(turn, role.Answer, unit), whom.Answer.Name), "roles.give", "join.no");
        yield return agree;
        if (agree.Answer) await Give(turn, whom.Answer, role.Answer, unit);
        else turn.Say("roles.unchanged");
    }

    private async ValueTask Give(Turn turn, Holder whom, Role role, int? unit)
    {
        await GiveRole.Give(turn.Change(), whom.Person, role, unit, turn.Now);
        Audit.Note(db, turn.Who, turn.Now, "role-given", unit, $"{role}", whom.Person);
        turn.Say("roles.given", Words(turn, role, unit), whom.Name);
        await Tell(turn, whom.Person, "roles.you-got", role, unit);
    }

    private async ValueTask Take(Turn turn, Holder from)
    {
        if (from.Role == Role.InstansiAdministrator && await GiveRole.IsLastAdministrator(db, from.Person))
        {
            turn.Say("roles.last-administrator");
            return;
        }

        await GiveRole.End(turn.Change(), from.Person, turn.Now, m => m.Id == from.Membership);
        Audit.Note(db, turn.Who, turn.Now, "role-taken", from.Unit, $"{from.Role}", from.Person);
        turn.Say("roles.taken", Words(turn, from.Role, from.Unit), from.Name);
        await Tell(turn, from.Person, "roles.you-lost", from.Role, from.Unit);
    }

    private async ValueTask Tell(Turn turn, long person, string key, Role role, int? unit)
    {
        var to = await db.People.SingleAsync(p => p.Id == person);
        var words = Wording.Of(to.Language);
        var text = words[key, words[$"role.{role}"], Place(unit, words)];
        await turn.Tell(new Outgoing(to.Channel, new OutMessage { Address = to.Address, Text = text }));
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
        return [.. rows.Where(r => Rights.Everywhere(who) || Rights.Administers(who, r.UnitId))
            .Select(r => new Holder(r.Id, r.PersonId, r.Name ?? words["audit.person", r.PersonId], r.Role, r.UnitId))];
    }

    /// <summary>Special roles by name; civil servants as a count only.</summary>
    private string Overview(Turn turn, List<Holder> held)
    {
        var special = held.Where(h => h.Role != Role.Asn).OrderBy(h => h.Role).ThenBy(h => h.Name, StringComparer.OrdinalIgnoreCase)
            .Select(h => $"{h.Name} · {Words(turn, h.Role, h.Unit)}").Take(40);
        return turn.Words["roles.overview", held.Where(h => h.Role == Role.Asn).DistinctBy(h => h.Person).Count(), string.Join('\n', special)];
    }

    private static IEnumerable<Role> Giveable(Caller who) => Enum.GetValues<Role>()
        .Where(r => Rights.Everywhere(who) || who.UnitsAs(Role.UnitAdministrator).Any(u => Rights.MayGive(who, r, u)));

    private string Words(Turn turn, Role role, int? unit) => $"{turn.Words[$"role.{role}"]} ({Place(unit, turn.Words)})";

    private string Place(int? unit, Wording words) => unit is { } id ? units.Find(id)?.Label ?? "?" : words["invite.whole-instansi"];

    private sealed record Holder(long Membership, long Person, string Name, Role Role, int? Unit);
}
