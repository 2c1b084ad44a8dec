using System.Net;
using Core.Complaints;
using Core.People;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>Steps at the desk are those of the chat: same rights, same words, nothing typed is lost.</summary>
public sealed class StepTests
{
    [Fact]
    public async Task The_usual_complaint_takes_a_preview_and_a_press()
    {
        await using var town = await DeskTown.Start();
        var (citizen, officer) = (await town.Official("5", null), await town.Official("1", Role.Officer, "DINSOS"));
        var code = await town.Complaint("Blangko habis sejak minggu lalu.", by: citizen);
        var browser = await town.Enter(officer);

        var page = await browser.Page($"/meja/k/{code}");
        page.QuerySelector("details.step[open]")!.GetAttribute("data-step").ShouldBe("selesai");
        using var tried = await browser.Send(page, code, "selesai", ("kata", "Blangko sudah ada lagi."), ("do", "lihat"));
        var preview = await DeskBrowser.Read(tried);
        preview.QuerySelector(".preview blockquote")!.TextContent.ShouldContain("Blangko sudah ada lagi.");
        preview.QuerySelector("textarea[name=kata]")!.TextContent.ShouldBe("Blangko sudah ada lagi.");
        (await town.Stored(code)).State.ShouldBe(ComplaintState.Forwarded);

        using var done = await browser.Send(preview, code, "selesai", ("kata", "Blangko sudah ada lagi."), ("do", "ya"));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var stored = await town.Stored(code);
        (stored.State, stored.HolderId).ShouldBe((ComplaintState.Resolved, officer));
        await using var db = await town.Host.Open();
        (await db.Outbox.CountAsync(m => m.Address == "5" && m.DueAt > town.Host.Time.GetUtcNow())).ShouldBe(1);

        // Until the citizen reads it, it can be taken back; the words are in the history.
        using var back = await browser.Step(code, "tarik");
        (await town.Stored(code)).State.ShouldBe(ComplaintState.InProgress);
        await using var later = await town.Host.Open();
        (await later.Outbox.CountAsync(m => m.Address == "5")).ShouldBe(0);
    }

    [Fact]
    public async Task An_edit_on_an_old_version_is_refused_with_the_text_kept()
    {
        await using var town = await DeskTown.Start();
        var (one, other) = (await town.Official("1", Role.Officer, "DINSOS", "Ani"),
            await town.Official("2", Role.Officer, "DINSOS", "Budi"));
        var code = await town.Complaint("Blangko habis sejak minggu lalu.");
        var (ani, budi) = (await town.Enter(one), await town.Enter(other));
        var old = await ani.Page($"/meja/k/{code}");
        (await budi.Page($"/meja/k/{code}")).QuerySelector("#company")!.TextContent.ShouldContain("Ani");
        (await budi.Step(code, "ambil")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var late = await ani.Send(old, code, "selesai", ("kata", "Sudah kami urus semuanya."), ("do", "ya"));

        var page = await DeskBrowser.Read(late);
        page.QuerySelector(".trouble")!.TextContent.ShouldContain("diubah orang lain");
        page.QuerySelectorAll("textarea").Select(t => t.TextContent).ShouldContain("Sudah kami urus semuanya.");
        (await town.Stored(code)).HolderId.ShouldBe(other);

        // With the new version she is asked before she takes it over from him.
        using var asks = await ani.Step(code, "selesai", ("kata", "Sudah kami urus semuanya."), ("do", "ya"));
        (await DeskBrowser.Read(asks)).QuerySelector(".trouble")!.TextContent.ShouldContain("Budi");
        using var takes = await ani.Step(code, "selesai", ("kata", "Sudah kami urus semuanya."), ("do", "ya"), ("alih", "1"));
        (await town.Stored(code)).HolderId.ShouldBe(one);
    }

    [Fact]
    public async Task Triage_is_asked_twice_where_words_accuse()
    {
        await using var town = await DeskTown.Start();
        var triage = await town.Official("3", Role.Triage);
        var code = await town.Complaint("Petugas minta uang pelicin supaya cepat.", kind: null);
        var browser = await town.Enter(triage);
        using var once = await browser.Step(code, "verifikasi", ("jenis", "Information"), ("unit", "DINSOS"), ("do", "ya"));
        (await DeskBrowser.Read(once)).QuerySelector(".steps .trouble")!.TextContent.ShouldContain("uang pelicin");
        (await town.Stored(code)).State.ShouldBe(ComplaintState.Submitted);
        using var twice = await browser.Step(code, "verifikasi", ("jenis", "Supervisory"), ("unit", "DINSOS"), ("do", "ya"));
        (await town.Stored(code)).Class.ShouldBe(ComplaintClass.Supervisory);
    }

    [Fact]
    public async Task An_anonymous_complainant_stays_unknown_and_a_story_is_only_text()
    {
        await using var town = await DeskTown.Start();
        var (citizen, officer) = (await town.Official("5551234", null), await town.Official("1", Role.Officer, "DINSOS"));
        var code = await town.Complaint("<script>alert(1)</script> <b>antrean</b> panjang sekali", by: citizen, name: null);
        var browser = await town.Enter(officer);
        var page = await browser.Page($"/meja/k/{code}");
        page.QuerySelectorAll(".told script, .told b").ShouldBeEmpty();
        page.DocumentElement.OuterHtml.ShouldNotContain("5551234");
        page.QuerySelector(".sheet")!.TextContent.ShouldContain("anonim");
    }

    [Fact]
    public async Task Many_are_done_after_a_preview_and_what_somebody_changed_meanwhile_is_left_alone()
    {
        await using var town = await DeskTown.Start();
        var (head, citizen) = (await town.Official("1", Role.Head, "DINSOS"), await town.Official("5", null));
        string[] codes = [await town.Complaint("Blangko habis sejak minggu lalu.", by: citizen),
            await town.Complaint("Lampu jalan padam dua minggu."), await town.Complaint("Milik unit lain.", "DISDUK")];
        var browser = await town.Enter(head);
        var token = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        (string, string)[] asked = [("t", token), ("aksi", "kabar"), ("kata", "Sedang kami kerjakan."), .. codes.Select(c => ("k", c))];

        using var tried = await browser.Post("/meja/borongan", asked);
        var preview = await DeskBrowser.Read(tried);
        preview.QuerySelectorAll(".outcomes li").Select(l => l.ClassName ?? "").ShouldBe(["", "", "not"]);
        preview.QuerySelector(".outcomes li")!.TextContent.ShouldContain("Sedang kami kerjakan.");
        (await town.Stored(codes[0])).HolderId.ShouldBeNull();
        (await browser.Step(codes[1], "ambil")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var hidden = preview.QuerySelectorAll("form[action='/meja/borongan'] input[type=hidden]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        using var done = await browser.Post("/meja/borongan", [.. hidden, ("do", "ya")]);
        (await DeskBrowser.Read(done)).QuerySelectorAll(".outcomes li").Select(l => l.ClassName ?? "").ShouldBe(["", "not"]);
        await using var db = await town.Host.Open();
        (await db.ComplaintEvents.CountAsync(e => e.Act == Act.Progress)).ShouldBe(1);
    }
}
