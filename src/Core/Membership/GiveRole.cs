using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership;

/// <summary>Gives and ends roles. A membership is ended, never deleted, and a person who lost one cannot use it at the next message.</summary>
internal static class GiveRole
{
    /// <summary>Gives the role, unless the person has it.</summary>
    public static async ValueTask Give(AppDb db, long person, Role role, int? unit, DateTimeOffset now)
    {
        if (await db.Memberships.AnyAsync(m => m.PersonId == person && m.Role == role && m.UnitId == unit && m.Until == null)) return;
        db.Memberships.Add(new RoleGrant { PersonId = person, Role = role, UnitId = unit, Since = now });
    }

    /// <summary>Ends what the person has, all of it or what is asked for.</summary>
    public static async ValueTask End(AppDb db, long person, DateTimeOffset now, Func<RoleGrant, bool>? which = null)
    {
        foreach (var held in await db.Memberships.Where(m => m.PersonId == person && m.Until == null).ToListAsync())
            if (which is null || which(held)) held.End(now);
    }

    /// <summary>Whether the person is the only administrator of the instansi.</summary>
    public static async ValueTask<bool> IsLastAdministrator(AppDb db, long person) =>
        await db.Memberships.AnyAsync(m => m.PersonId == person && m.Role == Role.InstansiAdministrator && m.Until == null)
        && !await db.Memberships.AnyAsync(m => m.PersonId != person && m.Role == Role.InstansiAdministrator && m.Until == null);

    /// <summary>A person's name; their number where they gave none or it was erased.</summary>
    public static async ValueTask<string> NameOf(AppDb db, long? person, Core.Texts.Wording words)
    {
        if (person is null) return words["audit.service"];
        var name = await db.Profiles.Where(p => p.PersonId == person).Select(p => p.Name).FirstOrDefaultAsync();
        return name ?? words["audit.person", person];
    }
}
