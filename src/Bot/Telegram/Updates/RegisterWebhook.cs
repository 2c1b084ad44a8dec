using Bot.Telegram.Client;
using Bot.Telegram.Sending;
using Core.Persistence;
using Microsoft.Extensions.Options;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;

namespace Bot.Telegram.Updates;

/// <summary>Has Telegram call us, once we listen, and looks from time to time how many updates wait there.</summary>
internal sealed partial class RegisterWebhook(
    SuaraBotClient client,
    TelegramBot bot,
    TelegramHealth health,
    IOptions<TelegramOptions> options,
    IHostApplicationLifetime life,
    TimeProvider time,
    ILogger<RegisterWebhook> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    private readonly Backoff _backoff = new(time);
    private bool _begun;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Listening(stoppingToken);
            health.Ask(time.GetUtcNow());
            while (true) await Step(stoppingToken);
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

    private async Task Step(CancellationToken stop)
    {
        try
        {
            if (!_begun) await Begin(stop);
            await Look(stop);
            _backoff.Reset();
            await Task.Delay(Every, time, stop);
        }
        catch (RequestException e)
        {
            health.Trouble = e.Message;
            if (SendErrorMapper.IsWrongToken(e)) health.Fault = TelegramHealth.WrongToken;
            LogTrouble(SendErrorMapper.CodeOf(e), e.Message);
            var asked = e is ApiRequestException { Parameters.RetryAfter: { } seconds } ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
            await _backoff.Wait(asked, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            health.Trouble = $"a fault of ours ({e.GetType().Name})";
            LogFault(ErrorCause.Of(e));
            await _backoff.Wait(null, stop);
        }
    }

    private async Task Begin(CancellationToken stop)
    {
        await bot.Learn(client, stop);
        var hook = options.Value.Webhook;
        var request = new SetWebhookRequest
        {
            Url = hook.Url,
            SecretToken = hook.SecretToken,
            MaxConnections = hook.Connections,
            AllowedUpdates = PollTelegram.Kinds,
        };
        await client.SendRequest(request, stop);
        _begun = true;
        LogBegun(bot.UserName ?? "?");
    }

    private async Task Look(CancellationToken stop)
    {
        var info = await client.SendRequest(new GetWebhookInfoRequest(), stop);
        health.Contact(time.GetUtcNow());
        health.Pending = info.PendingUpdateCount;
        health.Fault = Refusal(info);

        // Another process of the same bot, or somebody's hand, took our address away: it is set again in the next round.
        _begun = info.Url == options.Value.Webhook.Url;
    }

    // The platform tries again for a day. What it says counts while updates wait and the last failure is not long ago.
    private string? Refusal(WebhookInfo info)
    {
        if (info is not { LastErrorDate: { } at, LastErrorMessage: { Length: > 0 } words, PendingUpdateCount: > 0 }) return null;
        return time.GetUtcNow().UtcDateTime - at < Recent ? $"Telegram cannot call us: {words}" : null;
    }

    [LoggerMessage(LogLevel.Information, "Telegram: called by webhook as @{Bot}.")]
    private partial void LogBegun(string bot);

    [LoggerMessage(LogLevel.Warning, "Telegram: the webhook cannot be set or looked at ({Code}: {Description}); trying again.")]
    private partial void LogTrouble(int code, string description);

    [LoggerMessage(LogLevel.Error, "Telegram: a fault of ours while looking at the webhook ({Error}); trying again.")]
    private partial void LogFault(string error);
}
