using Core.People;
using Core.Units;

namespace Core.Statistics;

/// <summary>
/// Whose figures a person may ask for: an administrator of the instansi everybody's, of a unit (or its head) that unit's.
/// </summary>
internal static class StatisticsScope
{
    public static bool Everywhere(Caller who) => CommandRights.Everywhere(who);

    /// <summary>The units, by name. What is not among them does not exist for this person, so that guessing a code tells nothing.</summary>
    public static IReadOnlyList<Unit> Units(Caller who, UnitCatalog units)
    {
        var own = CommandRights.UnitsOf(who);
        return [.. (own is null ? units.All : own.Select(units.Find).OfType<Unit>()).OrderBy(u => u.Name,
            StringComparer.OrdinalIgnoreCase)];
    }
}
