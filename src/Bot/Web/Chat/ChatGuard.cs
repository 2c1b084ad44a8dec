using System.Threading.RateLimiting;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>
/// Stands before the chat's endpoints: other sites, browsers without a cookie and floods do not pass, and errors become sentences.
/// </summary>
internal sealed partial class ChatGuard(IOptions<WebOptions> options, LimitNewChats newChats, ILogger<ChatGuard> log) : IDisposable
{
    private const string OwnHeader = "X-Chat";
    private const int UploadCost = 4;
    private const int ReadsPerPost = 5;
    private const int Seconds = 5;

    private readonly PartitionedRateLimiter<string> _byBrowser = Limiter(options.Value.PostsPerMinute);
    private readonly PartitionedRateLimiter<string> _byNetwork = Limiter(options.Value.PostsPerMinutePerIp);
    private readonly PartitionedRateLimiter<string> _reading = Limiter(options.Value.PostsPerMinutePerIp * ReadsPerPost);

    /// <summary>Lets the request pass or answers it.</summary>
    public async ValueTask<object?> Check(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (IsForeign(request)) return Refuse(request, StatusCodes.Status403Forbidden, "chat.foreign");
        if (ChatVisitor.AddressOf(request) is not { } address) return Refuse(request, StatusCodes.Status401Unauthorized, "chat.no-cookie");
        var network = Network.Of(context.HttpContext.Connection.RemoteIpAddress);
        if (IsFlood(context.HttpContext, address, network)) return Flooded(request);
        if (HttpMethods.IsPost(request.Method) && !await newChats.LetsIn(address, network)) return Flooded(request);
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is not OperationCanceledException and not BadHttpRequestException)
        {
            LogFailed(request.Method, request.Path, e.GetType().Name);
            return Refuse(request, StatusCodes.Status503ServiceUnavailable, "chat.trouble");
        }
    }

    /// <summary>An answer that says in the person's language what is wrong.</summary>
    internal static IResult Refuse(HttpRequest request, int status, string key, params object?[] args) =>
        Results.Json(new { error = WordingOf(request)[key, args] }, statusCode: status);

    /// <summary>The language that the browser asks for.</summary>
    internal static Wording WordingOf(HttpRequest request) =>
        Wording.Of(request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value);

    /// <inheritdoc/>
    public void Dispose()
    {
        _byBrowser.Dispose();
        _byNetwork.Dispose();
        _reading.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int perMinute) => PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute * Seconds / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Seconds),
            AutoReplenishment = true,
        }));

    private static IResult Flooded(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = $"{Seconds}";
        return Refuse(request, StatusCodes.Status429TooManyRequests, "chat.too-fast");
    }

    /// <summary>Browsers tell where a request starts; a page of another site cannot add our header without our leave either.</summary>
    private bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site[0] is not ("same-origin" or "none")) return true;
        if (request.Headers.Origin is { Count: > 0 } origin && !IsOurs(origin[0]!, request)) return true;
        return HttpMethods.IsPost(request.Method) && request.Headers[OwnHeader].Count == 0;
    }

    private bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Authority == request.Host.Value
            || (Uri.TryCreate(options.Value.PublicUrl, UriKind.Absolute, out var ours) && from.Authority == ours.Authority));

    private bool IsFlood(HttpContext http, string address, string network)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) return !_reading.AttemptAcquire(network).IsAcquired;
        var cost = http.Request.Path.Value!.EndsWith("/files", StringComparison.Ordinal) ? UploadCost : 1;
        using var byBrowser = _byBrowser.AttemptAcquire(address, cost);
        using var byNetwork = _byNetwork.AttemptAcquire(network, cost);
        return !byBrowser.IsAcquired || !byNetwork.IsAcquired;
    }

    [LoggerMessage(LogLevel.Error, "The web chat could not do {Method} {Path} ({Error}).")]
    private partial void LogFailed(string method, string path, string error);
}
