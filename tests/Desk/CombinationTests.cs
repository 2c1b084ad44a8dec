using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.People;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>Several people's steps on one complaint in each other's way: nothing is lost, and nothing false stands there.</summary>
public sealed class CombinationTests
{
    [Fact]
    public async Task A_colleagues_note_is_not_in_the_way_of_taking_back_and_stays()
    {
        await using var town = await DeskTown.Start();
        var citizen = await town.Official("5", null);
        var (ani, budi) = (await town.Enter(await town.Official("1", Role.Officer, "DINSOS", "Anindita")),
            await town.Enter(await town.Official("2", Role.Officer, "DINSOS", "Budiman")));
        var code = await town.Complaint("Blangko habis sejak minggu lalu.", by: citizen);
        await ani.Step(code, "selesai", ("kata", "Blangko sudah ada lagi."), ("do", "ya"));
        await budi.Step(code, "catatan", ("kata", "Di loket 2 masih habis."), ("do", "ya"));
        await ani.Step(code, "tarik");

        (await town.Stored(code)).State.ShouldBe(ComplaintState.InProgress);
        (await ani.Page($"/meja/k/{code}")).QuerySelector(".history")!.TextContent.ShouldContain("Di loket 2 masih habis.");
        await using var db = await town.Host.Open();
        (await db.Outbox.CountAsync(m => m.Address == "5")).ShouldBe(0);
    }

    [Fact]
    public async Task Many_are_not_merged_into_one_that_ended_between_the_preview_and_the_press()
    {
        await using var town = await DeskTown.Start();
        var citizen = await town.Official("5", null);
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var browser = await town.Enter(officer);
        var into = await town.Complaint("Lampu pasar padam dua minggu.", by: citizen, then: c =>
            c.Take(officer, town.Host.Time.GetUtcNow(), town.Host.Get<ComplaintClock>()));
        string[] codes = [await town.Complaint("Lampu pasar padam.", by: citizen),
            await town.Complaint("Pasar gelap sekali.", by: citizen)];
        var token = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        using var tried = await browser.Post("/meja/borongan",
            [("t", token), ("aksi", "tutup"), ("lain", into), .. codes.Select(c => ("k", c))]);
        var preview = await DeskBrowser.Read(tried);
        preview.QuerySelectorAll(".outcomes li.not").ShouldBeEmpty();
        await browser.Step(into, "tutup", ("alasan", "NotWanted"), ("kata", "Warga menelepon bahwa lampunya menyala."), ("do", "ya"));

        var hidden = preview.QuerySelectorAll("form[action='/meja/borongan'] input[type=hidden]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        using var done = await browser.Post("/meja/borongan", [.. hidden, ("do", "ya")]);
        (await DeskBrowser.Read(done)).QuerySelectorAll(".outcomes li.not").Length.ShouldBe(2);
        foreach (var code in codes) (await town.Stored(code)).State.ShouldBe(ComplaintState.Forwarded);
    }

    [Fact]
    public async Task Spam_is_confirmed_by_another_alone_whoever_holds_it_meanwhile()
    {
        await using var town = await DeskTown.Start();
        var citizen = await town.Official("5", null);
        var (first, second) = (await town.Enter(await town.Official("1", Role.Officer, "DINSOS", "Anindita")),
            await town.Enter(await town.Official("2", Role.Officer, "DINSOS", "Budiman")));
        var code = await town.Complaint("Beli pinjaman murah di sini sekarang.", by: citizen);
        await first.Step(code, "tutup", ("alasan", "Spam"), ("kata", "Isinya iklan pinjaman."), ("do", "ya"));
        (await first.Page($"/meja/k/{code}")).QuerySelector("[data-step=spam-ya]").ShouldBeNull();
        await second.Step(code, "ambil", ("alih", "1"));
        await second.Step(code, "spam-ya", ("do", "ya"));
        var ended = await town.Stored(code);
        (ended.State, ended.EndReason).ShouldBe((ComplaintState.Closed, EndReason.Spam));

        // Taken back within its minutes, it is suspected as before, and the first one still cannot confirm it alone.
        await second.Step(code, "tarik");
        (await town.Stored(code)).State.ShouldBe(ComplaintState.InProgress);
        (await first.Page($"/meja/k/{code}")).QuerySelector("[data-step=spam-ya]").ShouldBeNull();
        (await second.Page($"/meja/k/{code}")).QuerySelector("[data-step=spam-ya]").ShouldNotBeNull();
    }
}
