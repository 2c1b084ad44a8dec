using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tests.Support.BotApi;

/// <summary>
/// The platform at its worst: hands out any number of generated updates, by polling or by webhook, and then asks each chat for a
/// word, to see that none is stuck. It answers every call and checks none.
/// </summary>
internal sealed class BotApiNoiseServer : IAsyncDisposable
{
    private const int Batch = 100;
    private const int AtOnce = 16;
    private const string NoNumber = "\"ID\"";

    private readonly WebApplication _app;
    private readonly BotApiNoise _noise;
    private readonly int _chats;
    private readonly Queue<(int Id, string Json)> _waiting = new();
    private readonly ConcurrentDictionary<long, string> _presses = new();
    private readonly ConcurrentDictionary<long, int> _replies = new();
    private readonly Lock _lock = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly TaskCompletionSource<Uri> _hook = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _left;
    private int _last;
    private int _messages = 1000;
    private long _refused;
    private string _trouble = "no trouble";
    private string _lastCall = "no call";

    private BotApiNoiseServer(WebApplication app, int seed, int chats, long count) =>
        (_app, _noise, _chats, _left) = (app, new(seed, chats), chats, count);

    public string Token { get; } = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    public string Secret { get; } = "rahasia-uji";

    public string Url { get; private set; } = "";

    /// <summary>Where the bot wants to be called.</summary>
    public Task<Uri> Hook => _hook.Task;

    /// <summary>Updates that are not confirmed yet, made or not.</summary>
    public long Left
    {
        get
        {
            lock (_lock) return _left + _waiting.Count;
        }
    }

    /// <summary>Calls of the webhook that were not taken.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>What a run that goes no further may come from: the bot's last call, and the last trouble in calling it.</summary>
    public string Told => $"Its last call: {_lastCall}; in calling it: {_trouble}.";

    /// <summary>Messages that the bot sent.</summary>
    public int Messages => Volatile.Read(ref _messages) - 1000;

    public static async Task<BotApiNoiseServer> Start(int seed, int chats, long count)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new BotApiNoiseServer(builder.Build(), seed, chats, count);
        server._app.Run(server.Answer);
        await server._app.StartAsync();
        server.Url = server._app.Urls.Single();
        return server;
    }

    /// <summary>Calls the webhook with all that is to be handed out; an update is called for again until it is taken.</summary>
    public async Task CallAll(CancellationToken stop)
    {
        var hook = await Hook;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Take() is { } update) await Call(hook, update, stop);
        }));
    }

    /// <summary>Asks each chat, and says which gave no answer in time.</summary>
    public async Task<IReadOnlyList<long>> AskEach(bool byWebhook, CancellationToken stop)
    {
        var chats = Enumerable.Range(0, _chats).Select(BotApiNoise.Chat).ToList();
        var before = chats.ToDictionary(c => c, c => _replies.GetValueOrDefault(c));
        var questions = chats.Select(Question).ToList();
        if (byWebhook) foreach (var question in questions) await Call(await Hook, question, stop);
        else
            lock (_lock)
                foreach (var question in questions) _waiting.Enqueue((++_last, Numbered(question, _last)));

        while (true)
        {
            var silent = chats.Where(c => _replies.GetValueOrDefault(c) == before[c]).ToList();
            if (silent.Count == 0 || stop.IsCancellationRequested) return silent;
            await Task.Delay(200, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static string Numbered(string update, int id) => update.Replace(NoNumber, $"{id}", StringComparison.Ordinal);

    private static string Question(long chat)
    {
        var person = $$"""{"id":{{chat}},"is_bot":false,"first_name":"Warga"}""";
        var where = $$"""{"id":{{chat}},"type":"private"}""";
        return $$$"""{"update_id":"ID","message":{"message_id":1,"date":1,"from":{{{person}}},"chat":{{{where}}},"text":"/bantuan"}}""";
    }

    private string? Take()
    {
        lock (_lock)
        {
            if (_left == 0) return null;
            _left--;
            return Next();
        }
    }

    private string Next() => _noise.Next(++_last, chat => _presses.GetValueOrDefault(chat));

    private async Task Call(Uri hook, string update, CancellationToken stop)
    {
        var body = update.Contains(NoNumber, StringComparison.Ordinal) ? Numbered(update, Interlocked.Increment(ref _last)) : update;
        while (!stop.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hook);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", Secret);
            try
            {
                using var answer = await _http.SendAsync(request, stop);
                if (answer.StatusCode == HttpStatusCode.OK) return;
                _trouble = $"{answer.StatusCode} to {body}";
                Interlocked.Increment(ref _refused);
            }
            catch (HttpRequestException e)
            {
                _trouble = e.Message;
            }

            await Task.Delay(50, stop);
        }
    }

    private async Task Answer(HttpContext http)
    {
        var method = http.Request.Path.Value!.Split('/')[^1];
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        _lastCall = $"{method} {body}";
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(method == "getUpdates" ? await Updates(body, http.RequestAborted) : Result(method, body));
    }

    private string Result(string method, string body)
    {
        if (method == "setWebhook") _hook.TrySetResult(new Uri(JsonDocument.Parse(body).RootElement.GetProperty("url").GetString()!));
        if (method == "getMe") return """{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Suara","username":"suara_uji_bot"}}""";
        if (method == "getWebhookInfo") return """{"ok":true,"result":{"url":"","pending_update_count":0}}""";
        if (method == "getFile") return """{"ok":false,"error_code":400,"description":"Bad Request: wrong file_id"}""";
        if (!method.StartsWith("send", StringComparison.Ordinal) && method != "editMessageText") return """{"ok":true,"result":true}""";
        return $$$"""{"ok":true,"result":{"message_id":{{{Sent(body)}}},"date":1}}""";
    }

    private int Sent(string body)
    {
        var id = Interlocked.Increment(ref _messages);
        if (body.Length == 0 || body[0] != '{') return id;
        using var call = JsonDocument.Parse(body);
        if (!call.RootElement.TryGetProperty("chat_id", out var where) || where.ValueKind != JsonValueKind.Number) return id;
        var chat = where.GetInt64();
        if (PressOf(call.RootElement, id) is { } press) _presses[chat] = press;
        _replies.AddOrUpdate(chat, 1, (_, n) => n + 1);
        return id;
    }

    private static string? PressOf(JsonElement call, int turn)
    {
        if (!call.TryGetProperty("reply_markup", out var markup) || !markup.TryGetProperty("inline_keyboard", out var rows)) return null;
        var data = rows.EnumerateArray().SelectMany(r => r.EnumerateArray()).Where(b => b.TryGetProperty("callback_data", out _)).ToList();
        if (data.Count == 0) return null;
        var one = data[turn % data.Count].GetProperty("callback_data").GetString()!;
        return JsonEncodedText.Encode(one).ToString();
    }

    private async Task<string> Updates(string body, CancellationToken gone)
    {
        var offset = body.Length > 0 && JsonDocument.Parse(body).RootElement.TryGetProperty("offset", out var asked) ? asked.GetInt64() : 0;
        lock (_lock)
        {
            while (_waiting.TryPeek(out var first) && first.Id < offset) _waiting.Dequeue();
            for (; _waiting.Count < Batch && _left > 0; _left--)
            {
                var json = Next();
                _waiting.Enqueue((_last, json));
            }
        }

        if (_waiting.Count == 0) await Task.Delay(200, gone);
        lock (_lock)
        {
            var list = _waiting.Take(Batch).Select(u => u.Json).ToList();
            if (list.Count > 1 && _last % 3 == 0) list.Insert(_last % list.Count, _noise.NoUpdate());
            return $$"""{"ok":true,"result":[{{string.Join(',', list)}}]}""";
        }
    }
}
