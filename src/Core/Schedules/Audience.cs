using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;

namespace Core.Schedules;

/// <summary>Whom a message goes to: every civil servant, those of a unit, or those with a role.</summary>
internal sealed record Audience(int? UnitId, Role? Role)
{
    /// <summary>The people, by number.</summary>
    public IQueryable<Person> People(AppDb db)
    {
        var role = Role ?? Core.People.Role.Asn;
        var members = db.Memberships.Where(m => m.Until == null && m.Role == role && (UnitId == null || m.UnitId == UnitId))
            .Select(m => m.PersonId);
        return db.People.Where(p => members.Contains(p.Id)).OrderBy(p => p.Id);
    }

    /// <summary>What it is called.</summary>
    public string Name(Wording words, UnitCatalog units)
    {
        var who = Role is { } role ? words[$"role.{role}"] : words["audience.all"];
        return UnitId is { } id ? $"{who} · {units.Find(id)?.Label ?? "?"}" : who;
    }
}
