using System.Net;
using System.Text;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>Bodies of odd shape at every door of the web, against the real process: each is answered, none is an error of ours.</summary>
[Slow]
public sealed class OddBodiesTests
{
    private static readonly string[] JsonDoors = ["/chat/messages", "/chat/push", "/chat/files"];

    private static readonly string[] FormDoors =
    [
        "/kiosk/DINSOS",
        "/chat/kabar",
        "/chat/buka",
        "/meja/masuk",
        "/meja/dalam",
        "/meja/terima",
        "/meja/kertas/hitung",
        "/meja/borongan",
    ];

    private static readonly string Deep = string.Concat(Enumerable.Repeat("[", 500)) + string.Concat(Enumerable.Repeat("]", 500));

    private static readonly string[] Bodies =
    [
        "",
        "null",
        "[]",
        "[null]",
        "{}",
        "0",
        "\"x\"",
        "{",
        "\u0000",
        "{\"id\":null}",
        "{\"id\":5}",
        "{\"id\":\"aaaaaaaa\",\"text\":[\"x\"]}",
        "{\"id\":\"aaaaaaab\",\"text\":\"\\ud800\"}",
        "{\"id\":\"aaaaaaac\",\"press\":{}}",
        "{\"id\":\"aaaaaaad\",\"press\":{\"data\":null,\"message\":1}}",
        "{\"id\":\"aaaaaaae\",\"press\":{\"data\":\"1:x:y\",\"message\":9223372036854775807}}",
        "{\"id\":\"aaaaaaaf\",\"press\":{\"data\":\"x\",\"message\":1e300}}",
        "{\"id\":\"aaaaaaag\",\"place\":{\"latitude\":1e308,\"longitude\":null}}",
        "{\"id\":\"aaaaaaah\",\"place\":[]}",
        "{\"id\":\"aaaaaaai\",\"language\":7,\"text\":\"halo\"}",
        "{\"id\":\"aaaaaaaj\",\"language\":\"\\u0000\",\"text\":\"/start\"}",
        "{\"endpoint\":null,\"keys\":null}",
        "{\"endpoint\":\"https://fcm.googleapis.com/x\",\"keys\":{\"p256dh\":5,\"auth\":[]}}",
        "{\"endpoint\":\"https://fcm.googleapis.com/x\",\"keys\":{\"p256dh\":\"!!\",\"auth\":\"\"}}",
        "{\"endpoint\":{\"a\":1}}",
        Deep, "{\"id\":" + Deep + "}", "key=&value=9", "key=x&value=3&value=4", "value=%ff%00", "k=" + new string('k', 43), "k=a&k=b",
        "data=",
        "data=user%3Dnull%26hash%3D00",
        "data=" + new string('%', 50), "t=x&unit=99999999999999999999",
    ];

    [Fact]
    public async Task Every_odd_body_is_answered_and_the_next_citizen_is_served()
    {
        await using var bot = new BotProcess();
        bot.Settings["Web__Url"] = $"http://127.0.0.1:{WorkersKillTests.FreePort()}";
        bot.Settings["Web__PostsPerMinute"] = bot.Settings["Web__PostsPerMinutePerIp"] = "1000"; // a refusal would prove nothing
        bot.Start();
        await bot.Up;
        using var browser = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(browser) { BaseAddress = new(bot.Settings["Web__Url"]) };
        using (await http.GetAsync("/chat")) { }

        var wrong = new List<string>();
        foreach (var (door, kind) in JsonDoors.Select(d => (d, "application/json"))
            .Concat(FormDoors.Select(d => (d, "application/x-www-form-urlencoded"))))
            foreach (var body in Bodies)
            {
                var status = (int)await Post(http, door, kind, body);
                if (IsWrong(status, door))
                    wrong.Add($"{status} {door} {body[..Math.Min(60, body.Length)]}");
            }

        wrong.ShouldBeEmpty();
        bot.IsAlive.ShouldBeTrue();
        (await http.GetAsync("/healthz/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        string.Join('\n', bot.Output).ShouldNotContain("Unhandled");
    }

    /// <summary>A door that is not there proves nothing; only a link that opens a talk is itself answered as not found.</summary>
    private static bool IsWrong(int status, string door) => status is >= 500 or 429 or 405 || (status == 404 && door != "/chat/buka");

    private static async Task<HttpStatusCode> Post(HttpClient http, string door, string kind, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", kind);
        request.Headers.Add("X-Chat", "1");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
