using System.Net;
using System.Security.Cryptography;
using System.Text;
using Core.Complaints;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>The desk's door: what opens it opens once and for minutes, and nothing forged opens it at all.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task A_link_opens_once_and_leaves_no_secret_in_an_address()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var link = await town.Link(officer);
        var browser = new DeskBrowser(town.Host.Http);

        // Whoever only fetches the address, as a messenger's preview does, uses nothing up.
        (await browser.Page($"/meja/masuk?k={link}")).QuerySelector("form button").ShouldNotBeNull();
        using var entered = await browser.Post("/meja/masuk", ("k", link));
        entered.Headers.Location!.ToString().ShouldBe("/meja");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single();
        foreach (var part in new[] { "httponly", "samesite=strict", "path=/meja" }) cookie.ToLowerInvariant().ShouldContain(part);
        using var list = await browser.Get("/meja");
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
        (list.Headers.GetValues("Referrer-Policy").Single(), list.Headers.CacheControl!.NoStore).ShouldBe(("no-referrer", true));
        list.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");

        (await new DeskBrowser(town.Host.Http).Post("/meja/masuk", ("k", link))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var db = await town.Host.Open();
        var kept = string.Join(' ', await db.DeskLinks.Select(l => l.Hash).ToListAsync()) + await db.DeskSessions
            .Select(s => s.Hash).SingleAsync();
        kept.ShouldNotContain(link);
        kept.ShouldNotContain(browser.Cookie!.Split('=')[1]);
    }

    [Fact]
    public async Task A_language_that_was_chosen_at_the_desk_stays()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        using var chosen = await browser.Get("/meja?lang=en");
        browser.Cookie += "; " + chosen.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        (await browser.Page("/meja/terima")).DocumentElement.GetAttribute("lang").ShouldBe("en");
        (await browser.Page("/meja?lang=id")).DocumentElement.GetAttribute("lang").ShouldBe("id");
    }

    [Fact]
    public async Task A_link_is_good_for_ten_minutes_and_a_session_for_eight_hours()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var late = await town.Link(officer);
        town.Host.Time.Advance(TimeSpan.FromMinutes(10));
        (await new DeskBrowser(town.Host.Http).Post("/meja/masuk", ("k", late))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var browser = await town.Enter(officer);
        town.Host.Time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        (await browser.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.OK);
        town.Host.Time.Advance(TimeSpan.FromSeconds(1));
        (await browser.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_forged_or_missing_cookie_opens_nothing()
    {
        await using var town = await DeskTown.Start();
        foreach (var cookie in new[] { null, "suara-meja=x", $"suara-meja={new string('A', 43)}" })
            foreach (var address in new[] { "/meja", "/meja/k/K7QF-3MXW-E", "/meja/k/K7QF-3MXW-E/siapa", "/meja/k/K7QF-3MXW-E/berkas/1" })
                (await new DeskBrowser(town.Host.Http) { Cookie = cookie }.Get(address)).StatusCode
                    .ShouldBe(HttpStatusCode.Unauthorized, address);
        (await new DeskBrowser(town.Host.Http).Post("/meja/masuk", ("k", new string('A', 43)))).StatusCode
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task No_address_of_the_desk_opens_without_a_session_or_takes_a_form_that_is_not_ours()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var routes = town.Host.Get<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints
            .OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/meja", StringComparison.Ordinal)).ToList();
        var checkedRoutes = 0;
        foreach (var route in routes)
        {
            var address = route.RoutePattern.RawText!.TrimEnd('/').Replace("{id:long}", "1", StringComparison.Ordinal)
                .Replace("{code}", "K7QF-3MXW-E", StringComparison.Ordinal).Replace("{step}", "ambil", StringComparison.Ordinal)
                .Replace("{form}", "xlsx", StringComparison.Ordinal);
            if (address is "/meja/masuk" or "/meja/dalam") continue;
            var posts = route.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>()!.HttpMethods.Contains("POST");
            var stranger = new DeskBrowser(town.Host.Http) { Cookie = $"suara-meja={new string('A', 43)}" };
            using var answer = posts ? await stranger.Post(address, ("t", "x")) : await stranger.Get(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, address);
            if (posts) (await browser.Post(address, ("t", new string('0', 64)))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            checkedRoutes++;
        }

        checkedRoutes.ShouldBeGreaterThan(14);
    }

    [Fact]
    public async Task A_role_that_ends_shuts_the_door_at_once()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Antrean di loket sangat panjang hari ini.");
        var browser = await town.Enter(officer);
        await browser.Page($"/meja/k/{code}");
        await town.Host.Get<WriteQueue>().Enqueue(async write =>
            (await write.Db.Memberships.SingleAsync(m => m.PersonId == officer)).End(PageTime(town)));

        (await browser.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.Get($"/meja/k/{code}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_that_was_ended_is_out()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var (one, other) = (await town.Enter(officer), await town.Enter(officer));
        var token = (await one.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;

        (await one.Post("/meja/keluar", ("t", token), ("semua", "1"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_form_that_is_not_ours_changes_nothing()
    {
        await using var town = await DeskTown.Start();
        var (officer, colleague) = (await town.Official("1", Role.Officer, "DINSOS"), await town.Official("2", Role.Officer, "DINSOS"));
        var code = await town.Complaint("Antrean di loket sangat panjang hari ini.");
        var (browser, other) = (await town.Enter(officer), await town.Enter(colleague));
        var foreign = (await other.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        foreach (var token in new[] { "", "x", foreign })
            (await browser.Post($"/meja/k/{code}/ambil", ("t", token), ("versi", "1"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var own = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        browser.Origin = "https://lain.example";
        (await browser.Post($"/meja/k/{code}/ambil", ("t", own), ("versi", "1"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await town.Stored(code)).HolderId.ShouldBeNull();
    }

    [Fact]
    public async Task Telegram_opens_it_by_what_it_signed_once_and_freshly()
    {
        await using var town = await DeskTown.Start();
        await town.Official("77", Role.Officer, "DINSOS");
        var good = Signed(town, "77");
        var browser = new DeskBrowser(town.Host.Http);
        (await browser.Post("/meja/dalam", ("data", good))).Headers.Location!.ToString().ShouldBe("/meja");
        (await browser.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Refused(town, good);
        await Refused(town, Signed(town, "77", token: "123456:another"));
        await Refused(town, Signed(town, "78"));
        await Refused(town, Signed(town, "77", age: TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1)));
        await Refused(town, Signed(town, "77", age: TimeSpan.FromHours(-1)));
        await Refused(town, Signed(town, "77").Replace("%3A77", "%3A1", StringComparison.Ordinal));
        await Refused(town, Signed(town, "77") + "&user=x");
        await Refused(town, "");
    }

    [Fact]
    public async Task Somebody_without_a_role_at_the_desk_stays_outside_though_Telegram_knows_them()
    {
        await using var town = await DeskTown.Start();
        await town.Official("5", Role.Asn, "DINSOS");
        var browser = new DeskBrowser(town.Host.Http);
        await browser.Post("/meja/dalam", ("data", Signed(town, "5")));
        (await browser.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Each_look_at_what_is_berkadar_pengawasan_is_in_the_record()
    {
        await using var town = await DeskTown.Start();
        var inspector = await town.Official("9", Role.Inspectorate);
        var code = await town.Complaint("Petugas meminta uang pelicin di loket.", kind: ComplaintClass.Supervisory);
        var browser = await town.Enter(inspector);
        (await browser.Page("/meja")).DocumentElement.TextContent.ShouldNotContain("pelicin");
        await browser.Page($"/meja/k/{code}");
        await browser.Page($"/meja/k/{code}");

        await using var db = await town.Host.Open();
        (await db.Audit.Where(a => a.Act == "look-supervisory").Select(a => $"{a.ActorId} {a.What}").ToListAsync())
            .ShouldBe([$"{inspector} {code}", $"{inspector} {code}"]);
    }

    private static DateTimeOffset PageTime(DeskTown town) => town.Host.Time.GetUtcNow();

    private static async Task Refused(DeskTown town, string data) =>
        (await new DeskBrowser(town.Host.Http).Post("/meja/dalam", ("data", data))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, data);

    /// <summary>Init data as Telegram's documentation says that it is signed.</summary>
    private static string Signed(DeskTown town, string user, string token = DeskTown.Token, TimeSpan age = default)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["auth_date"] = $"{(town.Host.Time.GetUtcNow() - age).ToUnixTimeSeconds()}",
            ["query_id"] = "AAHdF6IQAAAAAN0XohDhrOrc",
            ["user"] = $$"""{"id":{{user}},"first_name":"Ani"}""",
        };
        var key = HMACSHA256.HashData("WebAppData"u8, Encoding.UTF8.GetBytes(token));
        var check = string.Join('\n', fields.Select(f => $"{f.Key}={f.Value}"));
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(check)));
        return string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}").Append($"hash={hash}"));
    }
}
