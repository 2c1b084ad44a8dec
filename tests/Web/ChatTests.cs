using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Core.Messaging;

namespace Tests.Web;

public class ChatTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3];

    [Theory]
    [InlineData("surat.pdf", "application/pdf", "MZ not a document", true, "application/pdf")]
    [InlineData("foto.jpg", "image/jpeg", "\0\0\0\u0014ftypheic\0\0\0\0mif1", false, "image/heic")]
    [InlineData("surat.pdf", "application/pdf", "%PDF-1.4", false, "application/pdf")]
    public async Task A_content_that_nobody_can_open_is_marked_as_it_comes(
        string name, string type, string content, bool marked, string seen)
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);

        await budi.Upload("u-0000001", name, type, System.Text.Encoding.ASCII.GetBytes(content));

        var file = host.Received.Last().Files.Single();
        (file.Unreadable, file.MediaType).ShouldBe((marked, seen));
    }

    [Fact]
    public async Task A_message_is_handed_on_with_the_address_of_the_cookie_and_answered()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        (await budi.Post(new { id = "m-0000001", text = "  Selamat pagi\u0002\u0007 ", language = "id" })).StatusCode.ShouldBe(
            HttpStatusCode.OK);

        var received = host.Received.ShouldHaveSingleItem();
        received.Text.ShouldBe("Selamat pagi");
        received.ExternalId.ShouldBe($"{received.Address}:m-0000001");
        received.Sender.ShouldBe(received.Address);
        var talk = await budi.History();
        talk.Select(Text).ShouldBe(["Selamat pagi", "Anda menulis: Selamat pagi"]);
        talk[0].GetProperty("mine").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_message_sent_again_is_stored_and_answered_once()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => budi.Post(new { id = "m-0000001", text = "Halo" })));
        host.Received.Count.ShouldBe(1);
        (await budi.History()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_whose_handling_failed_is_handled_when_the_browser_sends_it_again()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        host.Answer = (_, _) => throw new InvalidOperationException("secret words");
        var failed = await budi.Post(new { id = "m-0000001", text = "Halo" });
        failed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Error(failed)).ShouldStartWith("Maaf, kami sedang mengalami gangguan");
        host.Answer = RatingScript.Answer;
        (await budi.Post(new { id = "m-0000001", text = "Halo" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await budi.History()).Select(Text).ShouldBe(["Halo", "Anda menulis: Halo"]);
    }

    [Fact]
    public async Task Another_browser_sees_nothing_and_the_database_does_not_hold_the_cookie()
    {
        await using var host = await ChatHost.Start();
        using var budi = new ChatBrowser(host.Address);
        var page = await budi.Send(HttpMethod.Get, "/chat");
        var cookie = page.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        await budi.Post(new { id = "m-0000001", text = "Rahasia" });
        cookie.ShouldNotContain(host.Received.Single().Address);

        using var siti = await ChatBrowser.Open(host);
        (await siti.History()).ShouldBeEmpty();
        using var nobody = new ChatBrowser(host.Address);
        (await nobody.Send(HttpMethod.Get, "/chat/messages")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_site_cannot_speak_for_the_person(string header, string value)
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        (await budi.Post(new { id = "m-0000001", text = "Halo" }, (header, value))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        host.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_without_the_page_header_is_refused_and_one_from_the_page_is_taken()
    {
        await using var host = await ChatHost.Start(("Web:PublicUrl", "http://suara.example.go.id"));
        using var budi = await ChatBrowser.Open(host);
        var bare = await budi.Send(HttpMethod.Post, "/chat/messages", JsonContent.Create(new { id = "m-0000001", text = "Halo" }));
        bare.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var (id, origin) in new[] { ("m-0000002", host.Address.GetLeftPart(UriPartial.Authority)),
            ("m-0000003", "http://suara.example.go.id") })
            (await budi.Post(new { id, text = "Halo" }, ("Origin", origin),
                ("Sec-Fetch-Site", "same-origin"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task New_browsers_of_one_network_are_limited_and_those_known_are_let_in()
    {
        await using var host = await ChatHost.Start(("Web:NewChatsPerHourPerIp", "3"));
        var known = await ChatBrowser.Open(host);
        var answers = new List<HttpStatusCode>();
        (await known.Post(new { id = "m-0000000", text = "Halo" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 1; i <= 5; i++)
        {
            using var browser = await ChatBrowser.Open(host);
            answers.Add((await browser.Post(new { id = "m-0000001", text = "Halo" })).StatusCode);
        }

        answers.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests,
            HttpStatusCode.TooManyRequests]);
        (await known.Post(new { id = "m-0000002", text = "Halo" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        known.Dispose();
    }

    [Fact]
    public async Task Open_streams_of_one_network_are_limited()
    {
        await using var host = await ChatHost.Start(("Web:StreamsPerIp", "2"));
        var (answers, open) = (new List<HttpStatusCode>(), new List<IDisposable>());
        for (var i = 0; i < 3; i++)
        {
            var browser = await ChatBrowser.Open(host);
            var answer = await browser.Http.GetAsync("/chat/stream", HttpCompletionOption.ResponseHeadersRead);
            answers.Add(answer.StatusCode);
            open.AddRange([answer, browser]);
        }

        answers.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        open.ForEach(o => o.Dispose());
    }

    [Theory]
    [InlineData("id", "Pesan Anda datang terlalu cepat")]
    [InlineData("en-GB", "Your messages come too fast")]
    public async Task A_flood_gets_a_kind_sentence_in_the_language_of_the_browser(string language, string sentence)
    {
        await using var host = await ChatHost.Start(("Web:PostsPerMinute", "5"));
        using var budi = await ChatBrowser.Open(host, language);
        for (var i = 0; i < 5; i++) (await budi.Post(new { id = $"m-000000{i}", text = "Halo" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var flooded = await budi.Post(new { id = "m-0000009", text = "Halo" });
        flooded.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        flooded.Headers.RetryAfter.ShouldNotBeNull();
        (await Error(flooded)).ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_long_message_gets_a_sentence_with_both_numbers()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        var answer = await budi.Post(new { id = "m-0000001", text = new string('a', 5200) });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Error(answer)).ShouldStartWith("Pesan Anda 5.200 huruf, sedangkan satu pesan paling panjang 4.096 huruf");
        host.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"id":"short","text":"a"}""")]
    [InlineData("""{"id":"m-0000001"}""")]
    [InlineData("""{"id":"m-0000001","text":"a","press":{"message":1,"data":"b"}}""")]
    [InlineData("""{"id":"m-0000001","press":{"message":1,"data":""}}""")]
    [InlineData("""{"id":"m-0000001","place":{"latitude":91,"longitude":0}}""")]
    [InlineData("""{"id":"m-0000001","text":7}""")]
    [InlineData("not json")]
    public async Task What_the_page_would_never_send_is_refused(string body)
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        var answer = await budi.Send(HttpMethod.Post, "/chat/messages", new StringContent(body, Encoding.UTF8, "application/json"),
            ("X-Chat", "1"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        host.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_press_names_its_card_and_reads_as_the_label_of_the_button()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        await budi.Post(new { id = "m-0000001", text = "/start DPMPTSP", hidden = true });
        var card = (await budi.History())[^1].GetProperty("id").GetInt64();
        await budi.Post(new { id = "m-0000002", press = new { message = card, data = "q02" } });

        host.Received.Last().ShouldSatisfyAllConditions(r => r.Press.ShouldBe("q02"), r => r.PressedMessage.ShouldBe($"{card}"),
            r => r.Text.ShouldBeNull());
        var talk = await budi.History();
        Text(talk[2]).ShouldBe("Sesuai");
        talk[3].GetProperty("edits").GetInt64().ShouldBe(card);
    }

    [Fact]
    public async Task A_place_is_handed_on()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        await budi.Post(new { id = "m-0000001", place = new { latitude = -0.22, longitude = 100.63 } });
        host.Received.Single().Place.ShouldBe(new(-0.22, 100.63));
    }

    [Fact]
    public async Task The_stream_goes_on_after_the_last_event_that_the_browser_saw()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        await budi.Post(new { id = "m-0000001", text = "satu" });
        var first = await budi.Stream(2);
        var waiting = budi.Stream(3, $"{first[0].Id}");
        await budi.Post(new { id = "m-0000002", text = "dua" });
        (await waiting).Select(e => Text(e.Data)).ShouldBe(["Anda menulis: satu", "dua", "Anda menulis: dua"]);
        (await budi.Stream(1, $"{first[1].Id}")).Single().Id.ShouldBeGreaterThan(first[1].Id);
    }

    [Fact]
    public async Task An_edit_keeps_the_number_of_the_card_and_a_retired_card_loses_its_buttons()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        await budi.Post(new { id = "m-0000001", text = "Halo" });
        var to = host.Received.Single().Address;
        var card = await host.Say(new OutgoingMessage { Address = to, Text = "1", Rows = [[new Button("a", "a")]] });
        (await host.Say(new OutgoingMessage { Address = to, Text = "2", Rows = [[new Button("a", "a")]], EditOf = card })).ShouldBe(card);
        (await host.Say(new OutgoingMessage { Address = to, Text = "3", Rows = [[new Button("a", "a")]], EditOf = card })).ShouldBe(card);
        await host.Say(new OutgoingMessage { Address = to, Text = "next", Retires = card });

        var talk = await budi.History(2);
        talk.Select(Text).ShouldBe(["1", "3", "next"]);
        talk.Any(line => line.GetProperty("line").TryGetProperty("rows", out _)).ShouldBeFalse();
        (await host.Say(new OutgoingMessage { Address = to, Text = "new", EditOf = "999999" })).ShouldNotBe("999999");
    }

    [Fact]
    public async Task Nobody_edits_or_opens_the_line_of_another()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        using var siti = await ChatBrowser.Open(host);
        await budi.Upload("u-0000001", "ktp.png", "image/png", Png);
        var id = (await budi.History())[0].GetProperty("id").GetInt64();
        (await budi.Send(HttpMethod.Get, $"/chat/files/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await siti.Send(HttpMethod.Get, $"/chat/files/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_is_stored_once_and_can_be_opened_by_its_reference()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        (await budi.Upload("u-0000001", "../../foto\u0001.png", "image/png", Png)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await budi.Upload("u-0000001", "foto.png", "image/png", Png)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var file = host.Received.Single().Files.Single();
        file.Name.ShouldBe("foto.png");
        await using var content = await host.Channel.OpenFile(file.Reference, CancellationToken.None);
        var bytes = new MemoryStream();
        await content!.CopyToAsync(bytes);
        bytes.ToArray().ShouldBe(Png);
        (await host.Channel.OpenFile("../chat.db", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_page_disguised_as_a_picture_is_downloaded_and_never_shown()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        await budi.Upload("u-0000001", "foto.png", "image/png", "<script>alert(1)</script>"u8.ToArray());
        var id = (await budi.History())[0].GetProperty("id").GetInt64();
        var answer = await budi.Send(HttpMethod.Get, $"/chat/files/{id}");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task A_file_over_the_limit_gets_a_sentence_and_leaves_nothing()
    {
        await using var host = await ChatHost.Start(("Web:UploadMegabytes", "1"));
        using var budi = await ChatBrowser.Open(host);
        var answer = await budi.Upload("u-0000001", "besar.bin", "application/pdf", new byte[1024 * 1024 + 10]);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Error(answer)).ShouldBe("Berkas itu terlalu besar. Satu berkas paling besar 1 MB.");
        host.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_code_and_the_page_is_small()
    {
        await using var host = await ChatHost.Start();
        using var budi = new ChatBrowser(host.Address);
        var size = 0;
        foreach (var path in new[] { "/chat", "/chat/chat.css", "/chat/chat.js" })
        {
            var answer = await budi.Send(HttpMethod.Get, path);
            size += (await answer.Content.ReadAsByteArrayAsync()).Length;
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldNotContain("unsafe");
        }

        size.ShouldBeLessThan(33 * 1024);
    }

    [Fact]
    public async Task The_page_speaks_the_language_of_the_browser()
    {
        await using var host = await ChatHost.Start();
        foreach (var (asked, language) in new[] { ("en-GB,en;q=0.9,id;q=0.5", "en"), ("id-ID,en;q=0.8", "id"), ("jv", "id") })
        {
            using var browser = new ChatBrowser(host.Address, asked);
            var page = await (await browser.Send(HttpMethod.Get, "/chat")).Content.ReadAsStringAsync();
            page.ShouldContain($"<html lang=\"{language}\" ");
            page.ShouldNotContain("{{");
        }
    }

    private static string? Text(JsonElement line) =>
        line.GetProperty("line").TryGetProperty("text", out var text) ? text.GetString() : null;

    private static async Task<string> Error(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()!;
}
