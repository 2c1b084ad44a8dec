using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Units;

/// <summary>A service with its unit, as a list names it.</summary>
/// <param name="Line">The line of the list, for what is said about it.</param>
/// <param name="UnitCode">The unit's code.</param>
/// <param name="UnitName">The unit's name; empty to go by an earlier line of the unit.</param>
/// <param name="ShortName">The unit's short name; null when none is given.</param>
/// <param name="TimeZone">The unit's IANA zone; null for the instansi's.</param>
/// <param name="YearlyRecipients">Recipients in a year; null when unknown.</param>
/// <param name="ServiceCode">The service's code within the unit.</param>
/// <param name="ServiceName">The service's name.</param>
internal sealed record UnitLine(
    int Line, string UnitCode, string UnitName, string? ShortName, string? TimeZone, int? YearlyRecipients, string ServiceCode,
        string ServiceName)
{
    /// <summary>Where the unit is, how to reach it and when; null leaves what is known.</summary>
    public UnitFacts Facts { get; init; } = new();

    /// <summary>The code of the unit above it; <see cref="CheckTree.None"/> for none, null leaves what is known.</summary>
    public string? Parent { get; init; }

    /// <summary>The service's requirements; null leaves what is known.</summary>
    public string? Requirements { get; init; }

    /// <summary>What the service costs.</summary>
    public string? Cost { get; init; }

    /// <summary>How long the service takes.</summary>
    public string? PromisedTime { get; init; }
}

/// <summary>What a list tells of a unit beside its name.</summary>
internal sealed record UnitFacts(string? Address = null, string? Phone = null, string? Hours = null, string? MapPoint = null,
    string? SignerTitle = null, string? SignerName = null);

/// <summary>What an import changed.</summary>
/// <param name="Added">New units.</param>
/// <param name="Updated">Units that were there.</param>
/// <param name="Services">Services named by the list.</param>
/// <param name="Closed">Units closed because the list does not name them.</param>
/// <param name="ServicesClosed">Services of named units closed because the list does not name them.</param>
internal sealed record ImportedUnits(int Added, int Updated, int Services, int Closed, int ServicesClosed);

/// <summary>Takes over units and services from a list that was checked: all of it or nothing. Taken over again, it updates.</summary>
internal sealed class ImportUnits(IDbContextFactory<AppDb> databases)
{
    /// <summary>Takes the list over. Units and services that it does not name stay as they are, or are closed if asked for.</summary>
    public async Task<ImportedUnits> Run(IReadOnlyList<UnitLine> lines, bool closeOthers)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await Take(db, lines, closeOthers);
    }

    /// <summary>The same in a transaction that is there already.</summary>
    public static async Task<ImportedUnits> Take(AppDb db, IReadOnlyList<UnitLine> lines, bool closeOthers)
    {
        var known = await db.Units.Include(u => u.Services).ToDictionaryAsync(u => u.Code);
        var (added, updated, closed, services) = (0, 0, 0, 0);
        foreach (var group in lines.GroupBy(l => l.UnitCode))
        {
            var isNew = !known.TryGetValue(group.Key, out var unit);
            if (unit is null) db.Units.Add(unit = new Unit { Code = group.Key, Name = "" });
            (added, updated) = isNew ? (added + 1, updated) : (added, updated + 1);
            Update(unit, [.. group]);
            if (closeOthers) services += CloseServices(unit, group);
        }

        var named = lines.Select(l => l.UnitCode).ToHashSet();
        foreach (var other in known.Values.Where(u => closeOthers && u.Active && !named.Contains(u.Code)))
            (other.Active, closed) = (false, closed + 1);
        PlaceInTree(db, lines);
        await db.SaveChangesAsync();
        return new ImportedUnits(added, updated, lines.Count, closed, services);
    }

    /// <summary>Units go below those that the list names; a closed unit stands above nothing any more.</summary>
    private static void PlaceInTree(AppDb db, IReadOnlyList<UnitLine> lines)
    {
        var units = db.Units.Local.ToDictionary(u => u.Code);
        foreach (var line in lines.Where(l => l.Parent is not null))
            units[line.UnitCode].PutBelow(line.Parent == CheckTree.None ? null : units[line.Parent!]);
        foreach (var below in units.Values.Where(u => u.Parent is { Active: false })) below.PutBelow(null);
    }

    private static int CloseServices(Unit unit, IEnumerable<UnitLine> lines)
    {
        var named = lines.Select(l => l.ServiceCode).ToHashSet();
        var others = unit.Services.Where(s => s.Active && !named.Contains(s.Code)).ToList();
        foreach (var other in others) other.Active = false;
        return others.Count;
    }

    private static void Update(Unit unit, IReadOnlyList<UnitLine> lines)
    {
        unit.Name = lines.First(l => l.UnitName.Length > 0).UnitName;
        unit.ShortName = lines.Select(l => l.ShortName).FirstOrDefault(s => s is not null);
        unit.TimeZone = lines.Select(l => l.TimeZone).FirstOrDefault(z => z is not null);
        unit.YearlyRecipients = lines.Select(l => l.YearlyRecipients).FirstOrDefault(r => r is not null);
        unit.Active = true;
        // A list without these columns must not erase what was written by /unit.
        unit.Address = lines.Select(l => l.Facts.Address).FirstOrDefault(a => a is not null) ?? unit.Address;
        unit.Phone = lines.Select(l => l.Facts.Phone).FirstOrDefault(p => p is not null) ?? unit.Phone;
        unit.Hours = lines.Select(l => l.Facts.Hours).FirstOrDefault(h => h is not null) ?? unit.Hours;
        unit.MapPoint = lines.Select(l => l.Facts.MapPoint).FirstOrDefault(m => m is not null) ?? unit.MapPoint;
        unit.SignerTitle = lines.Select(l => l.Facts.SignerTitle).FirstOrDefault(t => t is not null) ?? unit.SignerTitle;
        unit.SignerName = lines.Select(l => l.Facts.SignerName).FirstOrDefault(n => n is not null) ?? unit.SignerName;
        foreach (var line in lines)
        {
            if (unit.Services.Find(s => s.Code == line.ServiceCode) is not { } service)
                unit.Services.Add(service = new Service { Code = line.ServiceCode, Name = "" });
            (service.Name, service.Active) = (line.ServiceName, true);
            service.Requirements = line.Requirements ?? service.Requirements;
            service.Cost = line.Cost ?? service.Cost;
            service.PromisedTime = line.PromisedTime ?? service.PromisedTime;
        }
    }
}
