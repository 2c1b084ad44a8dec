using System.Net;
using System.Text.Json;
using Tests.Support;

namespace Tests.Web;

/// <summary>Units that stand above others, on the pages and in open data.</summary>
public sealed class BranchPagesTests
{
    [Fact]
    public async Task A_unit_shows_itself_and_itself_with_those_below_it()
    {
        await using var host = await Dinas();

        var page = WebUtility.HtmlDecode(await host.Http.GetStringAsync("/unit/DINKES?month=2026-10"));

        page.ShouldContain("Bersama 2 unit di bawahnya");
        page.ShouldContain("91,67"); // (10 × 3 + 20 × 4) / 30 = 3,6667
        page.ShouldContain("Dihitung dari 2 di antara 3 unit, yaitu unit yang nilainya sendiri sudah tampil. 3 penilaian lain tidak ikut");
        page.ShouldContain("/unit/PKM-A?month=2026-10");
        var below = WebUtility.HtmlDecode(await host.Http.GetStringAsync("/unit/PKM-A?month=2026-10"));
        below.ShouldContain("Bagian dari");
        below.ShouldNotContain("di bawahnya");
        WebUtility.HtmlDecode(await host.Http.GetStringAsync("/?month=2026-10")).ShouldContain("Unit bersama unit di bawahnya");
    }

    [Fact]
    public async Task A_flat_instansi_says_nothing_of_it()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202610, 6);

        foreach (var address in new[] { "/?month=2026-10", "/unit/DINSOS?month=2026-10" })
            WebUtility.HtmlDecode(await host.Http.GetStringAsync(address)).ShouldNotContain("di bawahnya");
        foreach (var address in new[] { "/api/v1/units", "/api/v1/scores?month=2026-10", "/api/v1/units/DINSOS/scores" })
        {
            var said = await host.Http.GetStringAsync(address);
            said.ShouldNotContain("parent");
            said.ShouldNotContain("branch");
        }
    }

    [Fact]
    public async Task Open_data_name_the_unit_above_and_tell_the_branch_as_the_document_describes()
    {
        await using var host = await Dinas();

        var units = await Json(host, "/api/v1/units");
        units.GetProperty("units").EnumerateArray().Count(u => u.TryGetProperty("parent", out var p) && p.GetString() == "DINKES")
            .ShouldBe(2);
        var month = (await Json(host, "/api/v1/scores?month=2026-10")).GetProperty("units").EnumerateArray()
            .Single(u => u.GetProperty("code").GetString() == "DINKES").GetProperty("branch");
        var own = (await Json(host, "/api/v1/units/DINKES/scores?from=2026-10&to=2026-10")).GetProperty("months")[0].GetProperty("branch");
        foreach (var branch in new[] { month, own })
        {
            (branch.GetProperty("units").GetInt32(), branch.GetProperty("counted").GetInt32(), branch.GetProperty("leftOut").GetInt32())
                .ShouldBe((3, 2, 3));
            branch.GetProperty("score").GetProperty("respondents").GetInt32().ShouldBe(30);
            branch.GetProperty("score").GetProperty("ikm").GetDecimal().ShouldBe(91.67m);
        }

        var document = await Json(host, "/api/v1/openapi.json");
        foreach (var (address, path) in new[] { ("/api/v1/units", "/api/v1/units"), ("/api/v1/scores?month=2026-10", "/api/v1/scores"),
            ("/api/v1/units/DINKES/scores", "/api/v1/units/{code}/scores") })
            new OpenApiShape(document).Wrong(path, 200, await host.Http.GetStringAsync(address)).ShouldBeEmpty();
        (await host.Http.GetStringAsync("/api/v1/scores.csv?month=2026-10")).ShouldContain(",,3,30,91.67,A");
        (await host.Http.GetStringAsync("/api/v1/units.csv")).ShouldContain("PKM-A,Puskesmas A,umum,Layanan umum,DINKES");
    }

    private static async Task<PageHost> Dinas()
    {
        var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINKES", "Dinas Kesehatan"), 202610, 10);
        await host.Rate(await host.Unit("PKM-A", "Puskesmas A"), 202610, 20, "444444444");
        await host.Rate(await host.Unit("PKM-B", "Puskesmas B"), 202610, 3, "111111111");
        await Branch.Put(host.Get<IServiceProvider>(), "DINKES", "PKM-A", "PKM-B");
        return host;
    }

    private static async Task<JsonElement> Json(PageHost host, string address) =>
        JsonDocument.Parse(await host.Http.GetStringAsync(address)).RootElement.Clone();
}
