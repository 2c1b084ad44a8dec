using System.Net;
using System.Text.Json;
using Bot.Web.OpenData;
using Core.Skm;
using Core.Statistics;

namespace Tests.Web;

public sealed class OpenDataTests
{
    [Fact]
    public async Task A_month_of_scores_has_the_documented_shape()
    {
        await using var host = await PageHost.Start(("Instansi:Name", "Kota Contoh"));
        var unit = await host.Unit("DPMPTSP", "DPM");
        await host.Rate(unit, 202611, 20, "444444444");
        await host.Rate(unit, 202611, 9, "343434343");
        await host.Unit("DINSOS", "Sosial");

        var json = await Json(host, "/api/v1/scores?month=2026-11");

        json.GetProperty("month").GetString().ShouldBe("2026-11");
        json.GetProperty("instansi").GetString().ShouldBe("Kota Contoh");
        json.GetProperty("method").GetString().ShouldBe("permenpan-14-2017; weight 1/9; indicative");
        var scored = json.GetProperty("units")[0];
        scored.GetProperty("code").GetString().ShouldBe("DPMPTSP");
        scored.GetProperty("respondents").GetInt32().ShouldBe(29);
        scored.GetProperty("ikm").GetDecimal().ShouldBe(95.69m);
        scored.GetProperty("mutu").GetString().ShouldBe("A");
        scored.GetProperty("kinerja").GetString().ShouldBe("Sangat Baik");
        scored.GetProperty("interval").GetProperty("level").GetDecimal().ShouldBe(0.95m);
        scored.GetProperty("interval").GetProperty("low").GetDecimal().ShouldBeLessThan(95.69m);
        scored.GetProperty("unsur").GetProperty("U1").GetDecimal().ShouldBe(3.69m);
        scored.GetProperty("withheld").ValueKind.ShouldBe(JsonValueKind.Null);
        var withheld = json.GetProperty("units")[1];
        withheld.GetProperty("respondents").GetInt32().ShouldBe(0);
        withheld.GetProperty("ikm").ValueKind.ShouldBe(JsonValueKind.Null);
        withheld.GetProperty("withheld").GetString().ShouldBe("no respondents");
    }

    [Fact]
    public async Task Too_few_respondents_are_withheld_here_too()
    {
        await using var host = await PageHost.Start(("Scores:MinimumRespondents", "10"));
        await host.Rate(await host.Unit("DINSOS"), 202611, 9);

        var unit = (await Json(host, "/api/v1/scores?month=2026-11")).GetProperty("units")[0];

        unit.GetProperty("respondents").GetInt32().ShouldBe(9);
        unit.GetProperty("unsur").ValueKind.ShouldBe(JsonValueKind.Null);
        unit.GetProperty("withheld").GetString().ShouldBe("fewer than 10 respondents");
    }

    [Fact]
    public async Task A_unit_tells_every_month_of_the_range()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202610, 6);

        var json = await Json(host, "/api/v1/units/DINSOS/scores?from=2026-09&to=2026-11");

        json.GetProperty("months").EnumerateArray().Select(m => m.GetProperty("month").GetString())
            .ShouldBe(["2026-09", "2026-10", "2026-11"]);
        json.GetProperty("months")[1].GetProperty("ikm").GetDecimal().ShouldBe(75m);
        (await Json(host, "/api/v1/units/DINSOS/scores")).GetProperty("months").GetArrayLength().ShouldBe(12);
    }

    [Fact]
    public async Task Units_are_listed_with_their_services()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DPMPTSP", "DPM", services: ["izin", "info"]);

        var unit = (await Json(host, "/api/v1/units")).GetProperty("units")[0];

        unit.GetProperty("code").GetString().ShouldBe("DPMPTSP");
        unit.GetProperty("services").EnumerateArray().Select(s => s.GetProperty("code").GetString()).ShouldBe(["izin", "info"]);
    }

    [Fact]
    public async Task The_data_are_a_package_whose_resources_are_there()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202610, 6);

        using var json = JsonDocument.Parse(await host.Http.GetStringAsync("/api/v1/datapackage.json"));
        json.RootElement.GetProperty("notes").GetString()!.ShouldContain("Permenpan RB 14/2017");
        json.RootElement.GetProperty("title").GetString().ShouldStartWith("Nilai Survei Kepuasan Masyarakat");
        var resources = json.RootElement.GetProperty("resources").EnumerateArray().ToList();
        resources.Select(r => r.GetProperty("name").GetString()).ShouldBe(["units", "scores-2026-10", "scores-dinsos"]);
        foreach (var resource in resources)
        {
            resource.GetProperty("url").GetString().ShouldBe(resource.GetProperty("path").GetString());
            (await host.Http.GetStringAsync(resource.GetProperty("url").GetString())).ShouldContain("DINSOS");
        }
    }

    [Fact]
    public void A_branch_of_which_no_unit_has_a_score_says_so_and_not_that_nobody_rated()
    {
        var figures = PeriodScore.Of(SkmSums.None, new ScoresOptions(), running: false) with { LeftOut = 9 };
        var branch = new BranchScore(null!, [], figures);

        BranchRow.Of(branch, 5)!.Score.Withheld.ShouldBe("no unit with a score of its own");
        BranchRow.HasOnlyWithheld(new BranchScore(null!, [], figures with { LeftOut = 0 })).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_comes_as_CSV_in_which_no_name_is_a_formula()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS", "=Dinas, Sosial"), 202611, 6);

        var lines = (await host.Http.GetStringAsync("/api/v1/scores.csv?month=2026-11")).Split('\n', StringSplitOptions.TrimEntries);

        lines[0].ShouldBe("month,code,name,respondents,ikm,mutu,kinerja,interval_low,interval_high,u1,u2,u3,u4,u5,u6,u7,u8,u9,withheld,paper,parent,"
            + "branch_units,branch_respondents,branch_ikm,branch_mutu");
        lines[1].ShouldStartWith("2026-11,DINSOS,\"'=Dinas, Sosial\",6,75,C,Kurang Baik,");
        (await host.Http.GetStringAsync("/api/v1/units/DINSOS/scores.csv?from=2026-10&to=2026-11")).ShouldContain("2026-10,DINSOS");
        (await host.Http.GetStringAsync("/api/v1/units.csv")).ShouldStartWith("code,name,service,service_name");
    }

    [Theory]
    [InlineData("/api/v1/scores?month=November", HttpStatusCode.BadRequest, "bad month")]
    [InlineData("/api/v1/scores?month=", HttpStatusCode.BadRequest, "bad month")]
    [InlineData("/api/v1/units/NOTHING/scores", HttpStatusCode.NotFound, "unknown unit")]
    [InlineData("/api/v1/units/DINSOS/scores?from=2026-12&to=2026-11", HttpStatusCode.BadRequest, "bad range")]
    [InlineData("/api/v1/units/DINSOS/scores?from=2000-01&to=2026-11", HttpStatusCode.BadRequest, "bad range")]
    [InlineData("/api/v1/units/DINSOS/scores.csv?to=x", HttpStatusCode.BadRequest, "bad month")]
    public async Task A_wrong_question_gets_a_kind_answer(string address, HttpStatusCode status, string error)
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");

        using var response = await host.Http.GetAsync(address);

        response.StatusCode.ShouldBe(status);
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        json.GetProperty("error").GetString().ShouldBe(error);
        json.GetProperty("hint").GetString().ShouldNotBeNullOrEmpty();
    }

    private static async Task<JsonElement> Json(PageHost host, string address) =>
        JsonDocument.Parse(await host.Http.GetStringAsync(address)).RootElement;
}
