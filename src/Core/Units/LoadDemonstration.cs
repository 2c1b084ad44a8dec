using System.Text.Json;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Units;

/// <summary>Gives an empty database the demonstration's units, so that the first start shows something that works.</summary>
public sealed class LoadDemonstration(Writer writer, IOptions<InstansiOptions> instansi)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Loads them, unless there are units already or the setting says no.</summary>
    public Task Run() => instansi.Value.Demo ? writer.Do(LoadIfEmpty) : Task.CompletedTask;

    private static async ValueTask LoadIfEmpty(WriteTurn turn)
    {
        if (await turn.Db.Units.AnyAsync()) return;
        using var stream = typeof(LoadDemonstration).Assembly.GetManifestResourceStream("Core.Units.Data.demonstration.json")!;
        foreach (var unit in JsonSerializer.Deserialize<List<DemoUnit>>(stream, Format)!)
        {
            var added = new Unit { Code = unit.Code, Name = unit.Name, ShortName = unit.Short, YearlyRecipients = unit.Recipients };
            added.Services.AddRange(unit.Services.Select(s => new Service { Code = s.Code, Name = s.Name }));
            turn.Db.Units.Add(added);
        }
    }

    private sealed record DemoUnit(string Code, string Name, string? Short, int? Recipients, List<DemoService> Services);

    private sealed record DemoService(string Code, string Name);
}
