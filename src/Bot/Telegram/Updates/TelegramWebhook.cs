using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Telegram.Bot.Types;

namespace Bot.Telegram.Updates;

/// <summary>Takes Telegram's calls: stores the update, handles it, and only then says 200.</summary>
internal sealed partial class TelegramWebhook(
    TelegramBot bot,
    HearUpdates hear,
    ReceiveInbound receive,
    IOptions<TelegramOptions> options,
    ILogger<TelegramWebhook> log)
{
    /// <summary>Where Telegram calls.</summary>
    public const string Path = "/telegram/webhook";

    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private const int BodyMax = 1024 * 1024;

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
        if (hear.Hear(update) is not { } inbound) return;
        try
        {
            await receive([inbound]);
        }
        catch (Exception e)
        {
            LogNotStored(e.GetType().Name);
            NotNow(http.Response);
        }
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
