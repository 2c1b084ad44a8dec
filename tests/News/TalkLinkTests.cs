using System.Net;
using System.Text.RegularExpressions;
using Core.News;
using Microsoft.EntityFrameworkCore;

namespace Tests.News;

/// <summary>The private link that opens a talk on another device.</summary>
public sealed partial class TalkLinkTests
{
    [Fact]
    public async Task The_link_opens_the_same_talk_on_another_device_and_stands_in_no_address_no_table_and_no_log()
    {
        await using var host = await NewsHost.Start();
        using var phone = await host.Talk();
        var token = await Make(phone);
        using var desk = new NewsBrowser(host.Address);
        using var page = await desk.Http.GetAsync("/chat/buka");

        using var opened = await desk.Form("/chat/buka", ("token", token));

        token.Length.ShouldBe(32); // 192 bits
        page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        opened.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        opened.Headers.Location!.ToString().ShouldBe("/chat");
        desk.Secret.ShouldBe(phone.Secret);
        (await desk.Http.GetStringAsync("/chat/messages")).ShouldBe(await phone.Http.GetStringAsync("/chat/messages"));
        await using var db = await host.Open();
        var link = await db.TalkLinks.SingleAsync();
        new[] { link.TokenHash, link.Sealed, link.Address }.ShouldAllBe(kept => !kept.Contains(token) && !kept.Contains(phone.Secret!));
        (await db.WebMessages.AnyAsync(m => m.Body.Contains(token))).ShouldBeFalse();
        host.Log.Lines.ShouldAllBe(line => !line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_of_another_language_opens_the_talk_in_its_own()
    {
        await using var host = await NewsHost.Start();
        using var phone = await host.Talk();
        var token = await Make(phone);
        using var desk = new NewsBrowser(host.Address);
        desk.Http.DefaultRequestHeaders.Add("Accept-Language", "en");
        (await desk.Http.GetStringAsync("/chat/buka")).ShouldContain("action=\"/chat/buka\"");

        using var opened = await desk.Form("/chat/buka", ("token", token));

        opened.Headers.Location!.ToString().ShouldBe("/chat");
        (await desk.Http.GetStringAsync("/chat")).ShouldContain("<html lang=\"id\"");
        using var asked = await desk.Form("/chat/buka?lang=en", ("token", token));
        asked.Headers.Location!.ToString().ShouldBe("/chat?lang=en");
    }

    [Fact]
    public async Task Who_finds_a_link_of_somebody_else_s_starts_a_talk_of_their_own_by_the_first_button()
    {
        await using var host = await NewsHost.Start();
        using var other = await host.Talk();
        var token = await Make(other); // put as a QR code over a poster
        using var stranger = new NewsBrowser(host.Address);
        using var known = await host.Talk();
        using var caught = new NewsBrowser(host.Address);
        (await caught.Form("/chat/buka", ("token", token), ("do", "open"))).Dispose();
        caught.Secret.ShouldBe(other.Secret);
        var before = known.Secret;
        var page = await stranger.Http.GetStringAsync("/chat/buka");

        foreach (var browser in new[] { stranger, known, caught })
        {
            using var opened = await browser.Form("/chat/buka", ("token", token), ("do", "own"));
            opened.Headers.Location!.ToString().ShouldBe("/chat");
            (await browser.Http.GetAsync("/chat")).EnsureSuccessStatusCode();
            browser.Secret.ShouldNotBeNull();
            browser.Secret.ShouldNotBe(other.Secret);
        }

        known.Secret.ShouldBe(before);
        page.ShouldContain("membaca semua yang ditulis dalam percakapannya");
        page.IndexOf("value=\"own\"", StringComparison.Ordinal).ShouldBePositive();
        page.IndexOf("value=\"own\"", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("value=\"open\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_code_beside_the_link_says_what_it_opens()
    {
        await using var host = await NewsHost.Start();
        using var phone = await host.Talk();

        using var answer = await phone.Form("/chat/kabar", ("do", "link"));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("aria-label=\"Kode QR untuk membuka percakapan ini di perangkat lain\"");
    }

    [Fact]
    public async Task A_new_link_ends_the_old_one_and_the_last_can_be_ended_too()
    {
        await using var host = await NewsHost.Start();
        using var phone = await host.Talk();
        var first = await Make(phone);
        var second = await Make(phone);

        (await Opens(host, first)).ShouldBeFalse();
        (await Opens(host, second)).ShouldBeTrue();
        (await phone.Form("/chat/kabar", ("do", "end"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Opens(host, second)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_ends_by_itself()
    {
        await using var host = await NewsHost.Start();
        using var phone = await host.Talk();
        var token = await Make(phone);

        host.Time.Advance(TimeSpan.FromDays(CallReaders.KeepLinkDays + 1));
        (await Opens(host, token)).ShouldBeFalse();
        await host.Get<CallReaders>().Forget();

        await using var db = await host.Open();
        (await db.TalkLinks.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_site_can_neither_make_a_link_nor_open_one_here()
    {
        await using var host = await NewsHost.Start();
        using var phone = await host.Talk();
        phone.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        (await phone.Form("/chat/kabar", ("do", "link"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var db = await host.Open();
        (await db.TalkLinks.AnyAsync()).ShouldBeFalse();
        (await phone.Form("/chat/buka", ("token", new string('A', 32)))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_cookie_that_another_site_of_the_domain_could_set_is_nobody_s()
    {
        await using var host = await NewsHost.Start();
        var known = new string('x', 43); // by somebody who waits to read what is written under it
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("Cookie", $"suara-layanan={known}");
        using var page = await http.GetAsync("/chat");

        var given = page.Headers.GetValues("Set-Cookie").Single(c => c.Contains("suara-layanan", StringComparison.Ordinal));
        given.ShouldStartWith("__Host-suara-layanan=");
        given.ShouldNotContain(known);
        foreach (var part in new[] { "path=/;", "secure", "httponly" }) given.ShouldContain(part, Case.Insensitive);
        given.ShouldNotContain("domain=", Case.Insensitive);
        (await http.GetAsync("/chat/messages")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Below_a_path_and_without_https_the_cookie_keeps_to_what_browsers_allow_there()
    {
        await using var host = await NewsHost.Start(("Web:PublicUrl", "https://kota.go.id/suara"), ("Web:PathBase", "/suara"));
        using var http = new HttpClient { BaseAddress = host.Address };

        using var page = await http.GetAsync("/suara/chat");

        page.Headers.GetValues("Set-Cookie").ShouldContain(c => c.StartsWith("suara-layanan=", StringComparison.Ordinal)
            && c.Contains("path=/suara;", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<bool> Opens(NewsHost host, string token)
    {
        using var desk = new NewsBrowser(host.Address);
        return (await desk.Form("/chat/buka", ("token", token))).StatusCode == HttpStatusCode.SeeOther;
    }

    private static async Task<string> Make(NewsBrowser browser)
    {
        using var answer = await browser.Form("/chat/kabar", ("do", "link"));
        answer.EnsureSuccessStatusCode();
        return Token().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    [GeneratedRegex("/chat/buka#([A-Za-z0-9_-]+)")]
    private static partial Regex Token();
}
