using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tests.Support;

/// <summary>Stands before several workers as a proxy does: hands each call to one of them, some calls to two at once.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.OrdinalIgnoreCase) { "Host", "Content-Length", "Content-Type",
        "Connection", "Transfer-Encoding" };

    private readonly HttpClient _http = new();
    private readonly IReadOnlyList<Uri> _workers;
    private readonly Random _chance;
    private readonly WebApplication _app;

    private Balancer(IReadOnlyList<Uri> workers, int seed, double twice)
    {
        (_workers, _chance, Twice) = (workers, new Random(seed), twice);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Pass);
    }

    /// <summary>How likely a call goes to two workers.</summary>
    public double Twice { get; }

    public Uri Address => new(_app.Urls.First());

    /// <summary>How many calls went to two workers.</summary>
    public int Doubled { get; private set; }

    public static async Task<Balancer> Start(IReadOnlyList<Uri> workers, int seed, double twice)
    {
        var balancer = new Balancer(workers, seed, twice);
        await balancer._app.StartAsync();
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task Pass(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var answers = await Task.WhenAll(Chosen().Select(worker => Call(worker, http.Request, body.ToArray())));
        http.Response.StatusCode = answers.Contains(200) ? 200 : answers[0];
    }

    private List<Uri> Chosen()
    {
        lock (_chance)
        {
            var first = _chance.Next(_workers.Count);
            if (_chance.NextDouble() >= Twice) return [_workers[first]];
            Doubled++;
            return [_workers[first], _workers[(first + 1) % _workers.Count]];
        }
    }

    private async Task<int> Call(Uri worker, HttpRequest request, byte[] body)
    {
        using var call = new HttpRequestMessage(new HttpMethod(request.Method),
            new Uri(worker, request.Path))
        { Content = new ByteArrayContent(body) };
        if (request.ContentType is { } type) call.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach (var (name, value) in request.Headers.Where(h => !NotOurs.Contains(h.Key))) call.Headers.TryAddWithoutValidation(name,
            value.ToArray());
        try
        {
            using var answer = await _http.SendAsync(call);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 502;
        }
    }
}
