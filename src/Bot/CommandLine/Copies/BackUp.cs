using Bot.Backups;
using Bot.Backups.Bucket;
using Core.Alarms;
using Core.Calendar;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine.Copies;

/// <summary>
/// Writes database, key and kept files into one archive, consistent while the service runs; without a file's name into the folder of those
/// that make themselves, as they are made.
/// </summary>
internal static class BackUp
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        var target = line.Words.Count == 0 ? null : Path.GetFullPath(Commands.FileOf(line));
        var archive = new Archive(app.Services);
        if (!File.Exists(archive.KeyFile))
            throw new InvalidDataException(
                $"There is no key at {archive.KeyFile}; a backup without it could not be used. Nothing was written.");
        if (!await archive.Database.HoldsData())
            throw new InvalidDataException($"There is no database at {archive.Database.Words}; nothing was written.");
        if (target is null) return await IntoFolder(app.Services, archive, output);
        var options = app.Services.GetRequiredService<IOptions<BackupOptions>>().Value;
        new BackupFolder(options).RefuseUnsealed();
        var passphrase = options.Passphrase;
        target = WriteArchive.Named(target, passphrase);
        if (File.Exists(target) && !line.Has("force"))
            throw new InvalidDataException($"{target} exists already. Choose another name, or add --force to replace it.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await RoomForBackup.CheckWhole(archive, target, RoomForBackup.Margin(app.Services));
        await WriteArchive.Write(archive, target, passphrase, app.Services.GetRequiredService<TimeProvider>());
        await output.WriteLineAsync($"Written: {target} ({new FileInfo(target).Length / 1024.0 / 1024.0:0.0} MB). {HowSafe(passphrase)}");
        await Note(app.Services, target, new FileInfo(target).Length);
        return 0;
    }

    private static async Task<int> IntoFolder(IServiceProvider services, Archive archive, TextWriter output)
    {
        var (options, time) = (services.GetRequiredService<IOptions<BackupOptions>>().Value, services.GetRequiredService<TimeProvider>());
        var folder = new BackupFolder(options);
        var zone = services.GetRequiredService<UnitCatalog>().ZoneOf(null);
        var (file, bytes) = await folder.Make(archive, LocalTime.Of(time.GetUtcNow(), zone), time, RoomForBackup.Margin(services));
        await folder.Prune(time.GetUtcNow());
        await Note(services, file, bytes);
        await output.WriteLineAsync(
            $"Written: {file} ({bytes / 1024.0 / 1024.0:0.0} MB, files beside it). {HowSafe(options.Passphrase)}");
        if (options.S3.IsOn) await Send(services, output);
        return 0;
    }

    private static string HowSafe(string passphrase) => passphrase.Length > 0
        ? "It is sealed under Backups:Passphrase; keep that somewhere else."
        : "It holds people's data and the key: keep it as safe as the service itself.";

    private static async Task Send(IServiceProvider services, TextWriter output)
    {
        try
        {
            var (file, bytes) = await services.GetRequiredService<SendBackups>().Send();
            await Note(services, file, bytes, BackupDeed.Sent);
            await output.WriteLineAsync(
                $"Sent to {services.GetRequiredService<BackupBucket>().Words} ({bytes / 1024.0 / 1024.0:0.0} MB that were not there yet).");
        }
        catch (InvalidDataException e)
        {
            await Note(services, "", 0, BackupDeed.Sent, e.Message);
            throw;
        }
    }

    /// <summary>So that nobody is alarmed by the age of the last backup; one that cannot be noted is as good.</summary>
    private static async Task Note(IServiceProvider services, string file, long bytes, BackupDeed deed = BackupDeed.Made,
        string? error = null)
    {
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            db.BackupRuns.Add(new BackupRun { Deed = deed, At = now, File = Path.GetFileName(file), Bytes = bytes, Error = error });
            await db.SaveChangesAsync();
        }
        catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException)
        {
            // Such as a database that an older version made.
        }
    }
}
