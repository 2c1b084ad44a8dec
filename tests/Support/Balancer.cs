using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tests.Support;

/// <summary>
/// Stands before several workers as a proxy does: hands each call to one of them, to the next where nobody listens; some calls to two at
/// once, and some again a little later.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.OrdinalIgnoreCase) { "Host", "Content-Length", "Content-Type",
        "Connection", "Transfer-Encoding" };

    private readonly HttpClient _http = new();
    private readonly IReadOnlyList<Uri> _workers;
    private readonly Random _chance;
    private readonly WebApplication _app;
    private readonly double _again;
    private readonly List<Task> _later = [];

    private Balancer(IReadOnlyList<Uri> workers, int seed, double twice, double again)
    {
        (_workers, _chance, Twice, _again) = (workers, new Random(seed), twice, again);
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

    /// <summary>How many calls were made again later.</summary>
    public int Repeated { get { lock (_chance) return _later.Count; } }

    public static async Task<Balancer> Start(IReadOnlyList<Uri> workers, int seed, double twice, double again = 0)
    {
        var balancer = new Balancer(workers, seed, twice, again);
        await balancer._app.StartAsync();
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>Ends when every repeated call has been answered.</summary>
    public Task WhenQuiet()
    {
        lock (_chance) return Task.WhenAll(_later);
    }

    private async Task Pass(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var call = new Passed(http.Request.Method, http.Request.Path, http.Request.ContentType, body.ToArray(),
            [.. http.Request.Headers.Where(h => !NotOurs.Contains(h.Key)).Select(h => (h.Key, h.Value.ToArray()))]);
        var answers = await Task.WhenAll(Chosen().Select(worker => Call(worker, call)));
        http.Response.StatusCode = answers.Contains(200) ? 200 : answers[0];
        lock (_chance)
            if (_again > 0 && _chance.NextDouble() < _again) _later.Add(Repeat(call, TimeSpan.FromMilliseconds(_chance.Next(50, 3000))));
    }

    private async Task Repeat(Passed call, TimeSpan after)
    {
        await Task.Delay(after);
        int worker;
        lock (_chance) worker = _chance.Next(_workers.Count);
        await Call(worker, call);
    }

    private List<int> Chosen()
    {
        lock (_chance)
        {
            var first = _chance.Next(_workers.Count);
            if (_chance.NextDouble() >= Twice) return [first];
            Doubled++;
            return [first, first + 1];
        }
    }

    private async Task<int> Call(int first, Passed passed)
    {
        for (var i = 0; i < _workers.Count; i++)
        {
            try
            {
                using var call = passed.To(_workers[(first + i) % _workers.Count]);
                using var answer = await _http.SendAsync(call);
                return (int)answer.StatusCode;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nobody listens there; the next one may.
            }
            catch (HttpRequestException)
            {
                return 502; // it may have been done
            }
        }

        return 502;
    }

    private sealed record Passed(string Method, string Path, string? Type, byte[] Body,
        IReadOnlyList<(string Name, string?[] Values)> Headers)
    {
        public HttpRequestMessage To(Uri worker)
        {
            var call = new HttpRequestMessage(new HttpMethod(Method), new Uri(worker, Path)) { Content = new ByteArrayContent(Body) };
            if (Type is not null) call.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Type);
            foreach (var (name, values) in Headers) call.Headers.TryAddWithoutValidation(name, values);
            return call;
        }
    }
}
