using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tests.Web.Below;

/// <summary>
/// The web server of a city with many things: below one path it hands calls on to us, with that path or without it; everything else is not
/// ours, and who asks for it is written down.
/// </summary>
internal sealed class CityProxy : IAsyncDisposable
{
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Transfer-Encoding" };
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication _app;

    private CityProxy(string below, bool cut, Uri service)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(http => http.Request.Path.StartsWithSegments(below, out var rest)
            ? Pass(http, new Uri(service, (cut ? rest.ToString() : $"{http.Request.Path}") + http.Request.QueryString)) : Lost(http));
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>What was asked for that is not ours.</summary>
    public ConcurrentBag<string> Others { get; } = [];

    public static async Task<CityProxy> Start(string below, bool cut, Uri service)
    {
        var proxy = new CityProxy(below, cut, service);
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1)); // streams stay open
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private Task Lost(HttpContext http)
    {
        if (http.Request.Path != "/favicon.ico") Others.Add(http.Request.Path);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task Pass(HttpContext http, Uri to)
    {
        using var call = new HttpRequestMessage(new HttpMethod(http.Request.Method), to);
        if (http.Request.ContentLength > 0) call.Content = new StreamContent(http.Request.Body);
        foreach (var (name, values) in http.Request.Headers)
            if (!Own.Contains(name) && !call.Headers.TryAddWithoutValidation(name, values.ToArray()))
                call.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        call.Headers.Host = http.Request.Host.Value;
        try
        {
            using var answer = await _http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
            http.Response.StatusCode = (int)answer.StatusCode;
            Copy(answer.Headers, http.Response);
            Copy(answer.Content.Headers, http.Response);
            await http.Response.StartAsync();
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            http.Abort(); // one of both sides went away
        }
    }

    private static void Copy(HttpHeaders from, HttpResponse to)
    {
        foreach (var (name, values) in from) if (!Own.Contains(name)) to.Headers[name] = values.ToArray();
    }
}
