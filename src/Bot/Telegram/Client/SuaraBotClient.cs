using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace Bot.Telegram.Client;

/// <summary>
/// The package's client with a way of its own for every call: lean, behind one gate, with a time limit by kind of call, and
/// nothing that leaves it holds an address, since addresses hold the bot's token.
/// </summary>
internal sealed class SuaraBotClient : TelegramBotClient, IDisposable
{
    private const int BodyMax = 32 * 1024 * 1024;
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Upload = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BeyondPoll = TimeSpan.FromSeconds(15);

    private readonly string _methods;
    private readonly string _files;
    private readonly ConcurrentDictionary<string, Uri> _addresses = new();
    private readonly TimeProvider _time;
    private readonly RetryAfterGate _gate;
    private readonly HttpMessageInvoker _http;
    private long _ahead = long.MinValue;

    public SuaraBotClient(string baseUrl, string token, TimeProvider time)
        : this(baseUrl, token, time, Handler())
    {
    }

    private SuaraBotClient(string baseUrl, string token, TimeProvider time, SocketsHttpHandler handler)
        : base(new TelegramBotClientOptions(token, baseUrl) { RetryThreshold = 0 }, new HttpClient(handler, disposeHandler: false))
    {
        (_methods, _files) = ($"{baseUrl.TrimEnd('/')}/bot{token}/", $"{baseUrl.TrimEnd('/')}/file/bot{token}/");
        (_time, _gate, _http) = (time, new(time), new(handler));
    }

    /// <summary>How long a file's answer may take; its bytes have a patience of their own, see <c>ReadFile</c>.</summary>
    internal TimeSpan FilePatience { get; init; } = Usual;

    /// <summary>How long the platform wants the bot to be silent; zero when it may speak.</summary>
    public TimeSpan Silence => _gate.Wait;

    /// <summary>By how much the platform's clock is ahead of ours, by its last answer to a question; null before there is one.</summary>
    public TimeSpan? Ahead => Volatile.Read(ref _ahead) is not long.MinValue and var ticks ? new TimeSpan(ticks) : null;

    /// <inheritdoc/>
    /// <remarks>A bot that may not speak still listens; but when listening is too much, speaking is so too.</remarks>
    public override async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        if (request is not GetUpdatesRequest && _gate.Wait is var wait && wait > TimeSpan.Zero) throw Silent(wait);
        var patience = PatienceFor(request);
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timed.CancelAfter(patience);
        try
        {
            return await Post(request, timed.Token);
        }
        catch (ApiRequestException e) when (e.ErrorCode == 429)
        {
            _gate.Close(e.Parameters?.RetryAfter);
            throw;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestException($"no answer within {patience.TotalSeconds:0} s", HttpStatusCode.RequestTimeout);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw NoConnection(e);
        }
    }

    /// <summary>Opens a file by the path that <c>getFile</c> named; null when it is gone.</summary>
    /// <exception cref="IOException">It could not be had now: it may be tried again.</exception>
    public async Task<Stream?> Download(string path, CancellationToken stop)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timed.CancelAfter(FilePatience);
        try
        {
            var address = new Uri(_files + Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal));
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            var response = await _http.SendAsync(request, timed.Token);
            if (response.IsSuccessStatusCode) return await response.Content.ReadAsStreamAsync(stop);
            var status = (int)response.StatusCode;
            response.Dispose();
            return status is 404 or 400 or 410 ? null : throw new IOException($"The file could not be fetched (HTTP {status}).");
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"The file could not be fetched ({e.HttpRequestError}).");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new IOException($"The file could not be fetched (no answer within {FilePatience.TotalSeconds:0} s).");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // No propagator, no client factory: neither traces nor request logs are made, both of which would hold the token.
    private static SocketsHttpHandler Handler() => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
    };

    private static TimeSpan PatienceFor<TResponse>(IRequest<TResponse> request) => request switch
    {
        GetUpdatesRequest poll => TimeSpan.FromSeconds(poll.Timeout ?? 0) + BeyondPoll,
        FileRequestBase<TResponse> => Upload,
        _ => Usual,
    };

    private async Task<TResponse> Post<TResponse>(IRequest<TResponse> request, CancellationToken stop)
    {
        var json = request is FileRequestBase<TResponse> ? null : JsonBody.Of(request);
        using var post = new HttpRequestMessage(HttpMethod.Post, AddressOf(request.MethodName));
        post.Content = json ?? request.ToHttpContent();
        using var response = await _http.SendAsync(post, stop);
        if (request is GetUpdatesRequest or GetMeRequest or GetWebhookInfoRequest && response.Headers.Date is { } theirs)
            Volatile.Write(ref _ahead, (theirs - _time.GetUtcNow()).Ticks);
        var (bytes, length) = await Read(response, stop);
        json?.Recycle();
        try
        {
            return ReadAnswer.From<TResponse>(response.StatusCode, RetryAfter(response), bytes.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private Uri AddressOf(string method) => _addresses.GetOrAdd(method, static (name, methods) => new Uri(methods + name), _methods);

    private static async ValueTask<(byte[] Bytes, int Length)> Read(HttpResponseMessage response, CancellationToken stop)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var bytes = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(response.Content.Headers.ContentLength ?? 4096, 1024, BodyMax) + 1);
        var length = 0;
        for (int some; (some = await stream.ReadAsync(bytes.AsMemory(length), stop)) > 0;)
        {
            length += some;
            if (length > BodyMax) throw new IOException("The answer is too long.");
            if (length == bytes.Length) bytes = Grow(bytes);
        }

        return (bytes, length);
    }

    // In seconds, or until a moment.
    private int? RetryAfter(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode || response.Headers.RetryAfter is not { } header) return null;
        return (header.Delta ?? header.Date - _time.GetUtcNow()) is { } wait ? ReadAnswer.Believable(wait.TotalSeconds) : null;
    }

    private static byte[] Grow(byte[] bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        bytes.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(bytes);
        return larger;
    }

    private static ApiRequestException Silent(TimeSpan wait) =>
        new("waiting as the platform asked", 429, new ResponseParameters { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) });

    private static RequestException NoConnection(Exception e) =>
        new($"no connection ({(e as HttpRequestException)?.HttpRequestError.ToString() ?? e.GetType().Name})");
}
