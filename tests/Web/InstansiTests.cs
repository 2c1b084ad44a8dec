using Core.FollowUps;

namespace Tests.Web;

/// <summary>What the scoreboard says about the whole instansi.</summary>
public sealed class InstansiTests
{
    [Fact]
    public async Task All_respondents_are_pooled_and_the_page_says_so()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202611, 30);
        await host.Rate(await host.Unit("DISDIK"), 202611, 10, "444444444");
        await host.Unit("DPMPTSP");

        var card = (await host.Page("/?month=2026-11")).QuerySelector(".whole")!;

        card.QuerySelector(".index")!.TextContent.ShouldBe("81,25"); // the mean of 75 and 100 would be 87,50
        card.TextContent.ShouldContain("Semua responden digabung (40 penilaian dari 2 unit), bukan rata-rata nilai unit.");
        card.TextContent.ShouldContain("selang 95 %");
        card.TextContent.ShouldContain("Dari 3 unit: 1 bermutu A, 1 bermutu C, 1 belum punya cukup penilaian.");
        card.QuerySelectorAll(".unsur tbody tr").Length.ShouldBe(9);
        card.QuerySelector(".formula")!.TextContent.ShouldContain("× 25");
    }

    [Fact]
    public async Task The_change_says_whether_it_is_more_than_chance_and_twelve_months_stand_below()
    {
        await using var host = await PageHost.Start();
        var (one, two) = (await host.Unit("DINSOS"), await host.Unit("DISDIK"));
        await host.Rate(one, 202609, 40, "222222222");
        await host.Rate(one, 202610, 20);
        await host.Rate(two, 202610, 20);
        await host.Rate(one, 202611, 6, "333333334");

        var october = await host.Page("/?month=2026-10");

        october.QuerySelector(".whole")!.TextContent.ShouldContain("Naik 25,00 dari September 2026, lebih dari kebetulan.");
        (await host.Page("/?month=2026-11")).QuerySelector(".whole")!.TextContent.ShouldContain(
            "Naik 2,78 dari Oktober 2026, belum tentu perubahan nyata.");
        october.QuerySelectorAll(".trend .point").Length.ShouldBe(2);
        october.QuerySelectorAll(".trend .gap").Length.ShouldBe(10);
        october.QuerySelector(".trends tbody tr:last-child")!.TextContent.ShouldStartWith("Oktober 202675,00");
    }

    [Fact]
    public async Task Too_few_in_all_units_are_no_score_of_the_instansi()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("DINSOS"), 202611, 2);
        await host.Rate(await host.Unit("DISDIK"), 202611, 2);

        var card = (await host.Page("/?month=2026-11")).QuerySelector(".whole")!;

        card.TextContent.ShouldContain("4 penilaian pada November 2026. Nilai ditampilkan mulai 5 penilaian.");
        card.QuerySelector(".index").ShouldBeNull();
    }

    [Fact]
    public async Task The_ranking_is_one_press_away_shares_places_and_keeps_the_month()
    {
        await using var host = await PageHost.Start();
        await host.Rate(await host.Unit("A", "Alfa"), 202611, 20);
        await host.Rate(await host.Unit("B", "Beta"), 202611, 20, "444444444");
        await host.Rate(await host.Unit("C", "Citra"), 202611, 20, "444444443");
        await host.Unit("D", "Delta");

        var first = await host.Page("/?month=2026-11&lang=en");
        var press = first.QuerySelector(".orders a")!.GetAttribute("href")!;
        var ranked = await host.Page(press);

        first.QuerySelectorAll(".unit h3").Select(h => h.TextContent).ShouldBe(["Alfa", "Beta", "Citra", "Delta"]);
        press.ShouldBe("/?month=2026-11&order=score&lang=en#units");
        ranked.QuerySelectorAll(".unit h3").Select(h => h.TextContent).ShouldBe(["1 Beta", "1 Citra", "3 Alfa", "Delta"]);
        ranked.QuerySelector("#units")!.TextContent.ShouldContain("cannot be told apart");
        ranked.QuerySelector("form input[name=order]")!.GetAttribute("value").ShouldBe("score");
        ranked.QuerySelectorAll(".unit").Take(3).ShouldAllBe(u => u.TextContent.Contains("95 %") && u.TextContent.Contains("20 ratings"));
    }

    [Fact]
    public async Task Plans_of_all_units_are_counted_and_the_first_due_are_named()
    {
        await using var host = await PageHost.Start();
        var (one, two) = (await host.Unit("DINSOS"), await host.Unit("DISDIK"));
        await Plan(host, one.Id, 202610, "U1", "Loket <kedua> dibuka", new(2026, 12, 1));
        await Plan(host, two.Id, 202610, "U2", "Papan petunjuk dipasang", new(2026, 11, 1));
        await Plan(host, two.Id, 202609, "U3", "Nomor antrean daring", new(2026, 10, 1), done: true);
        await Plan(host, two.Id, 202509, "U3", "Rencana tahun lalu", new(2025, 10, 1));

        var plans = (await host.Page("/?month=2026-11")).QuerySelector(".plans")!;

        plans.QuerySelectorAll(".facts div").Select(f => f.TextContent)
            .ShouldBe(["sedang berjalan2", "lewat tanggalnya1", "sudah dilakukan1"]);
        plans.QuerySelectorAll("li").Select(li => li.QuerySelector(".state")!.TextContent)
            .ShouldBe(["Berjalan, jatuh tempo 1 November 2026.", "Berjalan, jatuh tempo 1 Desember 2026."]);
        plans.QuerySelector("li:last-child")!.TextContent.ShouldContain("Loket <kedua> dibuka. Oleh Bidang Layanan");
        (await host.Page("/unit/DISDIK?month=2026-11")).QuerySelectorAll(".plans li").Length.ShouldBe(3);
    }

    private static async Task Plan(PageHost host, int unit, int month, string unsur, string what, DateOnly due, bool done = false)
    {
        await using var db = await host.Open();
        var plan = new FollowUp
        {
            UnitId = unit,
            Month = new(month),
            Unsur = unsur,
            What = what,
            Who = "Bidang Layanan",
            DueOn = due,
            AuthorId = 1,
            At = PageHost.Noon
        };
        if (done) plan.Done(PageHost.Noon);
        db.FollowUps.Add(plan);
        await db.SaveChangesAsync();
    }
}
