using System.Text.Json;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Units;

/// <summary>Gives an empty database the demonstration's units, so that the first start shows something that works.</summary>
public sealed class LoadDemonstration(IDbContextFactory<AppDb> databases, IOptions<InstansiOptions> instansi)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Loads them, unless there are units already or the setting says no. Runs before anything else writes.</summary>
    public async Task Run()
    {
        if (!instansi.Value.Demo) return;
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Units.AnyAsync()) return;
        using var stream = typeof(LoadDemonstration).Assembly.GetManifestResourceStream("Core.Units.Data.demonstration.json")!;
        foreach (var unit in JsonSerializer.Deserialize<List<DemoUnit>>(stream, Format)!)
        {
            var added = new Unit { Code = unit.Code, Name = unit.Name, ShortName = unit.Short, YearlyRecipients = unit.Recipients };
            added.Services.AddRange(unit.Services.Select(s => new Service { Code = s.Code, Name = s.Name }));
            db.Units.Add(added);
        }

        await db.SaveChangesAsync();
    }

    private sealed record DemoUnit(string Code, string Name, string? Short, int? Recipients, List<DemoService> Services);

    private sealed record DemoService(string Code, string Name);
}
