using System.Data.Common;
using Bot.Backups;
using Bot.Database;
using Bot.Database.Moving;
using Bot.Database.Saved;
using Core.Alarms;
using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Membership.Privacy;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine;

/// <summary>Looks at the database: there, up to date, whole, writable, and nothing parked in it.</summary>
internal static class CheckDatabase
{
    public const string None = "not there yet; the first start makes it.";

    private const string Subject = "database";
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<Finding>> Look(IServiceProvider services, string? file)
    {
        if (file is not null && !File.Exists(file) && CannotMake(file) is { } denied)
            return [Finding.Wrong(Subject,
                $"{file} is not there yet and cannot be made ({denied}). Start it in a folder of its own that its user may write, or set Database:ConnectionString.")];
        if (file is not null && !File.Exists(file))
            return [Finding.Note(Subject,
                $"{file} is {None} Has it run before? Then this is another folder, or not its settings (docs/settings.md, \"Commands beside the service\").")];
        if (file is not null && await SqliteFile.Damage(file) is { } damage)
            return [Finding.Wrong(Subject, $"{file} is damaged ({damage}). Stop the service and restore a backup.")];
        if (file is not null && await SqliteFile.CannotWrite(file) is { } refusal)
            return [Finding.Wrong(Subject,
                $"{file} cannot be written ({refusal}). Give the service's user the right to write the file and its folder.")];
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            if ((await db.Database.GetPendingMigrationsAsync()).ToList() is { Count: > 0 } pending)
                return [Finding.Wrong(Subject,
                    $"{pending.Count} steps of the schema are missing. Make a backup, then start the service: it takes them.")];
            if (await DatabaseSetup.FromTheFuture(db) is { Count: > 0 } unknown)
                return [Finding.Wrong(Subject,
                    $"it was brought up to date by a newer release ({unknown[^1]}). Start that release, or restore the backup made before the update.")];
            if (await db.Installation.AnyAsync(f => f.Name == MoveProgress.Fact))
                return [Finding.Wrong(Subject, "only half of a city is here: a move into it broke. Run the same move again to the end.")];
            if (File.Exists(services.GetRequiredService<IOptions<Core.Units.InstansiOptions>>().Value.KeyFile)
                && !await KeyFingerprint.IsSame(db, services.GetRequiredService<SecretKey>()))
                return [Finding.Wrong("key",
                    "is another one than the database was begun with. Copy instansi.key from the worker that ran first, or restore it from your backup. If it is lost for good: new-key.")];
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            return [.. await Restored(db), .. await LookInside(db, now), .. await Backups(services, db, now),
                await Sums(db, services.GetRequiredService<Instruments>()),
                .. await CheckUnits.Look(db, services.GetRequiredService<IOptions<ComplaintsOptions>>().Value),
                .. await Files(services, db)];
        }
        catch (DbException e)
        {
            return [Finding.Wrong(Subject, $"cannot be reached: {e.Message} Check Database:Provider and Database:ConnectionString.")];
        }
    }

    /// <summary>Why the file could not be made where it shall be; null when it could.</summary>
    private static string? CannotMake(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        while (!Path.Exists(folder)) folder = Path.GetDirectoryName(folder)!;
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".suara-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write,
                FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>A restore that broke off left messages waiting that may have been sent long ago.</summary>
    private static async Task<IReadOnlyList<Finding>> Restored(AppDb db) =>
        await db.Installation.AnyAsync(f => f.Name == SavedDatabase.Unheld)
            ? [Finding.Note(Subject, "a restore ended before its old messages were held back; the next start does that, and sends none of them.")] : [];

    /// <summary>What only the instansi's key opens, where it is not there.</summary>
    public static async Task<Finding?> LostKey(IServiceProvider services, string file)
    {
        if (File.Exists(file)) return null;
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var lost = await StartNewKey.Count(db, services.GetRequiredService<TimeProvider>().GetUtcNow());
        return Finding.Wrong("key",
            $"{file} is missing. Restore it from your backup, or copy it from another worker. Without it are lost: {lost.Words}. If it is nowhere, new-key goes on without it.");
    }

    /// <summary>The city's files: whether this process sees their folders, and whether all are there.</summary>
    private static async Task<IReadOnlyList<Finding>> Files(IServiceProvider services, AppDb db)
    {
        if (await services.GetRequiredService<CityFolders>().Look(db) is { Count: > 0 } blind)
            return [.. blind.Select(words => Finding.Wrong("files", $"{words} Mount the folder that all workers share there."))];
        var (kept, missing) = await services.GetRequiredService<CountFiles>().Count(db);
        return [missing == 0 ? Finding.Good("files", $"{kept} of complaints and announcements, all of them there.")
            : Finding.Wrong("files",
                $"of {kept} files of complaints and announcements {missing} are not there (Complaints:AttachmentFolder). Bring the folder back from your backup.")];
    }

    /// <summary>Every score is read from sums, so a sum that is wrong is a wrong score on every page.</summary>
    private static async Task<Finding> Sums(AppDb db, Instruments instruments)
    {
        await db.Database.OpenConnectionAsync();
        var wrong = await CompareSums.Find(db, instruments);
        return wrong.Count == 0 ? Finding.Good("sums", "are what the published ratings add up to.")
            : Finding.Wrong("sums", $"of {wrong.Count} months of units are not what their published ratings add up to (the first: "
                + $"{(await db.Units.FindAsync(wrong[0].UnitId))?.Code}, {wrong[0].Month / 100}-{wrong[0].Month % 100:00}). Run recompute-sums.");
    }

    /// <summary>A backup that is old, failed or did not get elsewhere is none to rely on; the alarms go by the same hours.</summary>
    private static async Task<IReadOnlyList<Finding>> Backups(IServiceProvider services, AppDb db, DateTimeOffset now)
    {
        var hours = services.GetRequiredService<IOptions<AlarmOptions>>().Value.BackupHours;
        var findings = new List<Finding>();
        var (last, made) = (await BackupRun.Last(db, BackupDeed.Made), await BackupRun.LastGood(db, BackupDeed.Made));
        var newest = made is null ? "there is none" : $"the last one was made at {made:yyyy-MM-dd HH:mm} UTC";
        if (last?.Error is { } error)
            findings.Add(Finding.Wrong("backup", $"failed at {last.At:yyyy-MM-dd HH:mm} UTC: {error}; {newest}. Mend it, then: backup"));
        else if (made is null)
            findings.Add(Finding.Note("backup", "none was made yet; the first comes at night (Backups:At), or now by: backup"));
        else if (hours > 0 && now - made > TimeSpan.FromHours(hours))
            findings.Add(Finding.Wrong("backup", $"{newest}, more than {hours} hours ago (Alarms:BackupHours). Make one now: backup"));
        else
            findings.Add(Finding.Good("backup", $"{newest}{await Tried(db)}."));
        if (services.GetService<IOptions<BackupOptions>>()?.Value.S3.IsOn == true
            && await BackupRun.Last(db, BackupDeed.Sent) is { Error: { } unsent })
            findings.Add(Finding.Wrong("backup", $"the last one did not get to the storage elsewhere (Backups:S3): {unsent}"));
        return findings;
    }

    private static async Task<string> Tried(AppDb db) => await BackupRun.LastGood(db, BackupDeed.Tried) is { } at
        ? $", and one was tried at {at:yyyy-MM-dd HH:mm} UTC" : "";

    private static async Task<IReadOnlyList<Finding>> LookInside(AppDb db, DateTimeOffset now)
    {
        var findings = new List<Finding>
        {
            Finding.Good(Subject,
                $"whole, up to date and writable; {await db.Units.CountAsync(u => u.Active)} units, {await db.Ratings.CountAsync()} ratings."),
        };
        var newest = await db.Inbox.MaxAsync(m => (DateTimeOffset?)m.ReceivedAt);
        if (newest > now + Ahead)
            findings.Add(Finding.Wrong("clock",
                $"the database holds messages of {newest:yyyy-MM-dd HH:mm} UTC, which is in the future. Set the machine's clock (timedatectl set-ntp true)."));
        var parked = await db.Inbox.CountAsync(m => m.Body != null) + await db.Outbox.CountAsync(m => m.State == OutboxState.Parked);
        if (parked > 0)
            findings.Add(Finding.Note("parked",
                $"{parked} messages could not be handled or sent and are kept with the reason. See: parked"));
        if (await BackupRun.Last(db, BackupDeed.Tried) is { Error: { } error })
            findings.Add(Finding.Wrong("backup", $"the newest could not be restored when it was tried: {error}"));
        if (await db.UnreadShapes.CountAsync() is var shapes and > 0)
            findings.Add(Finding.Note("unread",
                $"{await db.UnreadShapes.SumAsync(s => s.Times)} updates of {shapes} shapes could not be read and were passed over, the last on {await db.UnreadShapes.MaxAsync(s => s.LastAt):yyyy-MM-dd}. The table unread_shapes says what they looked like, without a word of theirs."));
        return findings;
    }
}
