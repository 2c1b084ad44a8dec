using Bot.Telegram.Client;
using Bot.Telegram.Sending;
using Core.Messaging;
using Core.Persistence;
using Microsoft.Extensions.Options;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Bot.Telegram.Updates;

/// <summary>
/// Asks Telegram for updates. The platform forgets an update once a later question carries a higher offset, so the offset
/// moves only after everything below it is stored: a crash at any moment repeats updates, and loses none. (The package's own
/// receiver moves it before.) Whatever the platform answers, asking goes on.
/// </summary>
internal sealed partial class PollTelegram(
    SuaraBotClient client,
    TelegramBot bot,
    HearUpdates hear,
    ReceiveInbound receive,
    TelegramHealth health,
    IOptions<TelegramOptions> options,
    IWorkers workers,
    TimeProvider time,
    ILogger<PollTelegram> log) : BackgroundService
{
    /// <summary>The kinds of updates that the service reads; Telegram need not send others.</summary>
    internal static readonly IReadOnlyList<UpdateType> Kinds =
        [UpdateType.Message, UpdateType.EditedMessage, UpdateType.ChannelPost, UpdateType.CallbackQuery, UpdateType.MyChatMember];

    private const int BatchMax = 100;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilLeading = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(time);
    private int? _offset;
    private bool _confirmed = true;
    private bool _begun;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true) await (workers.Leads ? Endure(stoppingToken) : StandAside(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await ConfirmStored();
        }
    }

    /// <summary>
    /// Telegram answers one asker at a time: of several workers the one that leads asks, and the next one within seconds of its end.
    /// </summary>
    private async Task StandAside(CancellationToken stop)
    {
        if (_begun) await ConfirmStored();
        (_begun, _confirmed, _offset) = (false, true, null);
        health.StandAside();
        await Task.Delay(UntilLeading, time, stop);
    }

    // One step, and whatever may come of it: nothing that the platform says, and no fault of ours, ends the asking.
    private async Task Endure(CancellationToken stop)
    {
        health.Ask(time.GetUtcNow());
        try
        {
            await (_begun ? PollOnce(stop) : Begin(stop));
        }
        catch (RequestException e)
        {
            await Endure(e, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFault(ErrorCause.Of(e));
            health.Trouble = $"a fault of ours ({e.GetType().Name})";
            await _backoff.Wait(null, stop);
        }
    }

    private async Task Begin(CancellationToken stop)
    {
        await bot.Learn(client, stop);
        await client.SendRequest(new DeleteWebhookRequest(), stop);
        _begun = true;
        _backoff.Reset();
        health.Contact(time.GetUtcNow());
        health.Fault = null;
        LogBegun(bot.UserName ?? "?");
    }

    private async Task PollOnce(CancellationToken stop)
    {
        var updates = await client.SendRequest(Question(BatchMax, options.Value.PollSeconds), stop);
        health.Contact(time.GetUtcNow());
        health.Fault = null;
        _confirmed = true;

        // All is confirmed now. After a silent week Telegram numbers updates anew, from anywhere: an old offset would hide them.
        if (updates.Length == 0) _offset = null;
        else if (!await Store(updates))
        {
            await _backoff.Wait(null, stop);
            return;
        }

        _backoff.Reset();
    }

    private async Task<bool> Store(Update[] updates)
    {
        var heard = new List<Inbound>(updates.Length);
        foreach (var update in updates)
            if (hear.Hear(update) is { } inbound) heard.Add(inbound);

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

        return StepBeyond(updates);
    }

    // What has no number cannot be confirmed by itself; it goes with its neighbours, or with the next ones that come, which must not
    // wait for long on its account. The last number of all has no next one, and a negative offset would make the platform forget.
    private bool StepBeyond(Update[] updates)
    {
        var last = updates.Where(u => u is not OddUpdate { IsNumbered: false } && u.Id < int.MaxValue).Select(u => u.Id).DefaultIfEmpty()
            .Max();
        if (last == 0)
        {
            _backoff.Reset();
            return false;
        }

        (_offset, _confirmed) = (last + 1, false);
        return true;
    }

    private async Task Endure(RequestException error, CancellationToken stop)
    {
        health.Trouble = error.Message;
        if (SendErrorMapper.IsWrongToken(error))
        {
            LogWrongToken();
            health.Fault = health.Trouble = TelegramHealth.WrongToken;
            await Task.Delay(UntilMended, time, stop);
            return;
        }

        LogTrouble(SendErrorMapper.CodeOf(error), error.Message);
        var asked = error is ApiRequestException { Parameters.RetryAfter: { } seconds } ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        await _backoff.Wait(asked, stop);

        // Somebody set a webhook meanwhile: begin again, which deletes it.
        if (SendErrorMapper.IsWebhookInTheWay(error)) _begun = false;
    }

    private GetUpdatesRequest Question(int limit, int seconds) =>
        new() { Offset = _offset, Limit = limit, Timeout = seconds, AllowedUpdates = Kinds };

    private async Task ConfirmStored()
    {
        if (_confirmed) return;
        using var brief = new CancellationTokenSource(Farewell);
        try
        {
            await client.SendRequest(Question(1, 0), brief.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or RequestException)
        {
            // Then the updates come once more after the start, and are recognised.
        }
    }

    [LoggerMessage(LogLevel.Information, "Telegram: listening as @{Bot}.")]
    private partial void LogBegun(string bot);

    [LoggerMessage(LogLevel.Warning, "Telegram: no updates ({Code}: {Description}); asking again.")]
    private partial void LogTrouble(int code, string description);

    [LoggerMessage(
        LogLevel.Critical,
        "Telegram: the token is not accepted; set Telegram:Token to what @BotFather shows and restart. Asking again in a minute.")]
    private partial void LogWrongToken();

    [LoggerMessage(LogLevel.Error, "Telegram: {Count} updates could not be stored ({Error}); they stay at Telegram and are fetched again.")]
    private partial void LogNotStored(int count, string error);

    [LoggerMessage(LogLevel.Error, "Telegram: a fault of ours while asking for updates ({Error}); asking again.")]
    private partial void LogFault(string error);
}
