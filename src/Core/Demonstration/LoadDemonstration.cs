using System.Text.Json;
using Core.ExternalIndices;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Demonstration;

/// <summary>
/// Gives an empty database the demonstration's units, so that the first start shows something that works, and what the Ombudsman
/// measured of them in 2022, as it was reported; the latter only under the name that it was reported of.
/// </summary>
internal sealed class LoadDemonstration(IDbContextFactory<AppDb> databases, IOptions<InstansiOptions> instansi, TimeProvider time)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<Demo> Shipped = new(Read);

    /// <summary>The codes of the demonstration's units.</summary>
    public static IReadOnlyList<string> Codes => [.. Shipped.Value.Units.Select(u => u.Code)];

    /// <summary>Loads them, unless there are units already or the setting says no. Runs before anything else writes.</summary>
    public async Task Run()
    {
        if (!instansi.Value.Demo) return;
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Units.AnyAsync()) return;
        var demo = Shipped.Value;
        var added = demo.Units.Select(u => (Demo: u, Unit: UnitOf(u))).ToList();
        db.Units.AddRange(added.Select(a => a.Unit));
        await db.SaveChangesAsync();
        if (instansi.Value.Name != InstansiOptions.DemonstrationName) return;
        db.ExternalIndices.AddRange(added.Select(a => Reported(demo.Ombudsman, a.Demo.Ombudsman, a.Unit.Id))
            .Append(Reported(demo.Ombudsman, demo.Ombudsman, null)));
        await db.SaveChangesAsync();
    }

    private static Demo Read()
    {
        using var stream = typeof(LoadDemonstration).Assembly.GetManifestResourceStream("Core.Demonstration.Data.demonstration.json")!;
        return JsonSerializer.Deserialize<Demo>(stream, Format)!;
    }

    private static Unit UnitOf(DemoUnit unit)
    {
        var added = new Unit { Code = unit.Code, Name = unit.Name, ShortName = unit.Short, YearlyRecipients = unit.Recipients };
        added.Services.AddRange(unit.Services.Select(s => new Service { Code = s.Code, Name = s.Name }));
        return added;
    }

    private ExternalIndex Reported(DemoReport report, DemoFigure figure, int? unit) => new()
    {
        Kind = ExternalKind.Ombudsman,
        Year = report.Year,
        UnitId = unit,
        Item = ExternalIndex.Total,
        Hundredths = (int)(figure.Value * 100),
        Category = figure.Grade,
        Source = report.Source,
        At = time.GetUtcNow(),
    };

    private sealed record Demo(DemoReport Ombudsman, List<DemoUnit> Units);

    private record DemoFigure(decimal Value, string Grade);

    private sealed record DemoReport(int Year, decimal Value, string Grade, string Source) : DemoFigure(Value, Grade);

    private sealed record DemoUnit(string Code, string Name, string? Short, int? Recipients, DemoFigure Ombudsman,
        List<DemoService> Services);

    private sealed record DemoService(string Code, string Name);
}
