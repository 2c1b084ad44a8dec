using Bot.Backups;
using Bot.Backups.Bucket;
using Core.Alarms;
using Core.Complaints.Attachments;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine.Copies;

/// <summary>Brings a backup back beside nobody's data and says whether it is whole.</summary>
internal static class TryBackups
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        var options = app.Services.GetRequiredService<IOptions<BackupOptions>>().Value;
        if (line.Words.Count == 0 && options.S3.IsOn) return await FromBucket(app.Services, options, output);
        var file = line.Words.Count > 0 ? Path.GetFullPath(Commands.FileOf(line)) : new BackupFolder(options).Archives.FirstOrDefault().File
            ?? throw new InvalidDataException($"There is no backup in {Path.GetFullPath(options.Folder)} (Backups:Folder).");
        if (!File.Exists(file)) throw new InvalidDataException($"There is no file {file}.");
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var newest = line.Words.Count == 0;
        try
        {
            var units = await TryBackup.Try(new Archive(app.Services), file, options.Passphrase, [.. db.Database.GetMigrations()],
                app.Services.GetServices<IKnowFiles>());
            if (newest) await Note(app.Services, db, file, null);
            await output.WriteLineAsync($"{file} can be restored: it came back whole, with {units} units. Nothing here was changed.");
            return 0;
        }
        catch (Exception e) when (newest && e is (InvalidDataException or IOException))
        {
            await Note(app.Services, db, file, e.Message.Split('\n')[0]);
            throw;
        }
    }

    /// <summary>As the weekly trial does it.</summary>
    private static async Task<int> FromBucket(IServiceProvider services, BackupOptions options, TextWriter output)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var words = services.GetRequiredService<BackupBucket>().Words;
        try
        {
            var (file, _) = await TryFetched.Try(services.GetRequiredService<FetchBackup>(), new Archive(services), options,
                [.. db.Database.GetMigrations()], services.GetServices<IKnowFiles>());
            await Note(services, db, file, null);
            await output.WriteLineAsync($"{Path.GetFileName(file)} in {words} can be restored: it came back whole. Nothing here was changed.");
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            await Note(services, db, "", e.Message.Split('\n')[0]);
            throw;
        }
    }

    /// <summary>How the newest did is what people are told of, whoever tried it.</summary>
    private static async Task Note(IServiceProvider services, AppDb db, string file, string? error)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        db.BackupRuns.Add(new BackupRun { Deed = BackupDeed.Tried, At = now, File = Path.GetFileName(file), Error = error });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException)
        {
            // Such as a database that an older version made.
        }
    }
}
