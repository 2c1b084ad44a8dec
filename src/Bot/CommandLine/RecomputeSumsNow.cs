using Core.Ratings;
using Core.Units;

namespace Bot.CommandLine;

/// <summary>Makes sums anew from the ratings where they differ; it may run beside the service.</summary>
internal static class RecomputeSumsNow
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        await Commands.Prepare(app.Services);
        var units = app.Services.GetRequiredService<UnitCatalog>();
        await units.Reload();
        var wrong = await app.Services.GetRequiredService<RecomputeSums>().Run();
        foreach (var sum in wrong)
            await output.WriteLineAsync($"Made anew: {units.Find(sum.UnitId)?.Code}, {sum.Month / 100}-{sum.Month % 100:00}.");
        await output.WriteLineAsync(wrong.Count == 0 ? "Every sum is what its published ratings add up to; nothing was changed."
            : $"{wrong.Count} months of units were wrong and are right now. What is shown follows at once.");
        return 0;
    }
}
