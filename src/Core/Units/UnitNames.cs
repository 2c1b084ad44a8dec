using Core.Intents;

namespace Core.Units;

/// <summary>Units and services by what people call them; built anew when the catalog was read anew.</summary>
internal sealed class UnitNames(UnitCatalog catalog)
{
    private (IReadOnlyList<Unit> Of, NameIndex Units, NameIndex Services)? _built;

    /// <summary>The two indexes, for whoever reads words.</summary>
    public NamesNow Now => new(() => Built().Units, () => Built().Services);

    private (IReadOnlyList<Unit> Of, NameIndex Units, NameIndex Services) Built()
    {
        var active = catalog.Active;
        if (_built is { } known && ReferenceEquals(known.Of, active)) return known;
        var built = (active, UnitsOf(active), ServicesOf(active));
        _built = built;
        return built;
    }

    private static NameIndex UnitsOf(IEnumerable<Unit> units) =>
        new(units.Select(u => new NamedThing(u.Code, u.Name, u.ShortName is { } shorter ? [shorter] : [])));

    private static NameIndex ServicesOf(IEnumerable<Unit> units) => new(units.SelectMany(u => u.Services.Where(s => s.Active)
        .Select(s => new NamedThing($"{u.Code}_{s.Code}", s.Name, [$"{s.Name} {u.Label}"]))));
}
