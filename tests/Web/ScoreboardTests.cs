using System.Net;

namespace Tests.Web;

public sealed class ScoreboardTests
{
    [Fact]
    public async Task A_score_never_comes_without_its_interval_and_its_number_of_ratings()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS", "Dinas Sosial"), 202611, 12);

        var page = await host.Page("/?month=2026-11");

        var row = page.QuerySelector(".unit")!.TextContent;
        row.ShouldContain("Dinas Sosial");
        row.ShouldContain("75,00");
        row.ShouldContain("C Kurang Baik");
        row.ShouldContain("selang 95 %");
        row.ShouldContain("12 penilaian");
    }

    [Fact]
    public async Task A_unit_without_ratings_or_with_too_few_says_so_instead_of_showing_a_zero()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DISDIK", "Dinas Pendidikan");
        await host.Rate(await host.Unit("DINSOS", "Dinas Sosial"), 202610, 3);

        var rows = (await host.Page("/?month=2026-10")).QuerySelectorAll(".unit");

        rows[0].TextContent.ShouldContain("Belum ada penilaian pada Oktober 2026.");
        rows[1].TextContent.ShouldContain("3 penilaian pada Oktober 2026. Nilai ditampilkan mulai 5 penilaian.");
        rows.ShouldAllBe(r => r.QuerySelector(".index") == null);
    }

    [Fact]
    public async Task A_running_month_says_from_when_on_it_shows_something()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DISDIK", "Dinas Pendidikan");

        (await host.Page("/?month=2026-11")).QuerySelector(".unit")!.TextContent.ShouldContain(
            "Nilai November 2026 belum tampil: bulan yang masih berjalan ditampilkan mulai 10 penilaian.");
    }

    [Fact]
    public async Task Early_in_a_month_the_month_before_is_shown_and_named()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202610, 6);

        var page = await host.Page("/");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Oktober 2026");
        page.QuerySelector("a.next")!.GetAttribute("href").ShouldBe("/?month=2026-11");
    }

    [Fact]
    public async Task The_page_says_how_the_number_is_computed_and_that_it_is_indicative()
    {
        await using var host = await PageHost.Start();

        var lead = (await host.Page("/")).QuerySelector(".lead")!.TextContent;

        lead.ShouldContain("Permenpan RB 14/2017");
        lead.ShouldContain("indikatif");
    }

    [Fact]
    public async Task The_page_speaks_English_when_asked_and_keeps_doing_so_in_its_links()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202611, 5, "444444444");

        var page = await host.Page("/?month=2026-11&lang=en");

        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
        page.QuerySelector(".unit")!.TextContent.ShouldContain("A Very good");
        page.QuerySelector(".unit a")!.GetAttribute("href").ShouldBe("/unit/DINSOS?month=2026-11&lang=en");
        (await host.Page("/")).DocumentElement.GetAttribute("lang").ShouldBe("id");
    }

    [Fact]
    public async Task Whatever_is_written_into_a_name_stays_text()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS", "<script>alert(1)</script> & \"Sosial\""), 202611, 5);

        var page = await host.Page("/?month=2026-11");

        page.QuerySelectorAll("script").ShouldBeEmpty();
        page.QuerySelector(".unit h3")!.TextContent.ShouldBe("<script>alert(1)</script> & \"Sosial\"");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/unit/DINSOS")]
    [InlineData("/kiosk/DINSOS")]
    [InlineData("/poster/DINSOS")]
    public async Task Every_page_has_strict_headers_one_heading_and_one_main_part(string address)
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202611, 40);

        using var response = await host.Http.GetAsync(address);
        var page = await host.Page(address);

        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldNotBeEmpty();
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.QuerySelectorAll("main").Length.ShouldBe(1);
        page.QuerySelectorAll("[style]").ShouldBeEmpty();
        page.QuerySelectorAll("script").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/?month=2026-13", HttpStatusCode.BadRequest)]
    [InlineData("/unit/DINSOS?month=x", HttpStatusCode.BadRequest)]
    [InlineData("/unit/NOTHING", HttpStatusCode.NotFound)]
    [InlineData("/poster/NOTHING", HttpStatusCode.NotFound)]
    [InlineData("/poster/DINSOS?service=nothing", HttpStatusCode.NotFound)]
    [InlineData("/kiosk/NOTHING", HttpStatusCode.NotFound)]
    public async Task A_wrong_address_leads_back_to_the_board(string address, HttpStatusCode status)
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");

        (await host.Page(address, status)).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldContain("/");
    }
}
