using Core.Persistence;

namespace Core.People;

/// <summary>
/// What somebody's roles in a unit mean for the units below it: a head and an administrator see what is below theirs, and nobody judges
/// what is below their own office. Deeds stay with the unit itself.
/// </summary>
internal static class RolesBelow
{
    private const string Find = """
        with recursive below (role, unit) as (
            select m.role, u.id from memberships m join units u on u.parent_id = m.unit_id where m.person_id = @p0 and m.until is null
            union
            select b.role, u.id from below b join units u on u.parent_id = b.unit)
        select role, unit from below order by unit, role
        """;

    /// <summary>To whom it matters: a civil servant or an officer alone sees and judges nothing below their unit.</summary>
    private static readonly Role[] Concerned = [Role.Head, Role.UnitAdministrator, Role.Triage, Role.Inspectorate, Role.InstansiHead,
        Role.InstansiAdministrator];

    /// <summary>The person with the roles that follow from the units below theirs; in a flat instansi the same.</summary>
    public static async ValueTask<Caller> Added(AppDb db, Caller who)
    {
        if (!who.Roles.Any(r => Concerned.Contains(r.Role)) || who.Roles.All(r => r.UnitId is null)) return who;
        var below = await db.Sql.All(Find, row => new HeldRole(Enum.Parse<Role>(row.GetString(0)), row.GetInt32(1)), who.Id);
        return below.Count == 0 ? who : who with { Below = below };
    }
}
