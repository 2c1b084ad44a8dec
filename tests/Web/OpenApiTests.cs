using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace Tests.Web;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_address_of_the_open_data_stands_in_the_document_and_the_reverse()
    {
        await using var host = await PageHost.Start();
        var document = JsonDocument.Parse(await host.Http.GetStringAsync("/api/v1/openapi.json")).RootElement;
        var routes = host.Get<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => $"/{e.RoutePattern.RawText!.TrimStart('/')}").Where(r => r.StartsWith("/api/", StringComparison.Ordinal));

        document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order().ShouldBe(routes.Distinct().Order());
    }

    [Fact]
    public async Task A_score_has_the_members_that_the_document_requires()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202611, 6);
        await host.Unit("DISDIK");
        var schema = JsonDocument.Parse(await host.Http.GetStringAsync("/api/v1/openapi.json")).RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Score");
        var answer = JsonDocument.Parse(await host.Http.GetStringAsync("/api/v1/scores?month=2026-11")).RootElement;

        foreach (var unit in answer.GetProperty("units").EnumerateArray())
        {
            var members = unit.EnumerateObject().Select(m => m.Name).ToList();
            schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).ShouldBeSubsetOf(members);
            members.ShouldBeSubsetOf(schema.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        }
    }

    [Fact]
    public async Task The_pages_show_the_ranking_the_plan_and_the_formula_and_stay_small()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        await host.Rate(unit, 202611, 20);
        await host.Rate(await host.Unit("DISDIK"), 202611, 20, "444444444");
        await using (var db = await host.Open())
        {
            db.FollowUps.Add(new Core.Scores.FollowUp { UnitId = unit.Id, Month = 202611, Unsur = "U3", What = "Loket <kedua> dibuka", Who = "Bidang Layanan", DueOn = new(2026, 12, 1), AuthorId = 1, At = PageHost.Noon });
            await db.SaveChangesAsync();
        }

        (await host.Page("/")).QuerySelector("#rank")!.ParentElement!.TextContent.ShouldContain("100,00 A");
        var page = await host.Page("/unit/DINSOS?month=2026-11");
        page.QuerySelector(".plans")!.TextContent.ShouldContain("Loket <kedua> dibuka");
        page.QuerySelector(".formula")!.TextContent.ShouldContain("× 25");
        (await host.Http.GetStringAsync("/?month=2026-11")).Length.ShouldBeLessThan(100_000);
        (await host.Http.GetStringAsync("/unit/DINSOS?month=2026-11")).Length.ShouldBeLessThan(100_000);
    }
}
