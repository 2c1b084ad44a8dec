using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Membership.Roles;

/// <summary>
/// An administrator sees who has which role, gives one and takes one away. Nobody changes their own, but for the sole administrator of
/// the instansi: whoever tries the service alone must be able to handle a complaint. It stands in the audit like any other.
/// </summary>
internal sealed class ManageRoles(AppDb db, UnitCatalog units, IOptions<MembershipOptions> options) : Dialog
{
    private const int LackingShown = 15;

    /// <inheritdoc/>
    public override string Name => "manage-roles";

    /// <inheritdoc/>
    public override string? Command => Commands.Roles;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var held = await Held(context.Who);
        if (context.Arg("text") is { Length: > 0 } typed)
        {
            ListRoles.Say(context, Listed(context, held), typed, Administered(context.Who));
            yield break;
        }

        var waiting = await SecondPerson.For(db, context.Who);
        var alone = CommandRights.Everywhere(context.Who) && await GiveRole.IsLastAdministrator(db, context.Who.Id);
        List<Option<string>> offered = [new("give", "roles.give", "give"), new("take", "roles.take", "take")];
        if (held.Count > 0) offered.Add(new("see", "roles.see", "see"));
        if (waiting.Count > 0) offered.Add(new("confirm", LocalizedText.Of("roles.confirm", waiting.Count), "confirm"));
        var what = Ask.Choice("what", LocalizedText.Literal(Overview(context, held)), offered).PerRow(2);
        yield return what;

        if (what.Answer == "see")
        {
            ListRoles.Say(context, Listed(context, held), "", []);
            yield break;
        }

        var part = what.Answer switch
        {
            "confirm" => Confirm(context, waiting),
            "take" => TakeOne(context, held, alone),
            _ => GiveOne(context, held, alone),
        };
        await foreach (var question in part) yield return question;
    }

    private async IAsyncEnumerable<Question> TakeOne(DialogContext context, IReadOnlyList<Holder> held, bool alone)
    {
        var others = held.Where(h => (h.Person != context.Who.Id || (alone && h.Role != Role.InstansiAdministrator))
            && CommandRights.MayGive(context.Who, h.Role, h.Unit)).ToList();
        if (others.Count == 0)
        {
            context.Say("roles.nobody");
            yield break;
        }

        var which = Ask.Search("which", "roles.take-which",
            others.Select(h => new Option<Holder>($"{h.Membership}",
                LocalizedText.Literal($"{h.Name} · {Words(context, h.Role, h.Unit)}"), h)));
        yield return which;
        var sure = Ask.Confirm("sure",
            LocalizedText.Of("roles.take-sure", Words(context, which.Answer.Role, which.Answer.Unit), which.Answer.Name), "roles.take",
                "join.no");
        yield return sure;
        if (sure.Answer) await Take(context, which.Answer);
        else context.Say("roles.unchanged");
    }

    private async IAsyncEnumerable<Question> GiveOne(DialogContext context, IReadOnlyList<Holder> held, bool alone)
    {
        var people = held.Where(h => alone || h.Person != context.Who.Id).DistinctBy(h => h.Person)
            .OrderByDescending(h => h.Person == context.Who.Id).ToList();
        if (people.Count == 0)
        {
            context.Say("roles.nobody-to-give");
            yield break;
        }

        var whom = Ask.Search("whom", "roles.give-whom",
            people.Select(h => new Option<Holder>($"{h.Person}",
                h.Person == context.Who.Id ? LocalizedText.Of("roles.yourself", h.Name) : LocalizedText.Literal(h.Name), h)));
        yield return whom;

        var role = Ask.Choice("role", LocalizedText.Of("roles.give-which", whom.Answer.Name), Giveable(context.Who)
            .Where(r => whom.Answer.Person != context.Who.Id || r is not (Role.InstansiAdministrator or Role.Asn))
            .Select(r => new Option<Role>($"{r}", $"role.{r}", r)));
        yield return role;

        int? unit = null;
        if (!CommandRights.IsForAll(role.Answer))
        {
            var where = Ask.Search("unit", "invite.which-unit", units.Active.Where(u => CommandRights.Administers(context.Who, u.Id))
                .Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
            yield return where;
            unit = where.Answer.Id;
        }

        var agree = Ask.Confirm("give-sure", LocalizedText.Of("roles.give-sure", Words(context, role.Answer, unit), whom.Answer.Name),
            "roles.give", "join.no");
        yield return agree;
        if (agree.Answer) await Give(context, whom.Answer, role.Answer, unit);
        else context.Say("roles.unchanged");
    }

    private async IAsyncEnumerable<Question> Confirm(DialogContext context, List<PendingRole> waiting)
    {
        var options = new List<Option<(PendingRole Pending, string Name)>>();
        foreach (var pending in waiting)
        {
            var name = await GiveRole.NameOf(db, pending.PersonId, context.Words);
            options.Add(new($"{pending.Id}", LocalizedText.Literal($"{name} · {Words(context, pending.Role, pending.UnitId)}"),
                (pending, name)));
        }

        var which = Ask.Search("pending", "roles.confirm-which", options);
        yield return which;
        var ((role, unit, person), whose) = ((which.Answer.Pending.Role, which.Answer.Pending.UnitId, which.Answer.Pending.PersonId),
            which.Answer.Name);
        var giver = await GiveRole.NameOf(db, which.Answer.Pending.GivenBy, context.Words);
        var decide = Ask.Choice("decide", LocalizedText.Of("roles.confirm-sure", whose, Words(context, role, unit), giver),
            [new Option<bool>("yes", "roles.confirm-yes", true), new("no", "roles.confirm-no", false)]).PerRow(2);
        yield return decide;
        var stands = await GiveRole.MayStillBeGiven(db, which.Answer.Pending);
        context.Change().PendingRoles.Remove(which.Answer.Pending);
        if (!stands)
        {
            context.Say("roles.pending-over", Words(context, role, unit), whose);
            yield break;
        }

        if (decide.Answer) await GiveRole.Give(db, person, role, unit, context.Now);
        Audit.Note(db, context.Who, context.Now, decide.Answer ? "role-confirmed" : "role-refused", unit, $"{role}", person);
        context.Say(decide.Answer ? "roles.given" : "roles.refused", Words(context, role, unit), whose);
        await Tell(context, person, decide.Answer ? "roles.you-got" : "roles.you-were-refused", role, unit);
    }

    private async ValueTask Give(DialogContext context, Holder whom, Role role, int? unit)
    {
        if (await SecondPerson.MustConfirm(db, options.Value, whom.Person, role, unit, context.Who.Id))
        {
            await SecondPerson.Wait(context.Change(), context.Tell,
                new PendingRole { PersonId = whom.Person, Role = role, UnitId = unit, GivenBy = context.Who.Id, At = context.Now },
                    whom.Name, units);
            context.Say("roles.waits", Words(context, role, unit), whom.Name);
            return;
        }

        await GiveRole.Give(context.Change(), whom.Person, role, unit, context.Now);
        Audit.Note(db, context.Who, context.Now, "role-given", unit, $"{role}", whom.Person);
        context.Say("roles.given", Words(context, role, unit), whom.Name);
        if (whom.Person != context.Who.Id) await Tell(context, whom.Person, "roles.you-got", role, unit);
    }

    private async ValueTask Take(DialogContext context, Holder from)
    {
        if (from.Role == Role.InstansiAdministrator && await GiveRole.IsLastAdministrator(db, from.Person))
        {
            context.Say("roles.last-administrator");
            return;
        }

        await GiveRole.End(context.Change(), from.Person, context.Now, m => m.Id == from.Membership);
        var closed = await CloseWayBack(context, from);
        Audit.Note(db, context.Who, context.Now, "role-taken", from.Unit, $"{from.Role}", from.Person);
        context.Say("roles.taken", Words(context, from.Role, from.Unit), from.Name);
        if (closed > 0) context.Say("roles.links-closed", closed);
        if (from.Person != context.Who.Id) await Tell(context, from.Person, "roles.you-lost", from.Role, from.Unit);
    }

    /// <summary>
    /// Somebody who erases their account is somebody new, whom no record keeps from an old link: the open ones for this role are
    /// withdrawn. Links for civil servants stay, since many share them and the role opens nothing of others.
    /// </summary>
    private async ValueTask<int> CloseWayBack(DialogContext context, Holder from)
    {
        if (from.Role == Role.Asn) return 0;
        var open = await db.Invitations
            .Where(i => i.Role == from.Role && i.UnitId == from.Unit && i.RevokedAt == null && i.Uses < i.MaxUses && i.Until >= context.Now)
            .ToListAsync();
        open.RemoveAll(i => i.RevokedAt is not null);
        foreach (var invitation in open)
        {
            invitation.Revoke(context.Now);
            Audit.Note(db, context.Who, context.Now, "invitation-revoked", invitation.UnitId, $"{invitation.Role} (#{invitation.Id})");
        }

        return open.Count;
    }

    private async ValueTask Tell(DialogContext context, long person, string key, Role role, int? unit)
    {
        var to = await db.People.SingleAsync(p => p.Id == person);
        var text = LocalizedText.Of(key, (LocalizedText)$"role.{role}", Place(unit));
        await context.Tell(new Outgoing(to.Channel, new OutgoingMessage { Address = to.Address, Says = text }));
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

    /// <summary>How many hold each role, and which units lack who handles their complaints or leads them.</summary>
    private string Overview(DialogContext context, List<Holder> held)
    {
        var sums = held.Where(h => h.Role != Role.Asn).GroupBy(h => h.Role).OrderBy(g => g.Key)
            .Select(g => context.Words["roles.sum", context.Words[$"role.{g.Key}"], g.DistinctBy(h => h.Person).Count()]).ToList();
        var lines = new List<string>
        {
            context.Words["roles.sums", held.Where(h => h.Role == Role.Asn).DistinctBy(h => h.Person).Count(),
                sums.Count > 0 ? string.Join(", ", sums) : context.Words["roles.none-special"]],
        };
        foreach (var role in new[] { Role.Officer, Role.Head })
        {
            var lacking = units.Active.Where(u => CommandRights.Administers(context.Who, u.Id)
                && !held.Exists(h => h.Role == role && h.Unit == u.Id)).Select(u => u.Label).ToList();
            var shown = string.Join(", ", lacking.Take(LackingShown));
            if (lacking.Count > LackingShown) shown = context.Words["roles.and-more", shown, lacking.Count - LackingShown];
            if (lacking.Count > 0) lines.Add(context.Words[$"roles.lacking.{role}", shown]);
        }

        return $"{string.Join('\n', lines)}\n\n{context.Words["roles.what"]}";
    }

    private IEnumerable<Unit> Administered(Caller who) => units.Active.Where(u => CommandRights.Administers(who, u.Id));

    /// <summary>As they are listed; a unit is found by its name and code too.</summary>
    private IReadOnlyList<ListedRole> Listed(DialogContext context, List<Holder> held) => [.. held.Select(h => new ListedRole(h.Name,
        Words(context, h.Role, h.Unit), h.Role, h.Unit is { } id && units.Find(id) is { } unit ? $"{unit.Name} {unit.Code}" : ""))];

    private static IEnumerable<Role> Giveable(Caller who) => Enum.GetValues<Role>()
        .Where(r => CommandRights.Everywhere(who) || who.UnitsAs(Role.UnitAdministrator).Any(u => CommandRights.MayGive(who, r, u)));

    private string Words(DialogContext context, Role role, int? unit) =>
        $"{context.Words[$"role.{role}"]} ({Place(unit).In(context.Words)})";

    private LocalizedText Place(int? unit) =>
        unit is { } id ? LocalizedText.Literal(units.Find(id)?.Label ?? "?") : "invite.whole-instansi";

    private sealed record Holder(long Membership, long Person, string Name, Role Role, int? Unit);
}
