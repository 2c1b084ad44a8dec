using Bot.Telegram.BotApi;
using Core.Messaging;
using Microsoft.Extensions.Options;

namespace Bot.Telegram;

/// <summary>
/// Asks Telegram for updates. The platform forgets an update once a later question carries a higher offset, so the offset
/// moves only after everything below it is stored: a crash at any moment repeats updates, and loses none.
/// </summary>
internal sealed partial class PollTelegram(
    TelegramBotClient client,
    TelegramBot bot,
    AcknowledgePresses presses,
    ReceiveInbound receive,
    TelegramHealth health,
    IOptions<TelegramOptions> options,
    TimeProvider time,
    ILogger<PollTelegram> log) : BackgroundService
{
    /// <summary>The kinds of updates that the service reads; Telegram need not send others.</summary>
    internal static readonly IReadOnlyList<string> Kinds = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"];

    private const int BatchMax = 100;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly Backoff _backoff = new(time);
    private long? _offset;
    private bool _confirmed = true;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            if (!await Begin(stoppingToken)) return;
            while (await PollOnce(stoppingToken)) continue;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await ConfirmStored();
        }
    }

    private async Task<bool> Begin(CancellationToken stop)
    {
        while (await bot.Learn(client, stop) is { } error)
            if (!await Endure(error, stop)) return false;
        while ((await client.DeleteWebhook(stop)).Error is { } error)
            if (!await Endure(error, stop)) return false;
        _backoff.Reset();
        LogBegun(bot.UserName ?? "?");
        return true;
    }

    private async Task<bool> PollOnce(CancellationToken stop)
    {
        var answer = await client.GetUpdates(new(_offset, BatchMax, options.Value.PollSeconds, Kinds), stop);
        if (answer.Error is { } error) return await Endure(error, stop);
        health.Contact(time.GetUtcNow());
        _confirmed = true;
        if (answer.Result.Count == 0)
        {
            // All is confirmed now. After a silent week Telegram numbers updates anew, from anywhere: an old offset would hide them.
            _offset = null;
        }
        else if (!await Store(answer.Result))
        {
            await _backoff.Wait(null, stop);
            return true;
        }

        _backoff.Reset();
        return true;
    }

    private async Task<bool> Store(List<Update> updates)
    {
        var heard = new List<Inbound>(updates.Count);
        foreach (var update in updates)
        {
            presses.Acknowledge(update);
            if (update.Unreadable) LogUnreadable(update.Id);
            if (ReadUpdate.From(update, bot.UserName) is { } inbound) heard.Add(inbound);
        }

        try
        {
            if (heard.Count > 0) await receive(heard);
        }
        catch (Exception e)
        {
            LogNotStored(heard.Count, e.GetType().Name);
            health.Trouble = "updates cannot be stored";
            return false;
        }

        _offset = updates.Max(u => u.Id) + 1;
        _confirmed = false;
        return true;
    }

    // True to go on after a while, false when only a person can mend it.
    private async Task<bool> Endure(ApiError error, CancellationToken stop)
    {
        health.Trouble = error.Description;
        if (error is { Code: 401 } || (error.Code == 404 && error.Says("Not Found")))
        {
            LogWrongToken();
            return false;
        }

        LogTrouble(error.Code, error.Description);
        await _backoff.Wait(error.RetryAfter, stop);
        if (error.Code == 409 && error.Says("can't use getUpdates method while webhook")) await client.DeleteWebhook(stop);
        return true;
    }

    private async Task ConfirmStored()
    {
        if (_confirmed) return;
        using var brief = new CancellationTokenSource(Farewell);
        try
        {
            await client.GetUpdates(new(_offset, 1, 0, Kinds), brief.Token);
        }
        catch (OperationCanceledException)
        {
            // Then the updates come once more after the start, and are recognised.
        }
    }

    [LoggerMessage(LogLevel.Information, "Telegram: listening as @{Bot}.")]
    private partial void LogBegun(string bot);

    [LoggerMessage(LogLevel.Warning, "Telegram: no updates ({Code}: {Description}); asking again.")]
    private partial void LogTrouble(int code, string description);

    [LoggerMessage(LogLevel.Critical, "Telegram: the token is not accepted, so Telegram stays off; set Telegram:Token to what @BotFather shows and restart.")]
    private partial void LogWrongToken();

    [LoggerMessage(LogLevel.Error, "Telegram: {Count} updates could not be stored ({Error}); they stay at Telegram and are fetched again.")]
    private partial void LogNotStored(int count, string error);

    [LoggerMessage(LogLevel.Warning, "Telegram: update {Id} has an unknown shape and is passed over.")]
    private partial void LogUnreadable(long id);
}
