using AngleSharp.Dom;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.People;

namespace Tests.Desk;

/// <summary>The desk's list is narrowed by whatever it shows, and what cannot be kept is said.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Who_holds_it_is_a_way_to_all_that_they_hold_and_stays_chosen()
    {
        await using var town = await DeskTown.Start();
        var ani = await town.Official("1", Role.Officer, "DINSOS", "Anindita");
        var budi = await town.Official("2", Role.Officer, "DINSOS", "Budi");
        var head = await town.Enter(await town.Official("3", Role.Head, "DINSOS", "Kepala"));
        var theirs = await Held(town, ani);
        await Held(town, budi);
        await town.Complaint("Antrean panjang sekali.");

        var list = await head.Page("/meja");
        Codes(list).Length.ShouldBe(3);
        var way = list.QuerySelectorAll("table a").Single(a => a.TextContent == "Anindita").GetAttribute("href")!;
        var narrowed = await head.Page(way);
        Codes(narrowed).ShouldBe([theirs]);
        narrowed.QuerySelector("select[name=pemegang] option[selected]")!.TextContent.ShouldBe("Anindita");
        narrowed.QuerySelector(".search details")!.HasAttribute("open").ShouldBeTrue();

        // Of another unit's holder nothing is found, and a number that holds nothing has no name.
        var stranger = await town.Enter(await town.Official("4", Role.Officer, "DISDUK", "Orang lain"));
        var nothing = await stranger.Page(way);
        Codes(nothing).ShouldBeEmpty();
        nothing.Body!.TextContent.ShouldNotContain("Anindita");
        var nobody = await town.Official("9", null, null, "Rahasia");
        (await stranger.Page($"/meja?pemegang={nobody}")).Body!.TextContent.ShouldNotContain("Rahasia");
    }

    [Fact]
    public async Task Whoever_asks_the_open_ones_for_a_settled_state_sees_the_settled_ones()
    {
        await using var town = await DeskTown.Start();
        var ani = await town.Official("1", Role.Officer, "DINSOS", "Anindita");
        var settled = await town.Complaint("Antrean panjang sekali.", then: c =>
        {
            var (now, clock) = (town.Host.Time.GetUtcNow(), town.Host.Get<ComplaintClock>());
            c.Take(ani, now, clock);
            c.Resolve(now, clock);
        });
        await town.Complaint("Blangko habis.");
        var list = await (await town.Enter(ani)).Page("/meja?daftar=terbuka&keadaan=Resolved");
        Codes(list).ShouldBe([settled]);
        list.QuerySelector(".tabs [aria-current]")!.TextContent.ShouldBe("Selesai");
    }

    [Fact]
    public async Task The_order_by_unit_does_not_tell_which_unit_the_inspectorate_looks_into()
    {
        await using var town = await DeskTown.Start();
        var bureau = await town.Enter(await town.Official("1", Role.InstansiAdministrator));
        var codes = new List<string>();
        foreach (var (unit, kind) in new[]
        {
            ("DISDUK", ComplaintClass.Ordinary), ("DISDUK", ComplaintClass.Supervisory), ("DINSOS", ComplaintClass.Supervisory),
            ("DINSOS", ComplaintClass.Ordinary),
        }) codes.Add(await town.Complaint("Antrean panjang sekali.", unit, kind));
        var list = (await bureau.Page("/meja?daftar=semua&urut=unit")).Body!.TextContent;
        codes.OrderBy(c => list.IndexOf(c, StringComparison.Ordinal)).ShouldBe([codes[1], codes[2], codes[3], codes[0]]);
    }

    [Fact]
    public async Task A_list_that_is_one_too_many_is_said_not_to_be_kept()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var token = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        Task<HttpResponseMessage> Keep(string name) =>
            browser.Post("/meja/daftar", ("t", token), ("saring", "?daftar=terlambat"), ("nama", name));
        for (var n = 0; n < 20; n++) (await Keep($"Daftar {n}")).Headers.Location!.ToString().ShouldNotContain("penuh");
        var full = (await Keep("Satu lagi")).Headers.Location!.ToString();
        var page = await browser.Page(full);
        page.QuerySelector(".trouble")!.TextContent.ShouldContain("20 daftar");
        page.QuerySelectorAll(".views a").Length.ShouldBe(20);

        // A name that is there already is kept anew all the same.
        (await Keep("Daftar 3")).Headers.Location!.ToString().ShouldNotContain("penuh");
    }

    private static string[] Codes(IParentNode page) => [.. page.QuerySelectorAll(".rows .go").Select(a => a.TextContent)];

    private static Task<string> Held(DeskTown town, long by) => town.Complaint("Antrean panjang sekali.",
        then: c => c.Take(by, town.Host.Time.GetUtcNow(), town.Host.Get<ComplaintClock>()));
}
