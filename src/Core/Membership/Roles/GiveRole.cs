using Core.Membership.Joining;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Roles;

/// <summary>
/// Gives and ends roles. A membership is ended, never deleted, and a person who lost one cannot use it at the next message.
/// </summary>
internal static class GiveRole
{
    /// <summary>Gives the role, unless the person has it.</summary>
    public static async ValueTask Give(AppDb db, long person, Role role, int? unit, DateTimeOffset now)
    {
        if (await db.Memberships.AnyAsync(m => m.PersonId == person && m.Role == role && m.UnitId == unit && m.Until == null)) return;
        db.Memberships.Add(new RoleGrant { PersonId = person, Role = role, UnitId = unit, Since = now });
    }

    /// <summary>
    /// Ends what the person has, all of it or what is asked for; with it end open invitations and proposals that they could not make any
    /// more, and what waits for them of the same sort.
    /// </summary>
    public static async ValueTask End(AppDb db, long person, DateTimeOffset now, Func<RoleGrant, bool>? which = null)
    {
        var all = await db.Memberships.Where(m => m.PersonId == person && m.Until == null).ToListAsync();
        var ended = all.FindAll(m => which is null || which(m));
        foreach (var held in ended) held.End(now);
        await CloseInvitations(db, person, now);
        var maker = await WithRoles(db, person);
        foreach (var pending in await db.PendingRoles.Where(p => p.PersonId == person || p.GivenBy == person).ToListAsync())
            if (pending.PersonId == person ? ended.Count == all.Count || which?.Invoke(pending.AsGrant()) == true
                : !CommandRights.MayGive(maker, pending.Role, pending.UnitId)) db.PendingRoles.Remove(pending);
    }

    /// <summary>
    /// Whether a proposed role may still be given: whoever is to have it belongs to the instansi, and whoever proposed it could give it.
    /// </summary>
    public static async ValueTask<bool> MayStillBeGiven(AppDb db, PendingRole pending) =>
        await db.Memberships.AnyAsync(m => m.PersonId == pending.PersonId && m.Until == null)
        && CommandRights.MayGive(await WithRoles(db, pending.GivenBy), pending.Role, pending.UnitId);

    /// <summary>Whether whoever made the invitation could make it today; the first administrator's is made by the service.</summary>
    public static async ValueTask<bool> IsStillMakers(AppDb db, Invitation invitation) =>
        invitation.MadeBy is not { } maker || CommandRights.MayGive(await WithRoles(db, maker), invitation.Role, invitation.UnitId);

    /// <summary>
    /// Whether the person had the role of this invitation and lost it after the invitation was made: what was taken does not come
    /// back by an old link.
    /// </summary>
    public static async ValueTask<bool> WasTaken(AppDb db, long person, Invitation invitation) => await db.Memberships.AnyAsync(m =>
        m.PersonId == person && m.Role == invitation.Role && m.UnitId == invitation.UnitId && m.Until != null
            && m.Until >= invitation.MadeAt);

    private static async ValueTask CloseInvitations(AppDb db, long person, DateTimeOffset now)
    {
        var open = await db.Invitations.Where(i => i.MadeBy == person && i.RevokedAt == null && i.Uses < i.MaxUses).ToListAsync();
        if (open.Count == 0) return;
        var maker = await WithRoles(db, person);
        foreach (var invitation in open.Where(i => !CommandRights.MayGive(maker, i.Role, i.UnitId))) invitation.Revoke(now);
    }

    /// <summary>The person with the roles as they stand in this transaction, ends that are not yet written included.</summary>
    private static async ValueTask<Caller> WithRoles(AppDb db, long person)
    {
        var held = await db.Memberships.Where(m => m.PersonId == person && m.Until == null).ToListAsync();
        return new Caller(person, "", "", "", [.. held.Where(m => m.Until is null).Select(m => new HeldRole(m.Role, m.UnitId))]);
    }

    /// <summary>
    /// Whether the person is the only administrator of the instansi. Inside a message no other administrator leaves until it is answered:
    /// of the last two who go at once the second one sees that the first is gone.
    /// </summary>
    public static async ValueTask<bool> IsLastAdministrator(AppDb db, long person)
    {
        var administrators = db.Memberships.Where(m => m.Role == Role.InstansiAdministrator && m.Until == null);
        if (!await administrators.AnyAsync(m => m.PersonId == person)) return false;
        await db.Sql.Lock("administrators");
        return await administrators.AnyAsync(m => m.PersonId == person) && !await administrators.AnyAsync(m => m.PersonId != person);
    }

    /// <summary>A person's name; their number where they gave none or it was erased.</summary>
    public static async ValueTask<string> NameOf(AppDb db, long? person, Core.Texts.Wording words)
    {
        if (person is null) return words["audit.service"];
        var name = await db.Profiles.Where(p => p.PersonId == person).Select(p => p.Name).FirstOrDefaultAsync();
        return name ?? words["audit.person", person];
    }
}
