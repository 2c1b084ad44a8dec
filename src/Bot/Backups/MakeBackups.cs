using Bot.Backups.Bucket;
using Core.Alarms;
using Core.Calendar;
using Core.Complaints.Attachments;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Backups;

/// <summary>
/// Makes the night's backup once its hour has come, keeps as many as the rule says, and once a week brings the newest back in a place of
/// its own. How it went is noted, so that people hear when none was made.
/// </summary>
internal sealed partial class MakeBackups(IServiceProvider services, IDbContextFactory<AppDb> databases, WriteQueue writer,
    UnitCatalog units, IOptions<BackupOptions> options, SendBackups send, FetchBackup fetch, TimeProvider time, ILogger<MakeBackups> log)
{
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private DateTime Local => LocalTime.Of(time.GetUtcNow(), units.ZoneOf(null));

    /// <summary>Does what is due.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        if (!options.Value.Nightly) return;
        if (await IsDue()) await Make();
        if (options.Value.S3.IsOn && await IsSendingDue()) await Send(stop);
        if (options.Value.TryWeekly && await IsTrialDue()) await Try();
    }

    /// <summary>Makes one now; false when it failed, which is noted.</summary>
    public Task<bool> Make() => Note(BackupDeed.Made, async () =>
    {
        var archive = new Archive(services);
        if (!File.Exists(archive.KeyFile)) throw new InvalidDataException("there is no key, and a backup without it could not be used");
        var folder = new BackupFolder(options.Value);
        var made = await folder.Make(archive, Local, time, RoomForBackup.Margin(services));
        await folder.Prune(time.GetUtcNow());
        return made;
    });

    /// <summary>Sends the newest one to the bucket; false when it failed, which is noted.</summary>
    public Task<bool> Send(CancellationToken stop = default) => Note(BackupDeed.Sent, () => send.Send(stop));

    /// <summary>Tries the newest one, from the bucket where there is one; false when it failed.</summary>
    public Task<bool> Try() => options.Value.S3.IsOn ? TryFromBucket() : Note(BackupDeed.Tried, async () =>
    {
        var newest = new BackupFolder(options.Value).Archives.FirstOrDefault().File
            ?? throw new InvalidDataException("there is no backup in the folder");
        await using var db = await databases.CreateDbContextAsync();
        await TryBackup.Try(new Archive(services), newest, options.Value.Passphrase, [.. db.Database.GetMigrations()],
            services.GetServices<IKnowFiles>());
        return (newest, new FileInfo(newest).Length);
    });

    private Task<bool> TryFromBucket() => Note(BackupDeed.Tried, async () =>
    {
        await using var db = await databases.CreateDbContextAsync();
        return await TryFetched.Try(fetch, new Archive(services), options.Value, [.. db.Database.GetMigrations()],
            services.GetServices<IKnowFiles>());
    });

    /// <summary>What was made is not there yet; what failed is tried again after an hour.</summary>
    private async Task<bool> IsSendingDue()
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await BackupRun.LastGood(db, BackupDeed.Made) is not { } made) return false;
        return await BackupRun.Last(db, BackupDeed.Sent) is not { } last
            || (last.Error is null ? last.At < made : time.GetUtcNow() - last.At >= Again);
    }

    /// <summary>
    /// The night's moment is over and nothing was made since; what failed is tried again after an hour. A new installation waits for its
    /// first night.
    /// </summary>
    private async Task<bool> IsDue()
    {
        var (now, zone) = (time.GetUtcNow(), units.ZoneOf(null));
        var today = LocalTime.At(LocalTime.Day(now, zone), options.Value.At, zone);
        var since = now >= today ? today : LocalTime.At(LocalTime.Day(now, zone).AddDays(-1), options.Value.At, zone);
        await using var db = await databases.CreateDbContextAsync();
        if (await BackupRun.Last(db, BackupDeed.Made) is not { } last) return await Installed.Since(db, now) < since;
        return last.Error is null ? last.At < since : now - last.At >= Again;
    }

    /// <summary>
    /// Once a week, and after one that failed, once the newest is made and sent: the same one is not tried again, whatever came of it.
    /// </summary>
    private async Task<bool> IsTrialDue()
    {
        await using var db = await databases.CreateDbContextAsync();
        var deed = options.Value.S3.IsOn ? BackupDeed.Sent : BackupDeed.Made;
        if (await BackupRun.Last(db, deed) is not { Error: null } newest) return false;
        return await BackupRun.Last(db, BackupDeed.Tried) is not { } last
            || (newest.At > last.At && (last.Error is not null || time.GetUtcNow() - last.At >= Week));
    }

    private async Task<bool> Note(BackupDeed deed, Func<Task<(string File, long Bytes)>> act)
    {
        BackupRun run;
        try
        {
            var (file, bytes) = await act();
            run = new BackupRun { Deed = deed, At = time.GetUtcNow(), File = Path.GetFileName(file), Bytes = bytes };
            LogDone(deed, file, bytes);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException
            or System.Data.Common.DbException or System.Security.Cryptography.CryptographicException)
        {
            run = new BackupRun { Deed = deed, At = time.GetUtcNow(), Error = e.Message.Split('\n')[0] };
            LogFailed(deed, run.Error);
        }

        await writer.Enqueue(async write =>
        {
            write.Db.BackupRuns.Add(run);
            var before = time.GetUtcNow().AddDays(-400);
            await write.Db.BackupRuns.Where(r => r.At < before).ExecuteDeleteAsync();
        });
        return run.Error is null;
    }

    [LoggerMessage(LogLevel.Information, "Backup ({Deed}): {File}, {Bytes} bytes written.")]
    private partial void LogDone(BackupDeed deed, string file, long bytes);

    [LoggerMessage(LogLevel.Error, "Backup ({Deed}) failed: {Error}")]
    private partial void LogFailed(BackupDeed deed, string error);
}

/// <summary>Registers backups.</summary>
internal static class BackupsSetup
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration configuration) =>
        Core.Settings.OptionsSection.AddSection<BackupOptions>(services, configuration, "Backups").AddSingleton<MakeBackups>()
            .AddSingleton<BackupBucket>().AddSingleton<SendBackups>().AddSingleton<FetchBackup>();
}
