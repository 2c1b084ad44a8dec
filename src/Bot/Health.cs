using Bot.Telegram;
using Bot.Web;
using Core.Alarms;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>
/// What a watchdog asks: does the process live, and can it serve. It can while people's answers can be stored and one door is
/// open; each door says for itself how it is, and <c>?door=telegram</c> asks about one alone. What works and soon will not, such as a
/// certificate near its end, makes it <c>degraded</c>, with 200.
/// </summary>
internal sealed class HealthPage(IDbContextFactory<AppDb> databases, ProbeWriting probe, TelegramHealth telegram,
    IOptions<TelegramOptions> telegramOptions,
    IOptions<WebOptions> web, OutboxSender outbox, IWorkers workers, CityFolders folders, LookAtCertificate certificate, TimeProvider time)
{
    private const string Ok = "ok";
    private const string Off = "off";
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>The state of everything, with 503 when the service, or the door that was asked for, cannot serve.</summary>
    public async Task<IResult> Ready(string? door)
    {
        var now = time.GetUtcNow();
        var trouble = await probe.Look();
        var (oldest, parked, backup, unread) = await LookAtDatabase();
        var doors = new Dictionary<string, string> { ["telegram"] = Telegram(now), ["web"] = web.Value.Chat ? Ok : Off };
        var open = door is null ? doors.Values.Contains(Ok) || !doors.Values.Any(d => d != Off) : doors.GetValueOrDefault(door) == Ok;
        var ready = trouble is null && unread is null && open;
        var near = await certificate.Trouble();
        var report = new
        {
            status = !ready ? "not ready" : near is null ? "ready" : "degraded",
            database = trouble ?? unread ?? Ok,
            files = await Files(),
            doors,
            certificate = near ?? Ok,
            telegramPending = telegram.Pending,
            telegramPassedOver = telegram.PassedOver,
            outboxInHand = outbox.InHand,
            outboxOldestSeconds = oldest is { } due ? Math.Max(0, (long)(now - due).TotalSeconds) : 0,
            parked,
            backupAgeHours = backup is { } made ? (int?)(now - made).TotalHours : null,
        };
        return Results.Json(report, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The first question for updates may wait as long as silence is allowed; only then its answer is missed.</summary>
    private string Telegram(DateTimeOffset now)
    {
        if (!telegramOptions.Value.IsOn) return Off;
        // The worker that leads asks, and answers for it.
        if (!telegramOptions.Value.UsesWebhook && !workers.Leads) return workers.Place is null ? "no place among the workers" : Ok;
        return telegram.Fault ?? (now - (telegram.LastContact ?? _started) > Silence ? telegram.Trouble ?? "no contact" : Ok);
    }

    /// <summary>
    /// Said, but no reason to be taken out of service: where the shared folder is away for all workers, nobody could rate either.
    /// </summary>
    private async Task<string> Files()
    {
        try
        {
            return await Task.Run(async () =>
            {
                await using var db = await databases.CreateDbContextAsync();
                return await folders.Look(db) is { Count: > 0 } blind ? string.Join(' ', blind) : Ok;
            }).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return "no answer: the shared folder stands still";
        }
        catch (Exception e)
        {
            return $"not known ({e.GetType().Name})";
        }
    }

    private async Task<(DateTimeOffset? Oldest, int Parked, DateTimeOffset? Backup, string? Trouble)> LookAtDatabase()
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            var waiting = db.Outbox.Where(m => m.State == OutboxState.Waiting && !m.Bulk && !m.WaitsForTalk).OrderBy(m => m.DueAt);
            var oldest = await waiting.Select(m => (DateTimeOffset?)m.DueAt).FirstOrDefaultAsync();
            var parked = await db.Inbox.CountAsync(m => m.Body != null) + await db.Outbox.CountAsync(m => m.State == OutboxState.Parked);
            return (oldest, parked, await BackupRun.LastGood(db, BackupDeed.Made), null);
        }
        catch (Exception e)
        {
            return (null, 0, null, $"cannot be read ({e.GetType().Name})");
        }
    }
}

/// <summary>Opens the addresses that a watchdog asks.</summary>
internal static class Health
{
    /// <summary>Registers what they need.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddSingleton<ProbeWriting>().AddSingleton<LookAtCertificate>().AddSingleton<HealthPage>();

    /// <summary>Registers what is looked at so that people hear of it.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.TryAddSingleton(BuildDate.OfThis);
        return services
        .AddSingleton(CheckList.For).AddSingleton<JobRuns>().AddSingleton<LookAtClock>()
        .AddSingleton<IValidateOptions<AlarmOptions>, CheckAlarmReceivers>()
        .AddSingleton<NoteWorker>().AddHostedService(p => p.GetRequiredService<NoteWorker>());
    }

    /// <summary>Opens <c>/healthz/live</c>, <c>/healthz/started</c> and <c>/healthz/ready</c>.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz/started", (IHostApplicationLifetime life) => life.ApplicationStarted.IsCancellationRequested
            ? Results.Json(new { status = "started", version = Startup.Version })
            : Results.Json(new { status = "starting" }, statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapGet("/healthz/live", () => Results.Json(new { status = "alive" }));
        app.MapGet("/healthz/ready", (HealthPage page, string? door) => page.Ready(door));
    }
}
