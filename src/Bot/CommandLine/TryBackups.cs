using Bot.Backups;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine;

/// <summary>Brings a backup back beside nobody's data and says whether it is whole.</summary>
internal static class TryBackups
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        var options = app.Services.GetRequiredService<IOptions<BackupOptions>>().Value;
        var file = line.Words.Count > 0 ? Path.GetFullPath(Commands.FileOf(line)) : new BackupFolder(options).Archives.FirstOrDefault().File
            ?? throw new InvalidDataException($"There is no backup in {Path.GetFullPath(options.Folder)} (Backups:Folder).");
        if (!File.Exists(file)) throw new InvalidDataException($"There is no file {file}.");
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var units = await TryBackup.Try(new Archive(app.Services), file, options.Passphrase, [.. db.Database.GetMigrations()]);
        await output.WriteLineAsync($"{file} can be restored: it came back whole, with {units} units. Nothing here was changed.");
        return 0;
    }
}
