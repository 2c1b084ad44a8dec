using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Units;

/// <summary>Units and services in memory, since every question of every rating asks for them. Whoever edits units says so.</summary>
internal sealed class UnitCatalog
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IOptions<InstansiOptions> _instansi;
    private readonly InMemoryCopy _copy;
    private volatile Snapshot _now = new([]);

    public UnitCatalog(IDbContextFactory<AppDb> databases, IOptions<InstansiOptions> instansi, IWorkers workers)
    {
        (_databases, _instansi) = (databases, instansi);
        _copy = new InMemoryCopy("units", workers, Read);
    }

    /// <summary>The last reading after a change.</summary>
    public Task UnderWay => _copy.UnderWay;

    /// <summary>Active units in order of name.</summary>
    public IReadOnlyList<Unit> Active => _now.Active;

    /// <summary>Every unit, closed ones too.</summary>
    public IReadOnlyCollection<Unit> All => _now.ById.Values;

    /// <summary>The unit with this code, whatever its case; null when there is none.</summary>
    public Unit? Find(string? code) => code is not null && _now.ByCode.TryGetValue(code, out var unit) ? unit : null;

    /// <summary>The unit with this number.</summary>
    public Unit? Find(int id) => _now.ById.GetValueOrDefault(id);

    /// <summary>The unit above this one; null at the top.</summary>
    public Unit? ParentOf(Unit unit) => unit.ParentId is { } id ? Find(id) : null;

    /// <summary>The open units right below this one, by name.</summary>
    public IReadOnlyList<Unit> ChildrenOf(Unit unit) => [.. _now.Children[unit.Id].Where(u => u.Active)];

    /// <summary>Which open unit stands right above which, by their codes; empty in a flat instansi.</summary>
    public IReadOnlyDictionary<string, string> AboveByCode => _now.AboveByCode;

    /// <summary>Every unit below this one, at any depth, closed ones too, each after the one above it.</summary>
    public IReadOnlyList<Unit> Below(Unit unit) => UnitTree.Below(unit, u => _now.Children[u.Id]);

    /// <summary>The units above this one, the nearest first.</summary>
    public IReadOnlyList<Unit> Above(Unit unit) => UnitTree.Above(unit, ParentOf);

    /// <summary>The zone in which a unit's days and months are counted.</summary>
    public TimeZoneInfo ZoneOf(Unit? unit) => TimeZoneInfo.FindSystemTimeZoneById(unit?.TimeZone ?? _instansi.Value.TimeZone);

    /// <summary>Reads the units anew.</summary>
    public Task Reload(CancellationToken stop = default) => _copy.Read(stop);

    /// <summary>Units were changed, and the change is on disk: this process and every other one reads them anew.</summary>
    public void Changed() => _copy.Changed();

    private async Task Read(CancellationToken stop)
    {
        await using var db = await _databases.CreateDbContextAsync(stop);
        _now = new Snapshot(await db.Units.AsNoTracking().Include(u => u.Services.OrderBy(s => s.Id)).OrderBy(u => u.Name)
            .ToListAsync(stop));
    }

    private sealed class Snapshot(List<Unit> units)
    {
        public IReadOnlyList<Unit> Active { get; } = [.. units.Where(u => u.Active)];

        public Dictionary<int, Unit> ById { get; } = units.ToDictionary(u => u.Id);

        public Dictionary<string, string> AboveByCode { get; } = units.Where(u => u is { Active: true, ParentId: not null })
            .Select(u => (u.Code, Above: units.Find(above => above.Id == u.ParentId && above.Active)))
            .Where(u => u.Above is not null).ToDictionary(u => u.Code, u => u.Above!.Code);

        public ILookup<int, Unit> Children { get; } = units.Where(u => u.ParentId is not null).ToLookup(u => u.ParentId!.Value);

        public Dictionary<string, Unit> ByCode { get; } = units.ToDictionary(u => u.Code, StringComparer.OrdinalIgnoreCase);
    }
}
