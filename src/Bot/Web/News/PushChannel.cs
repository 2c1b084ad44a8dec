using System.Net;
using System.Text.Json;
using Core.Messaging;
using Core.News;
using Core.Units;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>
/// Calls a browser by its push service (RFC 8030). The words are encrypted for the browser (RFC 8291) and say only that there is news.
/// </summary>
internal sealed class PushChannel(FindWays ways, VapidKeys keys, PushNetwork network, IOptions<PushOptions> options,
    IOptions<InstansiOptions> instansi, TimeProvider time) : IChannel, IDisposable
{
    private const int DayInSeconds = 24 * 60 * 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly HttpClient _http = network.Open();

    /// <inheritdoc/>
    public string Name { get; } = FindWays.ChannelOf(WayKind.Push);

    /// <inheritdoc/>
    public ChannelCapabilities Capabilities { get; } = new() { TextMax = 1000, Rates = new ChannelRates { PerSecond = 50 } };

    /// <inheritdoc/>
    public async ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop)
    {
        if (await ways.Find(message.Address, stop) is not { } found || Subscription.Read(found.Target) is not { } subscription)
            return new SendOutcome.Unreachable("not kept any more");
        if (!options.Value.Knows(subscription.Endpoint)) return new SendOutcome.Unreachable("not among Push:Services");
        try
        {
            using var sign = keys.Sign();
            var client = new PushServiceClient(_http) { AutoRetryAfter = false };
            await client.RequestPushMessageDeliveryAsync(
                subscription.ForPush(), Words(message), sign, VapidAuthenticationScheme.Vapid, stop);
            return new SendOutcome.Sent(null);
        }
        catch (PushServiceClientException e)
        {
            return Judge(e);
        }
        catch (HttpRequestException e)
        {
            return e.InnerException is PrivateAddressException ? new SendOutcome.Unreachable(e.InnerException.Message)
                : new SendOutcome.Later(Pause, Everyone: false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new SendOutcome.Later(Pause, Everyone: false);
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenFile(string reference, CancellationToken stop) => Task.FromResult<Stream?>(null);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private PushMessage Words(OutgoingMessage message) => new(JsonSerializer.Serialize(new
    {
        title = instansi.Value.Name,
        body = message.Text,
        lang = message.Language,
    }))
    {
        TimeToLive = DayInSeconds,
        Urgency = PushMessageUrgency.Normal,
        Topic = "kabar", // a newer call takes the place of one that waits
    };

    /// <summary>404 and 410 say that the subscription is gone; a service that is busy says how long.</summary>
    private SendOutcome Judge(PushServiceClientException error) => error.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new SendOutcome.Unreachable("the subscription is gone"),
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
            new SendOutcome.Later(PauseOf(error), Everyone: false),
        _ => new SendOutcome.Refused($"push service: {(int)error.StatusCode}"),
    };

    private TimeSpan PauseOf(PushServiceClientException error)
    {
        var after = error.Headers?.RetryAfter;
        var asked = after?.Delta ?? after?.Date - time.GetUtcNow() ?? Pause;
        return asked < TimeSpan.Zero ? Pause : asked < LongestPause ? asked : LongestPause;
    }
}
