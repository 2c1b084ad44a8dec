using Bot.Telegram.BotApi;
using Microsoft.Extensions.Options;

namespace Bot.Telegram;

/// <summary>Has Telegram call us, once we listen, and looks from time to time how many updates wait there.</summary>
internal sealed partial class RegisterWebhook(
    TelegramBotClient client,
    TelegramBot bot,
    TelegramHealth health,
    IOptions<TelegramOptions> options,
    IHostApplicationLifetime life,
    TimeProvider time,
    ILogger<RegisterWebhook> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(time);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Listening(stoppingToken);
            while (await bot.Learn(client, stoppingToken) is { } error) await Endure(error, stoppingToken);
            while ((await client.SetWebhook(Request(options.Value.Webhook), stoppingToken)).Error is { } error) await Endure(error, stoppingToken);
            LogBegun(bot.UserName ?? "?");
            for (; ; await Task.Delay(Every, time, stoppingToken)) await Look(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The webhook stays: Telegram keeps what comes meanwhile.
        }
    }

    private async Task Listening(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var signal = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    private static SetWebhookRequest Request(TelegramOptions.WebhookOptions hook) => new(hook.Url, hook.SecretToken, hook.Connections, PollTelegram.Kinds);

    private async Task Look(CancellationToken stop)
    {
        var answer = await client.GetWebhookInfo(stop);
        if (answer.Ok)
        {
            health.Contact(time.GetUtcNow());
            health.Pending = answer.Result.PendingUpdateCount;
        }
        else
        {
            health.Trouble = answer.Error!.Description;
        }
    }

    private async Task Endure(ApiError error, CancellationToken stop)
    {
        health.Trouble = error.Description;
        LogTrouble(error.Code, error.Description);
        await _backoff.Wait(error.RetryAfter, stop);
    }

    [LoggerMessage(LogLevel.Information, "Telegram: called by webhook as @{Bot}.")]
    private partial void LogBegun(string bot);

    [LoggerMessage(LogLevel.Warning, "Telegram: the webhook is not set ({Code}: {Description}); trying again.")]
    private partial void LogTrouble(int code, string description);
}
