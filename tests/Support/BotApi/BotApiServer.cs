using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tests.Support.BotApi;

/// <summary>
/// A Bot API server over real HTTP on loopback. It checks every call against the platform's own description, refuses what
/// the platform refuses, keeps updates until they are confirmed, and goes wrong on demand. It outlives the bot, so a test
/// can kill a bot and start another one against it.
/// </summary>
public sealed partial class BotApiServer : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly BotApiUpdates _updates;
    private readonly BotApiFlood _flood;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<long, BotApiChat> _chats = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<string> _refusals = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private int _underWay;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotApiServer(WebApplication app, TimeProvider time) =>
        (_app, _time, _updates, _flood) = (app, time, new(time, Changed), new(time));

    /// <summary>The token that it knows.</summary>
    public string Token { get; } = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    /// <summary>Whether the token was taken back, as @BotFather does.</summary>
    public bool Revoked { get; set; }

    /// <summary>The bot's user name.</summary>
    public string BotName { get; } = "suara_uji_bot";

    /// <summary>Its address, for <c>Telegram:BaseUrl</c>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What shall go wrong.</summary>
    public BotApiFaults Faults { get; } = new();

    /// <summary>The platform's limits, when they shall count.</summary>
    public BotApiLimits? Limits { get => _flood.Limits; set => _flood.Limits = value; }

    /// <summary>How long each answer takes; none without it.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Calls that no bot should make; tests want this empty.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>What was refused, by faults too: method and the platform's words.</summary>
    public IReadOnlyCollection<string> Refusals => _refusals;

    /// <summary>Calls that came while the bot had been told to be silent.</summary>
    public int RetryAfterViolations => _flood.Violations;

    /// <summary>How often the bot was told to be silent.</summary>
    public int Floods => _flood.Given;

    /// <summary>The most messages that came within any second.</summary>
    public int MostPerSecond => _flood.Peak;

    /// <summary>Updates that are not confirmed yet.</summary>
    public int Pending => _updates.Pending;

    /// <summary>Updates that were handed out more than once.</summary>
    public int Redelivered => _updates.Redelivered;

    /// <summary>The number from which the bot asked for updates last; all below it is confirmed.</summary>
    public long LastOffset { get; private set; }

    /// <summary>Calls that are not answered yet; waiting for updates does not count.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>How often a method was called.</summary>
    public int Calls(string method) => _calls.GetValueOrDefault(method);

    /// <summary>Starts it, on a free port unless one is named.</summary>
    public static async Task<BotApiServer> Start(TimeProvider? time = null, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var server = new BotApiServer(app, time ?? TimeProvider.System);
        app.Run(server.Answer);
        await app.StartAsync();
        server.Url = app.Urls.Single();
        return server;
    }

    /// <summary>Waits until something is so; looks again whenever anything happened here.</summary>
    public Task Until(Func<bool> isSo, string what = "what was waited for", TimeSpan? atMost = null) =>
        UntilSo(() => Task.FromResult(isSo()), what, atMost ?? TimeSpan.FromSeconds(60));

    /// <summary>
    /// As <see cref="Until"/>, where the answer stands somewhere else, such as in a database, and may come while nobody calls the platform.
    /// </summary>
    public async Task UntilSo(Func<Task<bool>> isSo, string what, TimeSpan atMost)
    {
        using var end = new CancellationTokenSource(atMost);
        while (true)
        {
            var change = Volatile.Read(ref _changed).Task;
            if (await isSo()) return;
            try
            {
                await Task.WhenAny(change, Task.Delay(LookAgain, TimeProvider.System, end.Token));
                end.Token.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"Not so in time: {what}. Refusals: {string.Join("; ", _refusals.TakeLast(5))}. "
            + $"Violations: {string.Join("; ", _violations.TakeLast(5))}.");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _webhook?.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (Revoked) await Write(http, Refuse("?", 401, "Unauthorized"));
        else if (path.StartsWith($"/file/bot{Token}/", StringComparison.Ordinal)) await GiveFile(http, path[$"/file/bot{Token}/".Length..]);
        else if (path.StartsWith($"/bot{Token}/", StringComparison.Ordinal)) await AnswerMethod(http, path[$"/bot{Token}/".Length..]);
        else if (path.StartsWith("/bot", StringComparison.Ordinal)) await Write(http, Refuse("?", 401, "Unauthorized"));
        else await Write(http, Refuse("?", 404, "Not Found"));
        Changed();
    }

    private async Task AnswerMethod(HttpContext http, string name)
    {
        if (BotApiSpec.Instance.Method(name) is not { } method)
        {
            _violations.Enqueue($"{name}: no such method");
            await Write(http, Refuse(name, 404, "Not Found: method not found"));
            return;
        }

        if (method == "getUpdates") await Obey(http, method);
        else await CountUnderWay(() => Obey(http, method));
    }

    private async Task CountUnderWay(Func<Task> answer)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await answer();
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            Changed();
        }
    }

    private async Task Obey(HttpContext http, string method)
    {
        var call = await BotApiCall.Read(method, http.Request);
        _calls.AddOrUpdate(method, 1, (_, n) => n + 1);
        if (method == "getUpdates") LastOffset = call.Number("offset") ?? 0;
        Changed();
        if (!call.Readable) _violations.Enqueue($"{method}: the body is no JSON object");
        foreach (var wrong in BotApiSpec.Instance.Check(method, call.Arguments, call.FileParameters)) _violations.Enqueue(wrong);
        if (Latency > TimeSpan.Zero) await Task.Delay(Latency, _time);
        await AnswerCall(http, call);
        Changed();
    }

    private async Task AnswerCall(HttpContext http, BotApiCall call)
    {
        if (call.Method != "getUpdates" && _flood.StillSilent() is { } seconds)
        {
            await Write(http, (429, BotApiFault.Flood(seconds).Body));
            return;
        }

        if (Faults.For(call.Method) is not { } fault)
        {
            await Write(http, call.Method == "getUpdates" ? await GetUpdates(call, http.RequestAborted) : Do(call));
            return;
        }

        if (fault.Accepted) Do(call);
        _refusals.Enqueue($"{call.Method}: fault {fault.Status}");
        if (fault.RetryAfter is { } silence) _flood.Tell(silence);
        if (fault.Status == 0) http.Abort();
        else await Write(http, (fault.Status, fault.Body));
    }

    private static async Task Write(HttpContext http, (int Status, string Body) answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.Body.StartsWith('<') ? "text/html" : "application/json";
        await http.Response.WriteAsync(answer.Body);
    }

    private (int Status, string Body) Refuse(string method, int code, string description)
    {
        _refusals.Enqueue($"{method}: {description}");
        return (code, BotApiFault.Error(code, description).Body);
    }

    private static (int Status, string Body) Ok(JsonNode result) =>
        (200, new JsonObject { ["ok"] = true, ["result"] = result }.ToJsonString());

    private void Changed() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
