using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Tests.Support.BotApi;

/// <summary>Calls the bot: in order within a chat (presses have a line of their own), again and again until it says 200.</summary>
internal sealed class BotApiWebhook(Uri address, string? secret, BotApiUpdates updates, TimeProvider time,
    Action<string> answered) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Channel<JsonObject>> _lines = new();

    /// <summary>How many calls the bot did not take.</summary>
    public int Failed { get; private set; }

    public void Post(JsonObject update)
    {
        var line = _lines.GetOrAdd(LineOf(update), key =>
        {
            var line = Channel.CreateUnbounded<JsonObject>();
            _ = Task.Run(() => Work(line.Reader));
            return line;
        });
        line.Writer.TryWrite(update);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _http.Dispose();
    }

    private static string LineOf(JsonObject update) => update["callback_query"] is { } press
        ? $"press {press["from"]!["id"]}"
        : $"chat {((update["message"] ?? update["edited_message"] ?? update["my_chat_member"] ?? update["channel_post"])?["chat"])?["id"]}";

    private async Task Work(ChannelReader<JsonObject> line)
    {
        try
        {
            await foreach (var update in line.ReadAllAsync(_stop.Token)) await Insist(update);
        }
        catch (OperationCanceledException)
        {
            // The server is gone.
        }
    }

    private async Task Insist(JsonObject update)
    {
        for (var pause = TimeSpan.Zero; ; pause = pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : pause * 2 < Longest ? pause * 2
            : Longest)
        {
            if (pause > TimeSpan.Zero) await Task.Delay(pause, time, _stop.Token);
            if (await Call(update) is not { } asked)
            {
                updates.Confirm((long)update["update_id"]!);
                return;
            }

            Failed++;
            updates.Repeated(update);
            if (asked > TimeSpan.Zero) await Task.Delay(asked, time, _stop.Token);
        }
    }

    // Null when it was taken, else how long the bot asked to wait.
    private async Task<TimeSpan?> Call(JsonObject update)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(update.ToJsonString()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (secret is not null) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        try
        {
            using var response = await _http.SendAsync(request, _stop.Token);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentLength is not 0
                && await response.Content.ReadAsStringAsync(_stop.Token) is { Length: > 0 } body) answered(body);
            return response.IsSuccessStatusCode ? null : response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        }
        catch (HttpRequestException)
        {
            return TimeSpan.Zero;
        }
    }
}
