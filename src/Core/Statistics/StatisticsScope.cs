using Core.People;
using Core.Units;

namespace Core.Statistics;

/// <summary>
/// Whose figures a person may ask for: an administrator of the instansi everybody's, of a unit (or its head) that unit's.
/// </summary>
internal static class StatisticsScope
{
    public static bool Everywhere(Caller who) => CommandRights.Everywhere(who);

    /// <summary>
    /// The units, their own before those below, by name. What is not among them does not exist for this person, so that guessing a code
    /// tells nothing.
    /// </summary>
    public static IReadOnlyList<Unit> Units(Caller who, UnitCatalog units)
    {
        var own = CommandRights.UnitsOf(who);
        return [.. (own is null ? units.All : own.Select(units.Find).OfType<Unit>())
            .OrderBy(u => !CommandRights.ActsFor(who, u.Id)).ThenBy(u => u.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Those of them for which the person acts and does not only see them from above, by name.</summary>
    public static IReadOnlyList<Unit> Own(Caller who, UnitCatalog units) => [.. Units(who, units)
        .Where(u => CommandRights.ActsFor(who, u.Id))];
}
