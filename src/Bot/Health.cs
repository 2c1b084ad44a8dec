using Bot.Telegram;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>What a watchdog asks: does the process live, and can it serve.</summary>
public static class Health
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(3);

    /// <summary>Opens <c>/healthz/live</c> and <c>/healthz/ready</c>.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz/live", () => Results.Json(new { status = "alive" }));
        app.MapGet("/healthz/ready", Ready);
    }

    private static async Task<IResult> Ready(IDbContextFactory<AppDb> databases, TelegramHealth telegram, IOptions<TelegramOptions> options, OutboxSender outbox, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var (oldest, parked, trouble) = await LookAtDatabase(databases);
        var silent = options.Value.IsOn && (telegram.LastContact is not { } contact || now - contact > Silence);
        var report = new
        {
            status = trouble is null && !silent && telegram.Fault is null ? "ready" : "not ready",
            database = trouble ?? "ok",
            telegram = !options.Value.IsOn ? "off" : telegram.Fault ?? (silent ? telegram.Trouble ?? "no contact yet" : "ok"),
            telegramPending = telegram.Pending,
            telegramPassedOver = telegram.PassedOver,
            outboxInHand = outbox.InHand,
            outboxOldestSeconds = oldest is { } due ? Math.Max(0, (long)(now - due).TotalSeconds) : 0,
            parked,
        };
        return Results.Json(report, statusCode: report.status == "ready" ? 200 : 503);
    }

    private static async Task<(DateTimeOffset? Oldest, int Parked, string? Trouble)> LookAtDatabase(IDbContextFactory<AppDb> databases)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            var waiting = db.Outbox.Where(m => m.State == OutboxState.Waiting).OrderBy(m => m.DueAt);
            var oldest = await waiting.Select(m => (DateTimeOffset?)m.DueAt).FirstOrDefaultAsync();
            var parked = await db.Inbox.CountAsync(m => m.Body != null) + await db.Outbox.CountAsync(m => m.State == OutboxState.Parked);
            return (oldest, parked, null);
        }
        catch (Exception e)
        {
            return (null, 0, $"cannot be read ({e.GetType().Name})");
        }
    }
}
