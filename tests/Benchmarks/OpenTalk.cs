using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Benchmarks;

/// <summary>A browser with an open stream that rates one unit after another by pressing the first answer; each wait is kept.</summary>
internal sealed class OpenTalk(HttpClient http, int number)
{
    private const string Prefix = "data: ";
    private static readonly string[] Units = ["DPMPTSP", "DISDUKCAPIL", "DINSOS", "DISDIK"];
    private readonly string _cookie = $"suara-layanan={number:D6}{new string('b', 37)}";
    private readonly SemaphoreSlim _came = new(0);
    private (long Message, string Data)? _button;
    private int _said;

    /// <summary>Whether it waits for a reply.</summary>
    public bool Busy { get; private set; }

    /// <summary>Reads the stream until stopped.</summary>
    public async Task Follow(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/stream");
        request.Headers.Add("Cookie", _cookie);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stop));
        while (await lines.ReadLineAsync(stop) is { } line)
            if (line.StartsWith(Prefix, StringComparison.Ordinal)) See(JsonDocument.Parse(line[Prefix.Length..]).RootElement);
    }

    /// <summary>Presses, or begins again where there is nothing to press; milliseconds from when it was due to the reply.</summary>
    public async Task<double> Act(long due, CancellationToken stop)
    {
        Busy = true;
        while (_came.CurrentCount > 0) await _came.WaitAsync(stop);
        var press = _button;
        _button = null;
        var id = $"press-{number:D6}-{_said++:D6}";
        object body = press is { } on ? new { id, language = "id", press = new { message = on.Message, data = on.Data } }
            : new { id, language = "id", text = $"/start {Units[(_said + number) % Units.Length]}" };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/messages") { Content = JsonContent.Create(body) };
        request.Headers.Add("Cookie", _cookie);
        request.Headers.Add("X-Chat", "1");
        using var response = await http.SendAsync(request, stop);
        response.EnsureSuccessStatusCode();
        await _came.WaitAsync(stop);
        Busy = false;
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }

    private void See(JsonElement seen)
    {
        if (seen.TryGetProperty("mine", out _)) return;
        var id = seen.TryGetProperty("edits", out var edited) ? edited.GetInt64() : seen.GetProperty("id").GetInt64();
        var line = seen.GetProperty("line");
        if (line.TryGetProperty("rows", out var rows) && rows.EnumerateArray().SelectMany(r => r.EnumerateArray())
            .FirstOrDefault(b => b.TryGetProperty("data", out _)) is { ValueKind: JsonValueKind.Object } button)
            _button = (id, button.GetProperty("data").GetString()!);
        _came.Release();
    }
}
