using Bot.Spreadsheets;
using Core.Texts;
using Core.Units;

namespace Bot.CommandLine;

/// <summary>Takes over units and services from a CSV file; says what is wrong line by line and then changes nothing.</summary>
internal static class ImportUnitsFile
{
    private const int Shown = 50;

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var file = Commands.FileOf(line);
        var content = await Commands.ListOf(file);
        var (lines, wrong) = ReadUnits.From(content);
        if (wrong.Count > 0) return await Refuse(wrong, output);
        await using var app = Commands.Open(line);
        await Commands.Prepare(app.Services);
        var units = app.Services.GetRequiredService<UnitCatalog>();
        await units.Reload();
        (lines, wrong) = ReadUnits.From(content, units.All);
        if (wrong.Count > 0) return await Refuse(wrong, output);
        var done = await app.Services.GetRequiredService<ImportUnits>().Run(lines, line.Has("close-others"));
        await output.WriteLineAsync(
            $"{done.Added} units added, {done.Updated} updated, {done.Services} services, {done.Closed} units closed, {done.ServicesClosed} services closed. A running service knows it within a minute.");
        return 0;
    }

    private static async Task<int> Refuse(IReadOnlyList<LocalizedText> wrong, TextWriter output)
    {
        var words = Wording.Of("en");
        foreach (var sentence in wrong.Take(Shown)) await output.WriteLineAsync(sentence.In(words));
        if (wrong.Count > Shown) await output.WriteLineAsync(words["import.more-mistakes", wrong.Count - Shown]);
        await output.WriteLineAsync("Nothing was changed. Mend the file and import it again.");
        return Commands.Wrong;
    }
}
