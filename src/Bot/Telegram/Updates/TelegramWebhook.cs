using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.Telegram.Client;
using Core.Messaging;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Telegram.Bot.Types;

namespace Bot.Telegram.Updates;

/// <summary>
/// Takes Telegram's calls: stores the update, handles it, and only then says 200. That answer acknowledges a press as well, which saves
/// a call; one that takes long to handle is acknowledged by a call meanwhile.
/// </summary>
internal sealed partial class TelegramWebhook(
    TelegramBot bot,
    HearUpdates hear,
    AcknowledgePresses presses,
    SuaraBotClient client,
    ReceiveInbound receive,
    IOptions<TelegramOptions> options,
    TimeProvider time,
    ILogger<TelegramWebhook> log)
{
    /// <summary>Where Telegram calls.</summary>
    public const string Path = "/telegram/webhook";

    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private const int BodyMax = 1024 * 1024;

    /// <summary>A waiting sign that turns longer than this is seen.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromMilliseconds(250);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Value.Webhook.SecretToken);

    /// <summary>Answers one call.</summary>
    public async Task Answer(HttpContext http)
    {
        if (!KnowsSecret(http.Request)) http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (http.Request.ContentLength > BodyMax) http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        else if (bot.UserName is null) NotNow(http.Response);
        else await Take(http);
    }

    private async Task Take(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = BodyMax;
        var update = await Read(http.Request);
        var (inbound, press) = (hear.Hear(update, acknowledges: false), presses.Claim(update));
        try
        {
            if (inbound is not null && await Handle(inbound, press)) press = null;
            if (press is not null) await Acknowledge(http.Response, press);
        }
        catch (Exception e)
        {
            if (press is not null) presses.Acknowledge(press);
            LogNotStored(e.GetType().Name);
            NotNow(http.Response);
        }
    }

    /// <summary>Stores and handles it; whether its press had to be acknowledged meanwhile.</summary>
    private async Task<bool> Handle(Inbound inbound, string? press)
    {
        var handled = receive([inbound]);
        var late = press is not null && !handled.IsCompleted && await TakesLong(handled);
        if (late) presses.Acknowledge(press!);
        await handled;
        return late;
    }

    private async Task<bool> TakesLong(Task handled)
    {
        using var soon = new CancellationTokenSource();
        var wait = Task.Delay(Unseen, time, soon.Token);
        var first = await Task.WhenAny(handled, wait);
        await soon.CancelAsync();
        return first == wait;
    }

    /// <summary>Says it in the answer to the call, unless the platform asked us to be silent: it counts as a call there.</summary>
    private Task Acknowledge(HttpResponse response, string press)
    {
        if (client.Silence > TimeSpan.Zero) return Task.CompletedTask;
        response.ContentType = "application/json";
        return response.WriteAsync($$"""{"method":"answerCallbackQuery","callback_query_id":{{JsonSerializer.Serialize(press)}}}""");
    }

    // Compared in a time that tells nothing about how much of a guess was right.
    private bool KnowsSecret(HttpRequest request) =>
        _secret.Length > 0
        && request.Headers.TryGetValue(SecretHeader, out var shown)
        && CryptographicOperations.FixedTimeEquals(_secret, Encoding.UTF8.GetBytes(shown.ToString()));

    private static void NotNow(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = "2";
    }

    private static async Task<Update> Read(HttpRequest request)
    {
        var reader = request.BodyReader;
        var body = await reader.ReadAsync(request.HttpContext.RequestAborted);
        while (!body.IsCompleted)
        {
            reader.AdvanceTo(body.Buffer.Start, body.Buffer.End);
            body = await reader.ReadAsync(request.HttpContext.RequestAborted);
        }

        var update = ReadUpdates.One(body.Buffer.IsSingleSegment ? body.Buffer.FirstSpan : body.Buffer.ToArray());
        reader.AdvanceTo(body.Buffer.End);
        return update;
    }

    [LoggerMessage(LogLevel.Error, "Telegram: an update could not be stored ({Error}); Telegram brings it again.")]
    private partial void LogNotStored(string error);
}
