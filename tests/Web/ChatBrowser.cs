using System.Net.Http.Json;
using System.Text.Json;

namespace Tests.Web;

/// <summary>A browser in the least sense: it keeps its cookie and speaks the page's HTTP.</summary>
internal sealed class ChatBrowser(Uri address, string language = "id") : IDisposable
{
    public HttpClient Http { get; } = new() { BaseAddress = address };

    public static async Task<ChatBrowser> Open(ChatHost host, string language = "id")
    {
        var browser = new ChatBrowser(host.Address, language);
        (await browser.Send(HttpMethod.Get, "/chat")).EnsureSuccessStatusCode();
        return browser;
    }

    public Task<HttpResponseMessage> Post(object message, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, "/chat/messages", JsonContent.Create(message), [("X-Chat", "1"), .. headers]);

    public Task<HttpResponseMessage> Upload(string id, string name, string type, byte[] bytes)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new(type);
        return Send(HttpMethod.Post, "/chat/files",
            new MultipartFormDataContent { { new StringContent(id), "id" }, { file, "file", name } }, [("X-Chat", "1")]);
    }

    public async Task<List<JsonElement>> History(long after = 0)
    {
        var answer = await Send(HttpMethod.Get, $"/chat/messages?after={after}");
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("messages").EnumerateArray()];
    }

    /// <summary>The events of the stream after an id, as many as asked for.</summary>
    public async Task<List<(long Id, JsonElement Data)>> Stream(int count, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/stream");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var events = new List<(long, JsonElement)>();
        var id = 0L;
        while (events.Count < count && await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = long.Parse(line[4..]);
            if (line.StartsWith("data: ", StringComparison.Ordinal)) events.Add((id, JsonSerializer.Deserialize<JsonElement>(line[6..])));
        }

        return events;
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Accept-Language", language);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await Http.SendAsync(request);
    }

    public void Dispose() => Http.Dispose();
}
