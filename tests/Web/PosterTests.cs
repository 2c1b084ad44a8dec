namespace Tests.Web;

public sealed class PosterTests
{
    [Fact]
    public async Task The_poster_points_at_the_web_chat_until_a_messenger_is_connected()
    {
        await using var host = await PageHost.Start(("Web:PublicUrl", "https://suara.contoh.go.id/"));
        await host.Unit("DINSOS", services: ["bansos"]);

        (await host.Page("/poster/DINSOS")).QuerySelector(".address")!.TextContent.ShouldBe("suara.contoh.go.id/chat?start=DINSOS");
        host.Links.Set(new("telegram", "https://t.me/SuaraContohBot?start="));
        var poster = await host.Page("/poster/DINSOS?service=bansos");

        poster.QuerySelector(".address")!.TextContent.ShouldBe("t.me/SuaraContohBot?start=DINSOS_bansos");
        poster.QuerySelector(".second")!.TextContent.ShouldContain("suara.contoh.go.id/chat?start=DINSOS_bansos");
        poster.QuerySelector(".unit")!.TextContent.ShouldContain("Layanan bansos");
        poster.QuerySelector(".code svg[role=img]")!.GetAttribute("aria-label").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Without_a_public_address_the_readers_own_is_used()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");

        (await host.Page("/poster/DINSOS")).QuerySelector(".address")!.TextContent
            .ShouldBe($"{host.Http.BaseAddress!.Authority}/chat?start=DINSOS");
    }

    [Fact]
    public async Task It_names_rating_and_complaining_and_what_is_known_of_the_unit()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        (await host.Page("/poster/DINSOS")).QuerySelector(".facts").ShouldBeNull(); // nothing is made up
        await using (var db = await host.Open())
        {
            db.Attach(unit);
            (unit.Hours, unit.Address, unit.Phone) = ("Senin-Jumat 08.00-16.00", "Jl. Soekarno Hatta 1", "0752 92001");
            await db.SaveChangesAsync();
        }

        await host.Get<Core.Units.UnitCatalog>().Reload();
        var poster = await host.Page("/poster/DINSOS");

        poster.QuerySelectorAll("figcaption").Select(c => c.TextContent).ShouldBe(["Nilai layanan ini", "Sampaikan pengaduan"]);
        poster.QuerySelectorAll("figure svg").Select(c => c.GetAttribute("aria-label")).ShouldBeUnique();
        foreach (var fact in new[] { "Senin-Jumat 08.00-16.00", "Jl. Soekarno Hatta 1", "0752 92001" })
            poster.QuerySelector(".facts")!.TextContent.ShouldContain(fact);
    }

    [Fact]
    public async Task The_code_alone_is_a_picture()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");

        using var response = await host.Http.GetAsync("/qr/DINSOS.png");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await response.Content.ReadAsByteArrayAsync())[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        (await host.Http.GetAsync("/qr/NOTHING.png")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_sheet_comes_in_two_sizes()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");

        (await host.Page("/poster/DINSOS?size=a5")).Body!.ClassList.ShouldContain("a5");
        (await host.Page("/poster/DINSOS")).Body!.ClassList.ShouldContain("a4");
    }
}
