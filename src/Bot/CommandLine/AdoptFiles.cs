using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.CommandLine;

/// <summary>Says that the folders of these settings are the city's from now on, after their files were lost or brought elsewhere.</summary>
internal static class AdoptFiles
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        await Commands.Prepare(app.Services);
        if (!app.Services.GetRequiredService<IWorkers>().MayBeSeveral)
        {
            await output.WriteLineAsync("A SQLite file serves one process, so its folders need no mark; nothing was changed.");
            return 0;
        }

        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await app.Services.GetRequiredService<CityFolders>().Adopt(db);
        foreach (var folder in app.Services.GetServices<KeptFolder>())
            await output.WriteLineAsync($"{Path.GetFullPath(folder.Path)} is the city's folder of {folder.Name} now.");
        await output.WriteLineAsync("Every worker must see these folders; doctor and /healthz/ready say which one does not.");
        return 0;
    }
}
