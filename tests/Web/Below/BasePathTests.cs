using System.Net;
using Bot.Web;
using Bot.Web.Pages;
using Core.People;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tests.Desk;
using Tests.News;
using Tests.Support;

namespace Tests.Web.Below;

/// <summary>Below a path such as /suara no page, form, file, redirect or cookie leaves it; without one all is as it was.</summary>
[Slow]
[Trait("Database", "any")]
public sealed class BasePathTests
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis, petugas tidak ada dan antrean panjang sampai sore.";

    [Theory]
    [InlineData("/suara", false)]
    [InlineData("/suara", true)]
    [InlineData("/layanan/suara", false)]
    public async Task No_page_and_nothing_of_the_desk_leads_out_of_it(string below, bool cut)
    {
        var walk = await PagesAndDesk(below, cut);

        walk.Wrong.ShouldBeEmpty();
        var plain = await PagesAndDesk("", cut: false);
        plain.Wrong.ShouldBeEmpty();
        walk.Named.ShouldBe(plain.Named);
    }

    [Theory]
    [InlineData("/suara", false)]
    [InlineData("/suara", true)]
    public async Task Nothing_of_the_chat_leads_out_of_it(string below, bool cut)
    {
        var walk = await Chat(below, cut);

        walk.Wrong.ShouldBeEmpty();
        walk.Named.ShouldBe((await Chat("", cut: false)).Named);
    }

    [Fact]
    public async Task Letters_and_codes_lead_below_it()
    {
        await using var host = await NewsHost.Start(("Web:PathBase", "/suara"), ("Web:PublicUrl", "https://kota.go.id/suara"));
        using var ibu = await host.Talk();
        (await ibu.Form("/chat/kabar", ("do", "mail"), ("address", "ibu@contoh.id"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await host.Until(() => Task.FromResult(host.Mail.Mails.Count > 0));

        var mail = host.Mail.Mails[0].TextBody!;
        mail.ShouldContain("https://kota.go.id/suara/kabar/ya/");
        mail.ShouldContain("https://kota.go.id/suara/kabar/berhenti/");
        host.Get<Core.Messaging.StartLinks>().First!.Prefix.ShouldBe("https://kota.go.id/suara/chat?start=");
    }

    [Fact]
    public async Task Without_a_public_address_codes_lead_below_it_too()
    {
        await using var host = await PageHost.Start(("Web:PathBase", "/suara"), ("Web:Chat", "true"));
        await host.Unit("DINSOS");

        (await host.Page("/suara/poster/DINSOS")).QuerySelector(".address")!.TextContent
            .ShouldBe($"{host.Http.BaseAddress!.Authority}/suara/chat?start=DINSOS");
        new WebOptions { PathBase = "/suara" }.Address.ShouldBe("http://127.0.0.1:5080/suara");
    }

    [Fact]
    public async Task Every_address_of_ours_begins_with_a_name_that_no_path_may_take()
    {
        await using var desk = await DeskTown.Start();
        await using var news = await NewsHost.Start();
        var names = desk.Host.Get<EndpointDataSource>().Endpoints.Concat(news.Get<EndpointDataSource>().Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.PathSegments is [{ Parts: [Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart] }, ..])
            .Select(e => e.RoutePattern.RawText!.Split('/')[1]);

        names.Distinct().Except(BasePath.Ours).ShouldBeEmpty();
    }

    [Fact]
    public void What_people_write_stays_as_it_is_and_their_words_cannot_name_the_path()
    {
        var http = new DefaultHttpContext();
        http.Request.PathBase = "/suara";
        string Shown(Html markup) => markup.For(http.Request);

        Shown(Html.Of($"""<input value="{"/adukan"}"><a href="{"/cek"}">{"/cek"}</a><a href="{"//lain.example/x"}">x</a>"""))
            .ShouldBe("""<input value="/adukan"><a href="/suara/cek">/cek</a><a href="//lain.example/x">x</a>""");
        Shown(Html.Of($"""<p title="/unit">{"\uE000/x"}</p><form action="/cek">""")).ShouldBe("""<p title="/unit">&#xE000;/x</p><form action="/suara/cek">""");
    }

    private static async Task<LinkWalk> PagesAndDesk(string below, bool cut)
    {
        await using var town = await DeskTown.Start(("Web:PathBase", below), ("Web:Chat", "false"));
        var officer = await town.Official("11", Role.Officer, "DINSOS", "Rina Sari");
        await town.Official("11", Role.Triage);
        await town.Official("11", Role.UnitAdministrator, "DINSOS");
        var code = await town.Complaint(Story);
        await town.Complaint("Lampu jalan di depan kantor padam sejak minggu lalu.", kind: null);
        var unit = await town.Host.Unit("PKM", "Puskesmas Ibuh");
        await town.Host.Rate(unit, 202611, 20);
        await town.Host.Rate(unit, 202610, 20);
        var walk = new LinkWalk(town.Host.Http, below, cut);
        await walk.Go("/", "/?lang=en", "/?order=score", "/unit/PKM", "/unit/PKM?lang=en", "/unit/NOTHING", "/poster/PKM", "/qr/PKM.png",
            "/kiosk/PKM", $"/kiosk/PKM?thanks={Guid.Empty:N}&face=1", "/kiosk/PKM?why=1", "/cek", $"/cek/{code}", "/cek/K7QF-3MXW-E",
            $"/cek?code={code}", "/robots.txt", "/tidak-ada", "/api/v1/tidak-ada", "/api/v1/units/NOTHING/scores",
            "/api/v1/datapackage.json", "/api/v1/units", "/api/v1/units.csv", "/api/v1/complaints", "/api/v1/units/PKM/complaints",
            "/api/v1/units/PKM/complaints.csv", "/layar", "/meja", "/meja/masuk?k=bukan", $"/meja/masuk?k={new string('A', 43)}",
                "/meja/dalam");
        await walk.Post("/kiosk/PKM", ("key", $"{Guid.Empty:N}"), ("value", "4"));
        await walk.Post("/meja/masuk", ("k", await town.Link(officer)));
        await Desk(walk, code);
        walk.Missed(town.Host.Get<EndpointDataSource>()).ShouldBeEmpty();
        walk.Named.Where(n => n.Contains("lang=", StringComparison.Ordinal) && n.EndsWith(" is 404", StringComparison.Ordinal)
            && n.Contains("/meja/", StringComparison.Ordinal)).ShouldBeEmpty("every page of the desk is there in the other language");
        return walk;

        async Task Desk(LinkWalk walk, string code)
        {
            await walk.Go("/meja?q=loket", $"/meja/k/{code}", $"/meja/k/{code}?lang=en", $"/meja/k/{code}/siapa?versi=0",
                $"/meja/k/{code}/berkas/1",
                "/meja/terima", $"/meja/terima/{code}", "/meja/jawaban", "/meja/buku", "/meja/buku/xlsx?dari=2026-11-01&sampai=2026-11-22",
                "/meja/buku/pdf", "/meja/kertas", "/meja/kertas?unit=DINSOS", "/meja/kertas/isian?unit=DINSOS");
            var token = await Token(town, walk);
            await walk.Post($"/meja/k/{code}/ambil", ("t", token), ("versi", "1"));
            await walk.Post("/meja/daftar", ("t", token), ("nama", "Loket"), ("saring", "?q=loket"));
            await walk.Post("/meja/terima", ("t", token), ("asal", Core.Complaints.Desk.Origins.TakenIn[0]), ("cerita", Story),
                ("setuju", "1"));
            await walk.Post("/meja/borongan", ("t", token), ("k", code), ("aksi", "selesai"));
            await walk.Post("/meja/keluar", ("t", token));
        }
    }

    private static async Task<string> Token(DeskTown town, LinkWalk walk) =>
        (await new DeskBrowser(town.Host.Http) { Cookie = walk.Cookie }.Page("/meja")).QuerySelector("input[name=t]")!
            .GetAttribute("value")!;

    private static async Task<LinkWalk> Chat(string below, bool cut)
    {
        await using var host = await NewsHost.Start(("Web:PathBase", below), ("Web:PublicUrl",
            below.Length == 0 ? "" : $"https://kota.go.id{below}"),
            ("Mail:Host", ""));
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = host.Address };
        var walk = new LinkWalk(http, below, cut);
        await walk.Go("/chat", "/chat?start=DINSOS", "/chat?lang=en", "/chat/sw.js", "/chat/news.js", "/chat/messages", "/chat/menu",
            "/chat/files/1", "/chat/push", "/chat/kabar", "/chat/kabar?lang=en", "/chat/buka", "/kabar/ya/1/bukan",
                "/kabar/berhenti/1/bukan");
        await walk.Post("/chat/kabar", ("do", "link"));
        await walk.Post("/chat/kabar", ("do", "end"));
        walk.Missed(host.Get<EndpointDataSource>()).Where(p => p.StartsWith("/chat", StringComparison.Ordinal)
            || p.StartsWith("/kabar", StringComparison.Ordinal)).ShouldBeEmpty();
        return walk;
    }
}
