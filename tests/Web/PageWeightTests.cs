using System.IO.Compression;
using System.Net;
using Core.Units;

namespace Tests.Web;

/// <summary>A first view on a slow phone network: one request, few bytes, and none the second time.</summary>
[Trait("Database", "any")]
public sealed class PageWeightTests
{
    private const int Most = 100_000;
    private const int MostCompressed = 25_000;

    [Theory]
    [InlineData(6)]
    [InlineData(200)]
    public async Task The_pages_are_light_however_many_units_there_are(int units)
    {
        await using var host = await PageHost.Start();
        await City(host, units);
        foreach (var address in new[] { "/?month=2026-11", "/?month=2026-11&order=score&lang=en", "/unit/UNIT-001?month=2026-11" })
        {
            (await Loaded(host, address, null)).ShouldBeLessThan(Most, address);
            (await Loaded(host, address, "br")).ShouldBeLessThan(MostCompressed, address);
            (await Loaded(host, address, "gzip")).ShouldBeLessThan(MostCompressed, address);
            var page = await host.Page(address);
            page.QuerySelectorAll("img, script, link[rel=stylesheet], iframe, object").ShouldBeEmpty(); // nothing more is asked for
        }
    }

    [Fact]
    public async Task What_is_compressed_is_the_same_and_says_that_it_is()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");
        foreach (var address in new[] { "/", "/unit/DINSOS", "/api/v1/units", "/api/v1/units.csv", "/api/v1/openapi.json" })
        {
            using var response = await Ask(host, address, "gzip");
            response.Content.Headers.ContentEncoding.ShouldBe(["gzip"], address);
            response.Headers.Vary.ShouldContain("Accept-Encoding");
            using var text = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
            (await text.ReadToEndAsync()).ShouldBe(await host.Http.GetStringAsync(address));
        }
    }

    [Fact]
    public async Task What_belongs_to_one_person_is_not_compressed()
    {
        await using var host = await PageHost.Start();

        using var response = await Ask(host, "/cek/K7QF-3MXW-E", "br, gzip");

        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/?month=2026-11")]
    [InlineData("/unit/DINSOS?month=2026-11")]
    [InlineData("/api/v1/scores?month=2026-11")]
    [InlineData("/api/v1/scores.csv?month=2026-11")]
    public async Task Nothing_is_loaded_again_until_a_citizen_rates(string address)
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        using var first = await host.Http.GetAsync(address);
        using var again = await Ask(host, address, null, first.Headers.ETag!.ToString());
        await host.Rate(unit, 202611, 5);
        using var changed = await Ask(host, address, null, first.Headers.ETag!.ToString());

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<int> Loaded(PageHost host, string address, string? encoding)
    {
        using var response = await Ask(host, address, encoding);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }

    private static Task<HttpResponseMessage> Ask(PageHost host, string address, string? encoding, string? mark = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (encoding is not null) request.Headers.Add("Accept-Encoding", encoding);
        if (mark is not null) request.Headers.Add("If-None-Match", mark);
        return host.Http.SendAsync(request);
    }

    /// <summary>Units with long names, as they have them, all rated in two months, with taps at the counter.</summary>
    private static async Task City(PageHost host, int units)
    {
        await using (var db = await host.Open())
        {
            for (var i = 1; i <= units; i++)
            {
                var unit = new Unit
                {
                    Code = $"UNIT-{i:000}",
                    Name = $"Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu {i}",
                    YearlyRecipients = 3000
                };
                unit.Services.Add(new Service { Code = "umum", Name = "Layanan umum" });
                db.Units.Add(unit);
            }

            await db.SaveChangesAsync();
        }

        await host.Get<UnitCatalog>().Reload();
        foreach (var unit in host.Get<UnitCatalog>().Active)
        {
            await host.Rate(unit, 202610, 5, "343434343");
            await host.Rate(unit, 202611, 6, "434343433");
        }
    }
}
