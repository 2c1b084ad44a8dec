using Bot.Backups;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine;

/// <summary>
/// Says whether the program that made a backup can serve the data as they are now: for that the database must not have gone through steps
/// since that it does not know. By this a rollback keeps the data or brings the backup back.
/// </summary>
internal static class CompareSchema
{
    /// <summary>The exit code where the database has gone on.</summary>
    public const int WentOn = 3;

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var source = Path.GetFullPath(Commands.FileOf(line));
        if (!File.Exists(source)) throw new InvalidDataException($"There is no file {source}.");
        await using var app = Commands.Open(line);
        using var opened = await OpenedArchive.Open(source, app.Services.GetRequiredService<IOptions<BackupOptions>>().Value.Passphrase,
            new Archive(app.Services).KeyFile);
        var manifest = await Manifest.Read(opened.Zip);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var since = (await db.Database.GetAppliedMigrationsAsync()).Except(manifest.Migrations).ToList();
        var made = $"the backup of {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC by version {manifest.Version}";
        await output.WriteLineAsync(since.Count == 0 ? $"The database is as it was at {made}: that version can go on with it."
            : $"The database has gone through {since.Count} steps since {made}, the last one {since[^1]}: that version cannot go on with it.");
        return since.Count == 0 ? 0 : WentOn;
    }
}
