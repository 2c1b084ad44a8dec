using System.Text.Json;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.EndToEnd;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.Faults;

/// <summary>
/// The real program against a Bot API server, its clock twenty times as fast, with two administrators: one on Telegram, one in the browser.
/// A test makes it ill for real and reads what they are told, and when by the service's clock.
/// </summary>
internal sealed class WatchedProcess : IAsyncDisposable
{
    private const int Speed = 20;
    private const long OnTelegram = 7001;
    private const string InBrowser = "administrator-in-a-browser";
    private static readonly DateTimeOffset Morning = new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero); // nine in Jakarta, a Tuesday

    private readonly ITestOutputHelper _output;
    private readonly Dictionary<string, string> _clock = MovedClock.Environment(Morning, Speed);
    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow();

    private WatchedProcess(BotApiServer server, ITestOutputHelper output) => (Server, _output) = (server, output);

    public BotApiServer Server { get; }

    public Town Town { get; } = new();

    public List<BotProcess> Workers { get; } = [];

    public string Backups => Path.Combine(Town.Folder, "backups");

    public string Attachments => Path.Combine(Town.Folder, "attachments");

    public static async Task<WatchedProcess> Open(ITestOutputHelper output, params (string Key, string Value)[] settings)
    {
        var watched = new WatchedProcess(await BotApiServer.Start(), output);
        watched.Town.Time.AdjustTime(Morning);
        await watched.Town.Appoint($"{OnTelegram}", Role.InstansiAdministrator, null, "telegram");
        await watched.Town.Appoint(InBrowser, Role.InstansiAdministrator, null, "web");
        watched.Server.Chat(OnTelegram);
        var worker = watched.Worker("satu", settings);
        worker.Start();
        await worker.Up;
        await watched.Server.Until(() => watched.Server.Calls("getMe") > 0, "it talks to the platform");
        return watched;
    }

    /// <summary>One more worker of the same city.</summary>
    public BotProcess Worker(string name, params (string Key, string Value)[] settings)
    {
        var worker = new BotProcess();
        worker.UseTelegram(Server);
        worker.Share(Town.Folder);
        foreach (var (key, value) in _clock) worker.Settings[key] = value;
        foreach (var (key, value) in new[]
        {
            ("Database__Provider", Town.Database.Provider), ("Database__ConnectionString", Town.Database.ConnectionString),
            ("Backups__Folder", Backups), ("Telegram__PollSeconds", "1"), ("Outbox__Instance", name),
            ("Alarms__DiskLowMegabytes", "1"), ("Alarms__DiskFullMegabytes", "1"),
        }.Concat(settings)) worker.Settings[key] = value;
        Workers.Add(worker);
        return worker;
    }

    /// <summary>Causes something, and notes how many of the service's minutes go by until it is told, and until it is taken back.</summary>
    public async Task Suffer(Fault fault)
    {
        await fault.Cause();
        var caused = Now();
        var told = await Minutes(fault, fault.Told, caused);
        await fault.Mend();
        var mended = Now();
        var back = await Minutes(fault, fault.Well, mended);
        // What keeps people from being served is told past the outbox where a write takes twenty seconds, which are one second here; a
        // write that is under way then tells it too.
        var once = Bot.CheckList.All.Single(c => c.Name == fault.Name).Down ? 2 : 1;
        (await Texts(fault.Where)).Count(t => t.Contains(fault.Told, StringComparison.Ordinal)).ShouldBeInRange(1, once, fault.Name);
        _output.WriteLine($"{fault.Name}: told after {told:0.0} min, taken back after {back:0.0} min");
        var (atMost, backAtMost) = FaultTable.Of(fault.Name);
        told.ShouldBeLessThanOrEqualTo(atMost, $"{fault.Name} is told in time");
        back.ShouldBeLessThanOrEqualTo(backAtMost, $"{fault.Name} is taken back in time");
    }

    /// <summary>Does what the command line does beside the service, by its settings.</summary>
    public async Task Command(params string[] args)
    {
        var (code, said) = await Workers[0].Command(args);
        _output.WriteLine($"{string.Join(' ', args)} ({code}): {said}");
    }

    /// <summary>The environment of a process whose clock is so wrong.</summary>
    public static Dictionary<string, string> Clock(DateTimeOffset shows) => MovedClock.Environment(shows, Speed);

    /// <summary>Waits until a backup was tried in vain.</summary>
    public Task BackupFailed() => Server.UntilSo(async () =>
    {
        await using var db = Town.Database.Open();
        return await db.BackupRuns.AnyAsync(r => r.Error != null);
    }, "a backup failed", TimeSpan.FromSeconds(120));

    /// <summary>Waits until a worker has noted that it lives.</summary>
    public Task Noted(string worker) => Server.UntilSo(async () =>
    {
        await using var db = Town.Database.Open();
        return await db.LookMarks.AnyAsync(m => m.Name == $"worker:{worker}");
    }, $"{worker} has noted that it lives", TimeSpan.FromSeconds(60));

    public async Task Sql(string sql)
    {
        await using var db = Town.Database.Open();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in Workers) await worker.DisposeAsync();
        await Server.DisposeAsync();
        await Town.DisposeAsync();
    }

    /// <summary>What the service's clock shows.</summary>
    public DateTimeOffset Now() => Morning + ((TimeProvider.System.GetUtcNow() - _began) * Speed);

    private async Task<double> Minutes(Fault fault, string words, DateTimeOffset since)
    {
        await Server.UntilSo(async () => (await Texts(fault.Where)).Any(t => t.Contains(words, StringComparison.Ordinal)),
            $"{fault.Name}: {words}", TimeSpan.FromSeconds(150));
        return (Now() - since).TotalMinutes;
    }

    private async Task<List<string>> Texts(Door where)
    {
        if (where == Door.Telegram) return [.. Server.Chat(OnTelegram).Messages.Select(m => m.Text)];
        await using var db = Town.Database.Open();
        return [.. (await db.WebMessages.Where(m => m.Address == InBrowser).Select(m => m.Body).ToListAsync())
            .Select(body => JsonDocument.Parse(body).RootElement.GetProperty("text").GetString()!)];
    }
}

/// <summary>Where an administrator reads it.</summary>
internal enum Door
{
    Telegram,
    Browser,
}

/// <summary>Something that goes wrong, by the name of the check that finds it, what is said of it, and how it is mended.</summary>
internal sealed record Fault(string Name, Door Where, Func<Task> Cause, string Told, Func<Task> Mend, string Well);
