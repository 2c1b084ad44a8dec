using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Membership.Roles;

/// <summary>A role that somebody gave and that works only once a second person confirmed it.</summary>
internal sealed class PendingRole
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>Who is to have it.</summary>
    public required long PersonId { get; init; }

    /// <summary>The role.</summary>
    public required Role Role { get; init; }

    /// <summary>The unit; null for the whole instansi.</summary>
    public int? UnitId { get; init; }

    /// <summary>Who gave it, by hand or by an invitation: they cannot confirm it while somebody else can.</summary>
    public required long GivenBy { get; init; }

    /// <summary>Since when it waits.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it would be.</summary>
    public RoleGrant AsGrant() => new() { PersonId = PersonId, Role = Role, UnitId = UnitId, Since = At };
}

/// <summary>Has a role wait for a second person, and finds out who that may be.</summary>
internal static class SecondPerson
{
    /// <summary>
    /// Whether the role must be confirmed: a role above civil servant, given by a person, where somebody else is there who may
    /// confirm it. The very first administrators cannot be confirmed by anybody, and nothing must be stuck for ever.
    /// </summary>
    public static async ValueTask<bool> MustConfirm(AppDb db, MembershipOptions options, long person, Role role, int? unit, long? giver) =>
        options.SecondPerson && role != Role.Asn && giver is { } by && (await Confirmers(db, person, role, unit, by)).Count > 0;

    /// <summary>Writes the role down as waiting, and tells those who may confirm it.</summary>
    public static async ValueTask Wait(AppDb db, Func<Outgoing, ValueTask> tell, PendingRole pending, string name, UnitCatalog units)
    {
        if (await db.PendingRoles.AnyAsync(p => p.PersonId == pending.PersonId && p.Role == pending.Role && p.UnitId == pending.UnitId))
            return;
        db.PendingRoles.Add(pending);
        foreach (var to in await Confirmers(db, pending.PersonId, pending.Role, pending.UnitId, pending.GivenBy))
        {
            var words = Wording.Of(to.Language);
            var text = words["roles.confirm-please", name, words[$"role.{pending.Role}"], Place(words, units, pending.UnitId)];
            await tell(new Outgoing(to.Channel,
                new OutgoingMessage { Address = to.Address, Text = text, Rows = [[Commands.Roles.Button(words)]] }));
        }
    }

    /// <summary>
    /// What waits for this administrator's word: their own only once nobody else is left who could confirm it, as they could then give
    /// the role at once.
    /// </summary>
    public static async Task<List<PendingRole>> For(AppDb db, Caller who)
    {
        var waiting = new List<PendingRole>();
        foreach (var p in await db.PendingRoles.OrderBy(p => p.Id).ToListAsync())
            if (p.PersonId != who.Id && CommandRights.MayGive(who, p.Role, p.UnitId)
                && (p.GivenBy != who.Id || (await Confirmers(db, p.PersonId, p.Role, p.UnitId, who.Id)).Count == 0)) waiting.Add(p);
        return waiting;
    }

    /// <summary>A unit's short name, or the whole instansi.</summary>
    public static string Place(Wording words, UnitCatalog units, int? unit) =>
        unit is { } id ? units.Find(id)?.Label ?? "?" : words["invite.whole-instansi"];

    private static async ValueTask<List<Person>> Confirmers(AppDb db, long person, Role role, int? unit, long giver)
    {
        var held = await db.Memberships.AsNoTracking()
            .Where(m => m.Until == null && (m.Role == Role.InstansiAdministrator || m.Role == Role.UnitAdministrator)).ToListAsync();
        var able = held.GroupBy(m => m.PersonId).Where(m => m.Key != person && m.Key != giver)
            .Where(m => CommandRights.MayGive(new Caller(m.Key, "", "", "", [.. m.Select(h => new HeldRole(h.Role, h.UnitId))]), role,
            unit)).Select(m => m.Key).ToList();
        return await db.People.AsNoTracking().Where(p => able.Contains(p.Id) && p.UnreachableSince == null).ToListAsync();
    }
}

internal sealed class PendingRoleTable : IEntityTypeConfiguration<PendingRole>
{
    public void Configure(EntityTypeBuilder<PendingRole> table)
    {
        table.ToTable("pending_roles");
        table.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId);
    }
}
