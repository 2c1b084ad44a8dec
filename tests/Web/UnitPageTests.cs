using Tests.Support;

namespace Tests.Web;

public sealed class UnitPageTests
{
    [Fact]
    public async Task The_unit_shows_its_nine_unsur_and_names_the_lowest()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS", recipients: 2000), 202611, 20, "331333333");

        var page = await host.Page("/unit/dinsos?month=2026-11");

        page.QuerySelectorAll(".unsur tbody tr").Length.ShouldBe(9);
        page.QuerySelectorAll(".unsur tbody tr")[2].TextContent.ShouldContain("Waktu Penyelesaian terendah");
        page.QuerySelectorAll(".unsur tbody tr")[2].TextContent.ShouldContain("1,00");
        page.QuerySelector(".card")!.TextContent.ShouldContain("20 dari 322 responden");
        page.QuerySelector(".card")!.TextContent.ShouldContain("waktu WIB");
    }

    [Fact]
    public async Task A_change_says_whether_it_is_more_than_chance()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        await host.Rate(unit, 202609, 50, "222222222");
        await host.Rate(unit, 202610, 50);
        await host.Rate(unit, 202611, 5, "333333334");

        (await host.Page("/unit/DINSOS?month=2026-10")).QuerySelector(".card")!.TextContent
            .ShouldContain("Naik 25,00 dari September 2026, lebih dari kebetulan");
        (await host.Page("/unit/DINSOS?month=2026-11")).QuerySelector(".card")!.TextContent
            .ShouldContain("Naik 2,78 dari Oktober 2026, belum tentu perubahan nyata");
    }

    [Fact]
    public async Task A_month_without_ratings_is_a_gap_in_the_trend_and_not_a_zero()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        foreach (var month in (int[])[202608, 202609, 202611]) await host.Rate(unit, month, 6);

        var page = await host.Page("/unit/DINSOS?month=2026-11");

        var line = page.QuerySelector(".trend .line")!.GetAttribute("d")!;
        line.Count(c => c == 'M').ShouldBe(2);
        line.Count(c => c == 'L').ShouldBe(1);
        page.QuerySelectorAll(".trend .gap").Length.ShouldBe(9);
        page.QuerySelector(".trend desc")!.TextContent.ShouldContain("Oktober 2026: belum ada nilai; November 2026: 75,00 (6)");
        page.QuerySelectorAll("details tbody tr").Length.ShouldBe(12);
    }

    [Fact]
    public async Task Services_are_scored_apart()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DPMPTSP", services: ["izin", "info"]);
        await host.Rate(unit, 202610, 8, "444444444");
        await host.Rate(unit, 202610, 6, "111111111", service: 1);

        var page = await host.Page("/unit/DPMPTSP?month=2026-10");

        page.QuerySelectorAll(".services li")[0].TextContent.ShouldContain("100,00");
        page.QuerySelectorAll(".services li")[1].TextContent.ShouldContain("25,00");
        page.QuerySelector(".figure")!.TextContent.ShouldContain("67,86");
    }

    [Fact]
    public async Task Services_wait_for_the_end_of_the_month()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DPMPTSP", services: ["izin", "info"]);
        await host.Rate(unit, 202611, 8, "444444444");
        await host.Rate(unit, 202611, 6, "111111111", service: 1);

        var page = await host.Page("/unit/DPMPTSP?month=2026-11");

        page.QuerySelectorAll(".services li").ShouldBeEmpty();
        page.QuerySelector("[aria-labelledby=services]")!.TextContent.ShouldContain("setelah bulannya berakhir");
        page.QuerySelector(".figure")!.TextContent.ShouldContain("67,86");
        page.QuerySelectorAll(".note").ShouldContain(note => note.TextContent.Contains("lima sampai sembilan penilaian terbaru menyusul"));
    }

    [Fact]
    public async Task A_service_with_few_is_withheld_and_so_is_the_one_that_would_tell_its_score()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DPMPTSP", services: ["izin", "info"]);
        await host.Rate(unit, 202610, 8, "444444444");
        await host.Rate(unit, 202610, 2, "111111111", service: 1);

        var page = await host.Page("/unit/DPMPTSP?month=2026-10");

        page.QuerySelectorAll(".services li")[0].TextContent.ShouldContain("8 penilaian, nilai ditahan");
        page.QuerySelectorAll(".services li")[1].TextContent.ShouldContain("2 penilaian pada Oktober 2026");
        page.QuerySelector(".figure")!.TextContent.ShouldContain("85,00");
    }

    [Fact]
    public async Task The_page_names_its_own_weight_and_leaves_the_other_to_the_report()
    {
        await using var host = await PageHost.Start(("Scores:Weight", "printed"));
        await host.Rate(await host.Unit("DINSOS"), 202611, 9, "444443333");

        var card = (await host.Page("/unit/DINSOS?month=2026-11")).QuerySelector(".card")!.TextContent;

        card.ShouldContain("88,00");
        card.ShouldContain("B Baik");
        card.ShouldNotContain("88,89");
        card.ShouldContain("bobot 0,11");
    }

    [Fact]
    public async Task The_card_says_who_answered_as_far_as_they_said()
    {
        await using var host = await PageHost.Start(("Web:Chat", "false"));
        host.Links.Set(new("telegram", "https://t.me/SuaraContohBot?start="));
        await host.Unit("DINSOS");
        await Fill.Rate(host.Get<IServiceProvider>(), "DINSOS", 202611, 15, "333333333");

        var page = await host.Page("/unit/DINSOS?month=2026-11");

        page.QuerySelector(".card")!.TextContent.ShouldContain("Jenis kelamin responden: Laki-laki 5, Perempuan 10.");
        page.QuerySelector(".card")!.TextContent.ShouldNotContain("Pendidikan");
        page.QuerySelector("a.button")!.GetAttribute("href").ShouldBe("https://t.me/SuaraContohBot?start=DINSOS");
    }

    [Fact]
    public async Task Groups_under_five_are_not_told_apart()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");
        await Fill.Rate(host.Get<IServiceProvider>(), "DINSOS", 202611, 12, "333333333");

        (await host.Page("/unit/DINSOS?month=2026-11")).QuerySelector(".card")!.TextContent.ShouldNotContain("Jenis kelamin");
    }

    [Fact]
    public async Task Every_unsur_that_shares_the_lowest_place_is_named()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        await host.Rate(unit, 202610, 20);
        await host.Rate(unit, 202611, 20, "323333332");

        var page = await host.Page("/unit/DINSOS?month=2026-11");
        page.QuerySelectorAll(".lowest").Select(tag => tag.ParentElement!.TextContent)
            .ShouldBe(["U2 Sistem, Mekanisme, dan Prosedur terendah", "U9 Sarana dan Prasarana terendah"]);
        (await host.Page("/unit/DINSOS?month=2026-10")).QuerySelectorAll(".lowest").ShouldBeEmpty();
    }
}
