using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Tests.Web;

/// <summary>The web door as such: what it leads to first, in which language, and what it says where there is nothing.</summary>
public sealed class WebDoorTests
{
    [Theory]
    [InlineData("/", "/chat?start=nilai", "/chat?start=adu")]
    [InlineData("/unit/DINSOS", "/chat?start=DINSOS", "/chat?start=adu_DINSOS")]
    public async Task What_a_citizen_can_do_stands_before_the_numbers(string address, string rate, string complain)
    {
        await using var host = await PageHost.Start(("Web:Chat", "true"));
        await host.Rate(await host.Unit("DINSOS", "Dinas Sosial"), 202611, 20);
        var page = await host.Page(address);
        page.QuerySelectorAll("nav.actions a").Select(a => a.GetAttribute("href")).ShouldBe([rate, complain, "/cek", "/chat?start=tanya"]);
        page.QuerySelectorAll("nav.actions a").Select(a => a.TextContent)
            .ShouldBe(["Beri penilaian", "Sampaikan pengaduan", "Cek kode", "Tanya"]);
        var whole = page.Body!.InnerHtml;
        whole.IndexOf("class=\"actions\"", StringComparison.Ordinal)
            .ShouldBeLessThan(whole.IndexOf("class=\"card", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/", null, null, "id")]
    [InlineData("/", "en-GB,en;q=0.9", null, "en")]
    [InlineData("/", "fr-FR,fr;q=0.9,en;q=0.5", null, "en")]
    [InlineData("/", "en", "id", "id")]
    [InlineData("/?lang=en", "id", "id", "en")]
    [InlineData("/cek?lang=xx", "en", null, "en")]
    public async Task The_address_speaks_before_the_choice_and_the_choice_before_the_browser(string address, string? browser,
        string? chosen, string spoken)
    {
        await using var host = await PageHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (browser is not null) request.Headers.Add("Accept-Language", browser);
        if (chosen is not null) request.Headers.Add("Cookie", $"bahasa={chosen}");
        using var answer = await host.Http.SendAsync(request);
        answer.Content.Headers.ContentLanguage.ShouldBe([spoken]);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"<html lang=\"{spoken}\">");
    }

    [Fact]
    public async Task A_choice_is_kept_for_the_pages_to_come()
    {
        await using var host = await PageHost.Start();
        using var answer = await host.Http.GetAsync("/?lang=en");
        answer.Headers.GetValues("Set-Cookie").Single().ShouldStartWith("bahasa=en;");
        (await host.Page("/")).QuerySelectorAll("header nav a").Single().GetAttribute("href").ShouldBe("/?lang=en");
    }

    [Theory]
    [InlineData("//evil.example/x", "/evil.example/x?lang=en")]
    [InlineData("///evil.example/x", "/evil.example/x?lang=en")]
    [InlineData("/%5Cevil.example/x", "/%5Cevil.example/x?lang=en")]
    [InlineData("/%09/evil.example/x", "/%09/evil.example/x?lang=en")]
    [InlineData("/./%2e//evil.example/x", "/evil.example/x?lang=en")]
    public async Task The_other_language_of_an_odd_address_is_here_and_nowhere_else(string path, string other)
    {
        await using var host = await PageHost.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await using var stream = client.GetStream(); // an address like these is put right by a client of a higher kind
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);

        var page = await reader.ReadToEndAsync();

        page.ShouldContain($"<a href=\"{other}\" lang=\"en\"");
    }

    [Theory]
    [InlineData("/foo")]
    [InlineData("/unit/DINSOS/apa")]
    public async Task An_unknown_address_has_a_page_of_its_own_with_a_way_on(string address)
    {
        await using var host = await PageHost.Start(("Web:Chat", "true"));
        using var answer = await host.Http.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("Halaman ini tidak ada");
        page.ShouldContain("href=\"/\"");
        using var data = await host.Http.GetAsync("/api/v1/foo");
        (await data.Content.ReadAsStringAsync()).ShouldContain("openapi.json");
    }

    [Fact]
    public async Task A_unit_that_there_is_not_has_a_way_on_too()
    {
        await using var host = await PageHost.Start(("Web:Chat", "true"));
        using var answer = await host.Http.GetAsync("/unit/TIDAKADA");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("Unit ini tidak ada di daftar kami");
        page.ShouldContain("/chat?start=adu");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cek")]
    [InlineData("/unit/DINSOS")]
    [InlineData("/api/v1/scores")]
    [InlineData("/poster/DINSOS")]
    public async Task Who_only_asks_whether_a_page_is_there_is_told_without_the_page(string address)
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");
        using var answer = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slip_of_the_finger_is_taken_back_and_pressed_again_it_stays_so()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");
        using var tapped = await Post(host, [("key", $"{Guid.NewGuid():N}"), ("value", "1")]);
        var thanks = await host.Page(tapped.Headers.Location!.ToString());
        var undo = thanks.QuerySelector(".slip button")!.GetAttribute("value")!;
        thanks.QuerySelector(".after a")!.TextContent.ShouldBe("Mengapa?");
        using var undone = await Post(host, [("undo", undo)]);
        (await undone.Content.ReadAsStringAsync()).ShouldContain("Sudah dibatalkan");
        using var again = await Post(host, [("undo", undo)]);
        (await again.Content.ReadAsStringAsync()).ShouldContain("Sudah dibatalkan");
        using var unknown = await Post(host, [("undo", $"{Guid.NewGuid():N}")]);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("tidak bisa dibatalkan lagi");
        await using var db = await host.Open();
        (await db.QuickRatings.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_tablet_that_was_just_touched_counts_no_second_touch()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");
        using var first = await Post(host, [("key", $"{Guid.NewGuid():N}"), ("value", "4")]);
        first.Headers.Contains("Set-Cookie").ShouldBeFalse(); // held by the service: a browser could drop what it is given
        using var second = await Post(host, [("key", $"{Guid.NewGuid():N}"), ("value", "4")]);
        (await second.Content.ReadAsStringAsync()).ShouldContain("Satu orang, satu sentuhan");
        (await host.Page(first.Headers.Location!.ToString())).QuerySelector(".after a").ShouldBeNull();
        await using var db = await host.Open();
        (await db.QuickRatings.CountAsync()).ShouldBe(1);
        ((FakeTimeProvider)host.Get<TimeProvider>()).Advance(TimeSpan.FromSeconds(3));
        using var next = await Post(host, [("key", $"{Guid.NewGuid():N}"), ("value", "4")]);
        (await db.QuickRatings.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task After_a_slip_the_right_face_can_be_touched_at_once()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");
        using var tapped = await Post(host, [("key", $"{Guid.NewGuid():N}"), ("value", "1")]);
        var slip = (await host.Page(tapped.Headers.Location!.ToString())).QuerySelector(".slip button")!.GetAttribute("value")!;
        using var undone = await Post(host, [("undo", slip)]);
        using var again = await Post(host, [("key", $"{Guid.NewGuid():N}"), ("value", "4")]);
        again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = await host.Open();
        (await db.QuickRatings.SingleAsync()).Value.ShouldBe(4);
    }

    [Fact]
    public async Task Why_shows_the_code_of_a_complaint()
    {
        await using var host = await PageHost.Start(("Web:Chat", "true"));
        await host.Unit("DINSOS");
        var page = await host.Page("/kiosk/DINSOS?why=1");
        page.QuerySelector(".long.said .code svg").ShouldNotBeNull();
        page.QuerySelector("h1")!.TextContent.ShouldBe("Ceritakan mengapa");
    }

    private static Task<HttpResponseMessage> Post(PageHost host, (string Key, string Value)[] form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/kiosk/DINSOS")
        {
            Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Key, f.Value))),
        };
        return host.Http.SendAsync(request);
    }
}
