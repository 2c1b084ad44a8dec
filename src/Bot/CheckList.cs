using Bot.Backups;
using Bot.Database;
using Bot.Telegram;
using Core.Alarms;
using Core.Calendar;
using Core.Complaints.National;
using Core.Outbox;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>
/// Everything that is looked at each minute so that people hear of it, in the order in which it is told. What a check says is the wording
/// <c>alarm.NAME</c>.
/// </summary>
internal static class CheckList
{
    /// <summary>Every check.</summary>
    internal static readonly IReadOnlyList<Check> All =
    [
        new("database", Database) { Down = true },
        new("disk-full", (s, _) => Disk(s, full: true)) { Down = true, OfMachine = true },
        new("token", (s, _) => Token(s)) { Down = true, IsUsed = OnTelegram },
        new("webhook", (s, _) => Webhook(s)) { Down = true, IsUsed = s => OnTelegram(s) && Of<TelegramOptions>(s).UsesWebhook },
        new("telegram", (s, _) => Silence(s)) { Down = true, IsUsed = OnTelegram },
        new("queue", Queue) { Down = true },
        new("schema", Schema) { Down = true },
        new("files", Files) { OfMachine = true },
        new("worker", Workers),
        new("job", (s, _) => JobsOf(s)),
        new("parked", Parked),
        new("backup", Backup),
        new("bucket", Bucket) { IsUsed = SendsElsewhere },
        new("trial", Trial) { IsUsed = Tries },
        new("disk-low", (s, _) => Disk(s, full: false)) { OfMachine = true },
        new("lapor", Lapor) { IsUsed = s => Of<NationalOptions>(s).On },
        new("certificate", (s, _) => Certificate(s)) { IsUsed = s => s.GetRequiredService<LookAtCertificate>().IsUsed },
        new("clock", Clock) { OfMachine = true },
        new("calendar", (s, _) => Calendar(s)),
        new("chat", LinkedChats),
    ];

    /// <summary>All of them, and which look at something here.</summary>
    internal static Checks For(IServiceProvider services) =>
        new(All, Startup.Version) { Unused = All.Where(c => !c.IsUsed(services)).Select(c => c.Name).ToHashSet() };

    private const int Megabyte = 1024 * 1024;
    private const int DecreeMonth = 11;
    private const int FailuresInARow = 3;
    private static readonly TimeSpan UntriedFor = TimeSpan.FromDays(15);
    private static readonly TimeSpan FailsFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TelegramSilent = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BulkMayWait = TimeSpan.FromHours(3);

    private static async Task<IReadOnlyList<Trouble>> Database(IServiceProvider services, CancellationToken stop) =>
        await services.GetRequiredService<ProbeWriting>().Look() is { } why ? Trouble.Of(why) : Trouble.None;

    private static Task<IReadOnlyList<Trouble>> Disk(IServiceProvider services, bool full)
    {
        var (options, found) = (Of<AlarmOptions>(services), new List<Trouble>());
        foreach (var drive in LookAtDisk.Drives(services))
            if (drive.Free / Megabyte < (full ? options.DiskFullMegabytes : options.DiskLowMegabytes))
                found.Add(new Trouble(drive.Root, $"{drive.Free / Megabyte}|{drive.Folder}"));
        return Task.FromResult<IReadOnlyList<Trouble>>(found);
    }

    /// <summary>The worker that asks Telegram answers for it; before the first answer it is as it was before the start.</summary>
    private static Task<IReadOnlyList<Trouble>> Token(IServiceProvider services)
    {
        var health = services.GetRequiredService<TelegramHealth>();
        return Task.FromResult(health.TokenRefused ? Trouble.Of() : WellOrUnknown(health));
    }

    /// <summary>Whom the token does not let in is not told how the webhook is.</summary>
    private static Task<IReadOnlyList<Trouble>> Webhook(IServiceProvider services)
    {
        var health = services.GetRequiredService<TelegramHealth>();
        if (health.TokenRefused) return Task.FromResult<IReadOnlyList<Trouble>>([Trouble.Unknown()]);
        return Task.FromResult(health.Fault is { } words
            ? Trouble.Of(words[(words.IndexOf(": ", StringComparison.Ordinal) is var at and > 0 ? at + 2 : 0)..]) : WellOrUnknown(health));
    }

    /// <summary>Where nothing was heard yet the silence is as old as the asking: an outage may be older than this process.</summary>
    private static Task<IReadOnlyList<Trouble>> Silence(IServiceProvider services)
    {
        var (health, now) = (services.GetRequiredService<TelegramHealth>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (!OnTelegram(services) || health.TokenRefused) return Task.FromResult(Trouble.None);
        var silent = health.Trouble is not null && (health.LastContact ?? health.AskedSince) is { } since ? now - since : TimeSpan.Zero;
        return Task.FromResult(silent > TelegramSilent ? Trouble.Of((int)silent.TotalMinutes) : WellOrUnknown(health));
    }

    private static IReadOnlyList<Trouble> WellOrUnknown(TelegramHealth health) =>
        health.LastContact is null ? [Trouble.Unknown()] : Trouble.None;

    private static async Task<IReadOnlyList<Trouble>> Queue(IServiceProvider services, CancellationToken stop)
    {
        await using var db = await Open(services);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (old, bulk) = (now.AddMinutes(-Of<AlarmOptions>(services).QueueMinutes), now - BulkMayWait);
        var oldest = await db.Outbox.Where(m => m.State == OutboxState.Waiting && !m.WaitsForTalk && m.DueAt < (m.Bulk ? bulk : old))
            .MinAsync(m => (DateTimeOffset?)m.DueAt, stop);
        return oldest is { } since ? Trouble.Of((int)(now - since).TotalMinutes) : Trouble.None;
    }

    private static async Task<IReadOnlyList<Trouble>> Schema(IServiceProvider services, CancellationToken stop)
    {
        await using var db = await Open(services);
        return await DatabaseSetup.FromTheFuture(db) is { Count: > 0 } unknown ? Trouble.Of(unknown[^1]) : Trouble.None;
    }

    private static async Task<IReadOnlyList<Trouble>> Files(IServiceProvider services, CancellationToken stop)
    {
        await using var db = await Open(services);
        return await services.GetRequiredService<CityFolders>().Look(db) is { Count: > 0 } blind ? Trouble.Of(string.Join(' ', blind))
            : Trouble.None;
    }

    private static Task<IReadOnlyList<Trouble>> Workers(IServiceProvider services, CancellationToken stop) =>
        services.GetRequiredService<NoteWorker>().Gone(stop);

    /// <summary>One that has not run since the start is as it was before.</summary>
    private static Task<IReadOnlyList<Trouble>> JobsOf(IServiceProvider services)
    {
        var (runs, now) = (services.GetRequiredService<JobRuns>().Last, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var found = new List<Trouble>();
        foreach (var job in Jobs.All)
        {
            if (!runs.TryGetValue(job.Name, out var run)) found.Add(Trouble.Unknown(job.Name));
            else if (run.Error is not null && (run.InARow >= FailuresInARow || now - run.At >= FailsFor))
                found.Add(new Trouble(job.Name, $"{job.Name}|{run.InARow}|{run.Error}"));
        }

        return Task.FromResult<IReadOnlyList<Trouble>>(found);
    }

    private static async Task<IReadOnlyList<Trouble>> Parked(IServiceProvider services, CancellationToken stop)
    {
        await using var db = await Open(services);
        return await ParkedMessages.Count(db) is var count and > 0 ? Trouble.Of(count) : Trouble.None;
    }

    /// <summary>
    /// Old is old whoever should have made it; a fresh installation has as long as any other. Where none shall be made at night and none
    /// ever was, somebody backs up with tools of their own, of which nothing is known here.
    /// </summary>
    private static async Task<IReadOnlyList<Trouble>> Backup(IServiceProvider services, CancellationToken stop)
    {
        await using var db = await Open(services);
        var last = await BackupRun.Last(db, BackupDeed.Made);
        var (now, made) = (services.GetRequiredService<TimeProvider>().GetUtcNow(), await BackupRun.LastGood(db, BackupDeed.Made));
        var nightly = services.GetService<IOptions<BackupOptions>>()?.Value.Nightly != false;
        if (!nightly && made is null) return Trouble.None;
        var (age, hours) = (now - (made ?? await Installed.Since(db, now)), Of<AlarmOptions>(services).BackupHours);
        return (nightly && last?.Error is not null) || (hours > 0 && age > TimeSpan.FromHours(hours))
            ? Trouble.Of((int)age.TotalHours, last?.Error ?? "-") : Trouble.None;
    }

    /// <summary>Where storage elsewhere is set, what was sent there is as old as it is.</summary>
    private static async Task<IReadOnlyList<Trouble>> Bucket(IServiceProvider services, CancellationToken stop)
    {
        if (!SendsElsewhere(services)) return Trouble.None;
        await using var db = await Open(services);
        var last = await BackupRun.Last(db, BackupDeed.Sent);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var age = now - (await BackupRun.LastGood(db, BackupDeed.Sent) ?? await Installed.Since(db, now));
        var hours = Of<AlarmOptions>(services).BackupHours;
        return last?.Error is not null || (last is not null && hours > 0 && age > TimeSpan.FromHours(hours))
            ? Trouble.Of((int)age.TotalHours, last.Error ?? "-") : Trouble.None;
    }

    private static bool Tries(IServiceProvider services) =>
        services.GetService<IOptions<BackupOptions>>()?.Value is null or { Nightly: true, TryWeekly: true };

    /// <summary>What could not be restored, and one that was not tried for two weeks although some were made.</summary>
    private static async Task<IReadOnlyList<Trouble>> Trial(IServiceProvider services, CancellationToken stop)
    {
        if (!Tries(services)) return Trouble.None;
        await using var db = await Open(services);
        if (await BackupRun.Last(db, BackupDeed.Tried) is { Error: { } error }) return Trouble.Of(error);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var first = await db.BackupRuns.Where(r => r.Deed == BackupDeed.Made && r.Error == null).MinAsync(r => (DateTimeOffset?)r.At, stop);
        var tried = await BackupRun.LastGood(db, BackupDeed.Tried) ?? first;
        return tried is { } since && now - since > UntriedFor ? Trouble.Of($"{since:yyyy-MM-dd}") : Trouble.None;
    }

    /// <summary>Calls that fail for long; what a person must look at is told to whoever wanted it.</summary>
    private static async Task<IReadOnlyList<Trouble>> Lapor(IServiceProvider services, CancellationToken stop)
    {
        var options = Of<NationalOptions>(services);
        if (!options.On) return Trouble.None;
        await using var db = await Open(services);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var before = now.AddHours(-options.AlarmHours);
        var failing = await db.NationalCopies.AsNoTracking().Where(c => c.FailingSince != null).OrderBy(c => c.FailingSince)
            .Select(c => new { Since = c.FailingSince!.Value, c.Trouble }).ToListAsync(stop);
        return failing.Count > 0 && failing[0].Since <= before
            ? Trouble.Of((int)(now - failing[0].Since).TotalHours, failing.Count, failing[0].Trouble) : Trouble.None;
    }

    /// <summary>One that cannot be looked at is as it was before.</summary>
    private static async Task<IReadOnlyList<Trouble>> Certificate(IServiceProvider services)
    {
        var look = services.GetRequiredService<LookAtCertificate>();
        var near = await look.NearTheirEnd();
        return [.. near.Select(c => new Trouble(c.Host, $"{c.Host}|{c.Ends:yyyy-MM-dd}")),
            .. look.Unseen.Except(near.Select(c => c.Host)).Select(Trouble.Unknown)];
    }

    /// <summary>Until Telegram has answered, its clock is not known.</summary>
    private static async Task<IReadOnlyList<Trouble>> Clock(IServiceProvider services, CancellationToken stop)
    {
        var look = services.GetRequiredService<LookAtClock>();
        return await look.Trouble(stop) is { } words ? Trouble.Of(words) : look.HasCompared ? Trouble.None : [Trouble.Unknown()];
    }

    /// <summary>The joint decree for a year comes in the autumn before; without it from November on something was missed.</summary>
    private static Task<IReadOnlyList<Trouble>> Calendar(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var today = LocalTime.Day(now, services.GetRequiredService<UnitCatalog>().ZoneOf(null));
        int[] needed = today.Month >= DecreeMonth ? [today.Year, today.Year + 1] : [today.Year];
        var holidays = services.GetRequiredService<Holidays>();
        return Task.FromResult<IReadOnlyList<Trouble>>(
            [.. needed.Where(year => !holidays.IsDecreed(year)).Select(year => new Trouble($"{year}", $"{year}"))]);
    }

    private static async Task<IReadOnlyList<Trouble>> LinkedChats(IServiceProvider services, CancellationToken stop)
    {
        await using var db = await Open(services);
        return [.. (await db.ChannelLinks.AsNoTracking().Where(l => l.LostSince != null).ToListAsync(stop))
            .Select(l => new Trouble($"{l.Id}", l.Title ?? l.Address))];
    }

    private static bool OnTelegram(IServiceProvider services) => Of<TelegramOptions>(services).IsOn;

    private static bool SendsElsewhere(IServiceProvider services) =>
        services.GetService<IOptions<BackupOptions>>()?.Value is { Nightly: true, S3.IsOn: true };

    private static Task<AppDb> Open(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();

    private static T Of<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;
}
