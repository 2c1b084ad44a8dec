using System.Net;
using Core.Calendar;
using Core.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Tests.Web;

public sealed class KioskTests
{
    [Fact]
    public async Task One_tap_is_stored_thanked_for_and_kept_out_of_the_score()
    {
        await using var host = await PageHost.Start(("Web:TapEverySeconds", "0"));
        await host.Unit("DINSOS", "Dinas Sosial");
        var start = await host.Page("/kiosk/DINSOS");

        using var answer = await Tap(host, start.QuerySelector("input[name=key]")!.GetAttribute("value")!, "4");
        var thanks = await host.Page(answer.Headers.Location!.ToString());

        start.QuerySelectorAll("form button svg").Length.ShouldBe(4);
        start.QuerySelectorAll("form button").Select(b => b.TextContent).ShouldBe(["Tidak baik", "Kurang baik", "Baik", "Sangat baik"]);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        thanks.QuerySelector("h1")!.TextContent.ShouldBe("Terima kasih!");
        thanks.QuerySelectorAll("form.then button").Length.ShouldBe(4); // the next citizen needs nothing loaded
        thanks.QuerySelector("form input[name=key]")!.GetAttribute("value")
        .ShouldNotBe(start.QuerySelector("input[name=key]")!.GetAttribute("value"));
        await using var db = await host.Open();
        (await db.QuickRatings.SingleAsync()).ShouldSatisfyAllConditions(r => r.Value.ShouldBe(4),
            r => r.Month.ShouldBe(new Month(202611)));
        var board = await host.Page("/?month=2026-11");
        board.QuerySelector(".unit")!.TextContent.ShouldContain("Nilai November 2026 belum tampil");
        board.QuerySelector(".quick").ShouldBeNull(); // the newest follow
        for (var i = 0; i < 9; i++) (await Tap(host, Guid.NewGuid().ToString("N"), "4")).Dispose();
        (await host.Page("/?month=2026-11")).QuerySelector(".quick tbody tr")!.TextContent.ShouldBe("Dinas Sosial00055");
    }

    [Fact]
    public async Task More_than_a_counters_people_tap_in_an_hour_is_kept_apart_and_shown_as_such()
    {
        await using var host = await PageHost.Start(("Web:TapsPerHour", "12"), ("Web:TapEverySeconds", "0"));
        await host.Unit("DINSOS", "Dinas Sosial");

        for (var i = 0; i < 25; i++) (await Tap(host, Guid.NewGuid().ToString("N"), "1")).Dispose();

        await using var db = await host.Open();
        (await db.QuickRatings.CountAsync(r => r.Step == QuickStep.Apart)).ShouldBe(13);
        var part = (await host.Page("/?month=2026-11")).QuerySelector(".quick")!;
        part.QuerySelector("tbody tr")!.TextContent.ShouldBe("Dinas Sosial50005");
        part.TextContent.ShouldContain("10 sentuhan melebihi batas wajar");
    }

    [Fact]
    public async Task Addresses_of_one_IPv6_network_share_a_limit()
    {
        await using var host = await PageHost.Start(("Web:TrustProxy", "true"), ("Web:TapEverySeconds", "0"));
        await host.Unit("DINSOS");
        var slowed = 0;

        for (var i = 0; i < 40; i++)
        {
            using var answer = await Tap(host, Guid.NewGuid().ToString("N"), "1", null, $"2001:db8:7:7::{i + 1:x}");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) slowed++;
        }

        using var other = await Tap(host, Guid.NewGuid().ToString("N"), "1", null, "2001:db8:7:8::1");
        slowed.ShouldBeGreaterThanOrEqualTo(10);
        other.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task The_same_tap_twice_counts_once()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");
        var key = Guid.NewGuid().ToString("N");

        using var first = await Tap(host, key, "3");
        using var second = await Tap(host, key, "3");

        second.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = await host.Open();
        (await db.QuickRatings.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Taps_that_no_people_can_make_are_slowed_down()
    {
        await using var host = await PageHost.Start(("Web:TapEverySeconds", "0"));
        await host.Unit("DINSOS");
        var slowed = 0;

        for (var i = 0; i < 40; i++)
        {
            using var answer = await Tap(host, Guid.NewGuid().ToString("N"), "1");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) slowed++;
        }

        slowed.ShouldBeGreaterThan(0);
        await using var db = await host.Open();
        (await db.QuickRatings.CountAsync()).ShouldBe(40 - slowed);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_of_another_site_is_refused(string header, string value)
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");

        using var answer = await Tap(host, Guid.NewGuid().ToString("N"), "1", (header, value));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var db = await host.Open();
        (await db.QuickRatings.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("5", "00000000000000000000000000000001")]
    [InlineData("0", "00000000000000000000000000000001")]
    [InlineData("", "00000000000000000000000000000001")]
    [InlineData("3", "no key")]
    public async Task A_tap_that_makes_no_sense_is_refused(string value, string key)
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");

        using var answer = await Tap(host, key, value);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<HttpResponseMessage> Tap(PageHost host, string key, string value, (string Name, string Value)? header = null,
        string? from = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/kiosk/DINSOS")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("key", key), KeyValuePair.Create("value", value)]),
        };
        request.Headers.Add(header?.Name ?? "Sec-Fetch-Site", header?.Value ?? "same-origin");
        if (from is not null) request.Headers.Add("X-Forwarded-For", from);
        return host.Http.SendAsync(request);
    }
}
