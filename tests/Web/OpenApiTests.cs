using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace Tests.Web;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_address_of_the_open_data_stands_in_the_document_and_the_reverse()
    {
        await using var host = await PageHost.Start();
        var document = await Document(host);
        var routes = host.Get<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => $"/{e.RoutePattern.RawText!.TrimStart('/')}").Where(r => r.StartsWith("/api/", StringComparison.Ordinal));

        document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order().ShouldBe(routes.Distinct().Order());
    }

    [Theory]
    [InlineData("/api/v1/units", "/api/v1/units", 200)]
    [InlineData("/api/v1/scores?month=2026-11", "/api/v1/scores", 200)]
    [InlineData("/api/v1/scores?month=2020-01", "/api/v1/scores", 200)]
    [InlineData("/api/v1/scores?month=x", "/api/v1/scores", 400)]
    [InlineData("/api/v1/units/dinsos/scores", "/api/v1/units/{code}/scores", 200)]
    [InlineData("/api/v1/units/DINSOS/scores?from=2026-12&to=2026-11", "/api/v1/units/{code}/scores", 400)]
    [InlineData("/api/v1/units/NOTHING/scores", "/api/v1/units/{code}/scores", 404)]
    [InlineData("/api/v1/units/DINSOS/complaints?from=2026-10&to=2026-11", "/api/v1/units/{code}/complaints", 200)]
    [InlineData("/api/v1/units/DINSOS/complaints?from=x", "/api/v1/units/{code}/complaints", 400)]
    [InlineData("/api/v1/complaints?from=2026-10&to=2026-11", "/api/v1/complaints", 200)]
    [InlineData("/api/v1/complaints?from=2020-10&to=2026-11", "/api/v1/complaints", 400)]
    [InlineData("/api/v1/units/NOTHING/complaints", "/api/v1/units/{code}/complaints", 404)]
    public async Task Every_answer_is_as_the_document_describes_it_member_by_member(string address, string path, int status)
    {
        await using var host = await Rated();
        var document = await Document(host);
        using var response = await host.Http.GetAsync(address);

        ((int)response.StatusCode).ShouldBe(status);
        new OpenApiShape(document).Wrong(path, status, await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/units.csv", "/api/v1/units.csv")]
    [InlineData("/api/v1/scores.csv?month=2026-11", "/api/v1/scores.csv")]
    [InlineData("/api/v1/units/DINSOS/scores.csv", "/api/v1/units/{code}/scores.csv")]
    [InlineData("/api/v1/units/DINSOS/complaints.csv", "/api/v1/units/{code}/complaints.csv")]
    public async Task The_columns_of_CSV_are_those_of_the_document_in_every_line(string address, string path)
    {
        await using var host = await Rated();
        var described = (await Document(host)).GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses")
            .GetProperty("200")
            .GetProperty("content").GetProperty("text/csv").GetProperty("example").GetString()!;

        var lines = (await host.Http.GetStringAsync(address)).Split('\n',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldBe(described);
        lines.Length.ShouldBeGreaterThan(1);
        lines.ShouldAllBe(line => line.Count(c => c == ',') == described.Count(c => c == ','));
    }

    private static async Task<PageHost> Rated()
    {
        var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202611, 6, "443322114");
        await host.Rate(await host.Unit("DPMPTSP", zone: "Asia/Makassar"), 202611, 3);
        await host.Unit("DISDIK");
        return host;
    }

    private static async Task<JsonElement> Document(PageHost host) =>
        JsonDocument.Parse(await host.Http.GetStringAsync("/api/v1/openapi.json")).RootElement;
}
