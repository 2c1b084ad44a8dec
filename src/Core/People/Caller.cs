namespace Core.People;

/// <summary>Somebody who talks with us right now, with the roles they have at this moment.</summary>
internal sealed record Caller(long Id, string Channel, string Address, string Language, IReadOnlyList<HeldRole> Roles)
{
    /// <summary>
    /// Whether they administer the instansi and nobody else has any role: whoever tries the service alone may do both sides of what takes
    /// two. With the second person it ends.
    /// </summary>
    public bool Alone { get; init; }

    /// <summary>
    /// The same roles for every unit below theirs (<see cref="RolesBelow"/>). They open what is seen of it and are no role in it: who
    /// heads a dinas is not the head of its puskesmas.
    /// </summary>
    public IReadOnlyList<HeldRole> Below { get; init; } = [];

    /// <summary>Whether they have the role anywhere.</summary>
    public bool Is(Role role) => Roles.Any(r => r.Role == role);

    /// <summary>Whether they have the role in this unit (a role in the whole instansi does not count).</summary>
    public bool IsIn(Role role, int unitId) => Roles.Any(r => r.Role == role && r.UnitId == unitId);

    /// <summary>Whether they belong to this unit in any role: such a person may not rate it.</summary>
    public bool WorksIn(int unitId) => Roles.Any(r => r.UnitId == unitId);

    /// <summary>Whether they have the role in a unit above this one.</summary>
    public bool IsAbove(Role role, int unitId) => Below.Any(r => r.Role == role && r.UnitId == unitId);

    /// <summary>Whether the unit is their own office or below it: of such a one they judge nothing.</summary>
    public bool IsOfOwnOffice(int unitId) => WorksIn(unitId) || Below.Any(r => r.UnitId == unitId);

    /// <summary>Their own offices and the units below these.</summary>
    public IEnumerable<int> Offices => Roles.Concat(Below).Where(r => r.UnitId is not null).Select(r => r.UnitId!.Value).Distinct();

    /// <summary>The units in which they have the role, and those below.</summary>
    public IEnumerable<int> UnitsFrom(Role role) => UnitsAs(role)
        .Concat(Below.Where(r => r.Role == role && r.UnitId is not null).Select(r => r.UnitId!.Value));

    /// <summary>The units in which they have the role.</summary>
    public IEnumerable<int> UnitsAs(Role role) => Roles.Where(r => r.Role == role && r.UnitId is not null).Select(r => r.UnitId!.Value);
}

/// <summary>A role in a unit, or in the whole instansi when there is no unit.</summary>
internal readonly record struct HeldRole(Role Role, int? UnitId);
