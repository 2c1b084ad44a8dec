using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.NationalSurvey;

/// <summary>What stands in for skm.go.id: it takes each number once, wants the token, and goes wrong on demand.</summary>
public sealed class NationalSurveyServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _calls = [];

    private NationalSurveyServer(WebApplication app) => _app = app;

    public static async Task<NationalSurveyServer> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var server = new NationalSurveyServer(builder.Build());
        server._app.Run(server.Take);
        await server._app.StartAsync();
        return server;
    }

    public string Url => $"{_app.Urls.Single()}/api/v3";

    /// <summary>Every call that was answered with a yes, as it came.</summary>
    public IReadOnlyList<JsonObject> Taken { get { lock (_lock) return [.. _calls]; } }

    /// <summary>The answer to a call by its number from 1 on: the status, and the code within; null for a yes.</summary>
    public Func<int, (int Status, int Code)?> Answer { get; set; } = _ => null;

    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Take(HttpContext http)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(http.Request.Body))!;
        var right = http.Request is { Method: "POST", Path.Value: "/api/v3/post-jawaban-survey" }
            && http.Request.Headers.Authorization == "rahasia-skm";
        (int Status, int Code) answer;
        lock (_lock)
        {
            answer = right ? Answer(++Calls) ?? (200, 200) : (401, 401);
            if (answer is (200, 200)) _calls.Add(body);
        }

        http.Response.StatusCode = answer.Status;
        await http.Response.WriteAsJsonAsync(new { code = answer.Code, message = "pesan dari sana", data = (object?)null });
    }
}
