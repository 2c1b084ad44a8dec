using System.Net;
using System.Text.Json;
using Bot.Web;
using Bot.Web.News;
using Core.Messaging;
using Core.News;
using Microsoft.EntityFrameworkCore;

namespace Tests.News;

/// <summary>A browser that took pushes is called when there is news, against a push service that decrypts what comes.</summary>
public sealed class PushTests
{
    [Fact]
    public async Task News_calls_the_browser_and_says_no_word_of_the_complaint()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        (await ibu.PostJson("/chat/push", host.Push.Subscription())).StatusCode.ShouldBe(HttpStatusCode.OK);

        await host.News();
        await host.Until(() => Task.FromResult(host.Push.Pushes.Count > 0));

        var push = host.Push.Pushes.ShouldHaveSingleItem();
        var said = JsonSerializer.Deserialize<JsonElement>(push.Text);
        said.GetProperty("body").GetString().ShouldBe("Ada kabar untuk pengaduan Anda.");
        push.Text.ShouldNotContain("Nurhayati");
        push.Encoding.ShouldBe("aes128gcm");
        push.Signed.Said.GetProperty("aud").GetString().ShouldBe("https://localhost"); // the library leaves the port out
        push.Signed.Said.GetProperty("sub").GetString().ShouldBe("https://suara.contoh.go.id");
        var key = JsonSerializer.Deserialize<JsonElement>(await (await ibu.Http.GetAsync("/chat/push")).Content.ReadAsStringAsync());
        push.Signed.Key.ShouldBe(key.GetProperty("key").GetString());
    }

    [Fact]
    public async Task It_speaks_the_language_of_the_talk_and_several_news_at_once_are_one_call()
    {
        await using var host = await NewsHost.Start();
        using var guest = await host.Talk();
        (await guest.Http.GetAsync("/chat?lang=en")).EnsureSuccessStatusCode();
        await guest.PostJson("/chat/push", host.Push.Subscription());

        await host.News();
        await host.Until(() => Task.FromResult(host.Push.Pushes.Count > 0));

        host.Push.Pushes.ShouldHaveSingleItem().Text.ShouldContain("There is news about your complaint.");
        (await host.Get<CallReaders>().Run()).ShouldBe(0);
    }

    [Fact]
    public async Task A_browser_whose_push_was_ended_hears_that_it_is_not_called_any_more()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        var subscription = host.Push.Subscription();
        (await IsOn()).ShouldBeFalse();
        await ibu.PostJson("/chat/push", subscription);
        (await IsOn()).ShouldBeTrue();
        using var other = await host.Talk();
        (await IsOn(other.Http)).ShouldBeFalse("of another talk it says nothing");

        await host.Get<Core.Persistence.WriteQueue>().Enqueue(async write => await write.Db.NewsWays.ExecuteDeleteAsync());
        (await IsOn()).ShouldBeFalse();

        async Task<bool> IsOn(HttpClient? http = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/push");
            request.Headers.Add("X-Push", JsonSerializer.Deserialize<JsonElement>(subscription).GetProperty("endpoint").GetString());
            using var answer = await (http ?? ibu.Http).SendAsync(request);
            return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("on").GetBoolean();
        }
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_subscription_that_is_gone_is_forgotten(int status)
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        await ibu.PostJson("/chat/push", host.Push.Subscription());
        host.Push.Answer = _ => status;

        await host.News();

        await host.Until(async () =>
        {
            await using var db = await host.Open();
            return !await db.NewsWays.AnyAsync() && !await db.Outbox.AnyAsync(m => m.Channel == "push");
        });
    }

    [Fact]
    public async Task A_service_that_is_away_is_asked_again_until_it_takes_the_push_and_replies_go_on_meanwhile()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        await ibu.PostJson("/chat/push", host.Push.Subscription());
        host.Push.Answer = _ => 503;
        await host.News();
        await host.Until(() => Task.FromResult(host.Push.Pushes.Count > 0));

        (await ibu.Post("/chat/messages", new { id = "m-0000002", text = "/bantuan" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.Until(async () => (await ibu.Http.GetStringAsync("/chat/messages")).Contains("/bantuan", StringComparison.Ordinal));
        host.Push.Answer = null;
        await host.Until(async () =>
        {
            await using var db = await host.Open();
            return !await db.Outbox.AnyAsync(m => m.Channel == "push");
        }, step: TimeSpan.FromSeconds(10));

        host.Push.Pushes.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_busy_service_says_how_long_it_wants_to_be_left_alone()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        await ibu.PostJson("/chat/push", host.Push.Subscription());
        host.Push.Answer = answer =>
        {
            answer.Headers.RetryAfter = "77";
            return 429;
        };

        (await Send(host)).ShouldBe(new SendOutcome.Later(TimeSpan.FromSeconds(77), Everyone: false));
        host.Push.Answer = _ => 400;
        (await Send(host)).ShouldBeOfType<SendOutcome.Refused>();
        await host.Push.DisposeAsync();
        (await Send(host)).ShouldBeOfType<SendOutcome.Later>();
    }

    [Theory]
    [InlineData("http://localhost:{port}/send")]
    [InlineData("https://127.0.0.1:{port}/send")]
    [InlineData("https://intranet.contoh.go.id/send")]
    [InlineData("https://localhost:{port}.evil.example/send")]
    [InlineData("https://somebody@localhost:{port}/send")]
    [InlineData("https://localhost/send")]
    [InlineData("ftp://localhost:{port}/send")]
    [InlineData("")]
    public async Task A_service_that_we_do_not_know_is_refused(string endpoint)
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        var given = host.Push.Subscription(endpoint.Replace("{port}", host.Push.Host.Split(':')[1]));

        (await ibu.PostJson("/chat/push", given)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ibu.PostJson("/chat/push", host.Push.Subscription($"{host.Push.Endpoint}/{new string('x', 1000)}"))).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest);
        (await ibu.PostJson("/chat/push", host.Push.Subscription().Replace("\"auth\":\"", "\"auth\":\"AA"))).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest);

        await using var db = await host.Open();
        (await db.NewsWays.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_known_name_that_leads_into_our_own_network_is_not_connected_to()
    {
        await using var push = await Tests.Support.PushServer.Start();
        using var http = new PushNetwork(PublicAddresses.Hold, (_, _, _, _) => true).Open();

        var refused = await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(new Uri(push.Endpoint)));

        refused.InnerException.ShouldBeOfType<PrivateAddressException>();
        push.Pushes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:192.168.1.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("142.250.4.95", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2607:f8b0:4023::5f", true)]
    [InlineData("::ffff:142.250.4.95", true)]
    public void Only_addresses_of_the_public_internet_are_public(string address, bool isPublic) =>
        PublicAddresses.Hold(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Fact]
    public async Task The_subscription_is_sealed_told_by_dataku_and_erased_by_hapus_with_what_is_on_its_way()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        await ibu.PostJson("/chat/push", host.Push.Subscription());
        (await ibu.Form("/chat/kabar", ("do", "link"))).EnsureSuccessStatusCode();
        await using (var db = await host.Open())
        {
            var way = await db.NewsWays.SingleAsync();
            way.Sealed.ShouldNotContain("localhost");
            (await db.TalkLinks.CountAsync()).ShouldBe(1);
        }

        host.Push.Answer = _ => 503;
        await host.News();
        await ibu.Post("/chat/messages", new { id = "m-0000003", text = "/dataku" });
        await host.Until(async () => (await ibu.Http.GetStringAsync("/chat/messages"))
            .Contains("pemberitahuan satu peramban", StringComparison.Ordinal));
        var told = await ibu.Http.GetStringAsync("/chat/messages");
        await using (var db = await host.Open())
        {
            var address = await db.People.Where(p => p.Channel == "web").Select(p => p.Address).SingleAsync();
            told.ShouldContain($"percakapan di peramban, yang dikenali dari sebuah kuki tanpa nama (sidiknya diawali {address[..6]})");
            told.ShouldNotContain(address);
        }

        await ibu.Post("/chat/messages", new { id = "m-0000004", text = "/hapus" });
        await ibu.Post("/chat/messages", new { id = "m-0000005", text = "Hapus data saya" });

        await using var after = await host.Open();
        (await after.NewsWays.AnyAsync()).ShouldBeFalse();
        (await after.TalkLinks.AnyAsync()).ShouldBeFalse();
        (await after.Outbox.AnyAsync(m => m.Channel == "push")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_browser_that_never_talked_and_another_site_are_refused()
    {
        await using var host = await NewsHost.Start();
        using var nobody = new NewsBrowser(host.Address);
        (await nobody.PostJson("/chat/push", host.Push.Subscription())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.Http.GetAsync("/chat")).EnsureSuccessStatusCode();
        (await nobody.PostJson("/chat/push", host.Push.Subscription())).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var worker = await nobody.Http.GetAsync("/chat/sw.js");
        worker.Headers.GetValues("Service-Worker-Allowed").ShouldBe(["/chat"]);
        worker.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        using var page = await nobody.Http.GetAsync("/chat");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("worker-src 'self'");
    }

    private static async Task<SendOutcome> Send(NewsHost host)
    {
        await using var db = await host.Open();
        var way = await db.NewsWays.SingleAsync();
        return await host.Channel("push").Send(new OutgoingMessage { Address = $"{way.Id}", Text = "Ada kabar." }, default);
    }
}
