using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>A browser whose stream is open at one worker and whose messages come to another.</summary>
public sealed class WebOverWorkersTests
{
    [PostgresFact]
    public async Task An_answer_shows_at_once_in_a_stream_that_another_worker_holds()
    {
        await using var town = new Town();
        await using var first = Worker(town, "satu");
        await using var second = Worker(town, "dua");
        first.Start();
        second.Start();
        await first.Up;
        await second.Up;
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            Timeout =
            TimeSpan.FromSeconds(60)
        };
        var (held, other) = (AddressOf(first), AddressOf(second));
        (await http.GetAsync(new Uri(held, "/chat"))).EnsureSuccessStatusCode();
        using var stream = await http.GetAsync(new Uri(held, "/chat/stream"), HttpCompletionOption.ResponseHeadersRead);
        stream.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            var said = Stopwatch.GetTimestamp();
            await Say(http, other, $"pesan-{i}-abcdefgh");
            for (var shown = 0; shown < 2;)
                if ((await lines.ReadLineAsync())!.StartsWith("data:", StringComparison.Ordinal)) shown++; // what was said, and the answer
            waits.Add(Stopwatch.GetElapsedTime(said));
        }

        waits.ShouldAllBe(wait => wait < TimeSpan.FromSeconds(10), "the stream alone looks every fifteen seconds");
    }

    private static async Task Say(HttpClient http, Uri worker, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri(worker, "/chat/messages"))
        { Content = JsonContent.Create(new { id, text = "/bantuan" }) };
        request.Headers.Add("X-Chat", "1");
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private static Uri AddressOf(BotProcess bot) => new(bot.Settings["Web__Url"]);

    private static BotProcess Worker(Town town, string name)
    {
        var bot = new BotProcess();
        bot.Settings["Web__Url"] = $"http://127.0.0.1:{WorkersKillTests.FreePort()}";
        bot.Settings["Database__Provider"] = town.Database.Provider;
        bot.Settings["Database__ConnectionString"] = town.Database.ConnectionString;
        bot.Settings["Outbox__Instance"] = name;
        bot.Share(town.Folder);
        return bot;
    }
}
