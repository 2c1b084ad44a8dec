using System.Net;
using Core.Complaints;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;

namespace Tests.Desk;

/// <summary>Whoever came to the counter has a code on paper and no chat: an official opens it again for them, within the term.</summary>
public sealed class CounterTests
{
    private const string Says = "Bapak Rahmat datang lagi: kartunya tetap belum jadi.";

    [Fact]
    public async Task An_official_opens_it_again_for_them_and_the_head_decides()
    {
        await using var town = await DeskTown.Start();
        var (ani, head) = (await town.Official("1", Role.Officer, "DINSOS", "Ani"), await town.Official("2", Role.Head, "DINSOS", "Kadis"));
        var code = await town.Complaint("Kartu saya belum jadi.", then: c => Ended(town, c, ani));
        var browser = await town.Enter(ani);
        (await browser.Page($"/meja/k/{code}")).QuerySelector("[data-step=buka]").ShouldNotBeNull();

        using var empty = await browser.Step(code, "buka", ("kata", ""), ("do", "ya"));
        (await town.Stored(code)).State.ShouldBe(ComplaintState.Closed);
        using var done = await browser.Step(code, "buka", ("kata", Says), ("do", "ya"));

        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var stored = await town.Stored(code);
        (stored.State, stored.Reopened, stored.ResolvedOn, stored.HolderId).ShouldBe((ComplaintState.Reopened, 1, null, null));
        var page = await (await town.Enter(head)).Page($"/meja/k/{code}");
        var line = page.QuerySelectorAll(".history li").Last().TextContent;
        line.ShouldContain("atas permintaan warga");
        line.ShouldContain(Says);
        await using var db = await town.Host.Open();
        var written = await db.ComplaintEvents.OrderBy(e => e.Id).LastAsync(e => e.Act == Act.Reopen);
        (written.By, written.OfficialId).ShouldBe((Relation.Officer, ani));
        (await db.ComplaintNews.AnyAsync(n => n.PersonId == head && n.Key == "complaint.office.reopened")).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_theirs_only_in_time_and_only_by_whoever_handles_it()
    {
        await using var town = await DeskTown.Start();
        var (ani, other) = (await town.Official("1", Role.Officer, "DINSOS", "Ani"), await town.Official("4", Role.Officer, "DISDUK"));
        var citizen = await town.Official("100", null);
        var chats = await town.Complaint("Kartu saya belum jadi.", by: citizen, then: c => Ended(town, c, ani));
        var counters = await town.Complaint("Kartu saya belum jadi juga.", then: c => Ended(town, c, ani));
        var browser = await town.Enter(ani);
        (await browser.Page($"/meja/k/{chats}")).QuerySelector("[data-step=buka]").ShouldBeNull();
        await Refused(town, browser, chats, HttpStatusCode.OK);
        await Refused(town, await town.Enter(other), counters, HttpStatusCode.NotFound);

        town.Host.Time.Advance(TimeSpan.FromDays(30));
        browser = await town.Enter(ani);
        (await browser.Page($"/meja/k/{counters}")).QuerySelector("[data-step=buka]").ShouldBeNull();
        await Refused(town, browser, counters, HttpStatusCode.OK);
    }

    [Fact]
    public async Task By_the_code_on_paper_whoever_takes_in_opens_what_triage_closed_and_learns_nothing_of_others()
    {
        await using var town = await DeskTown.Start();
        var (triage, ani) = (await town.Official("3", Role.Triage), await town.Official("1", Role.Officer, "DINSOS", "Ani"));
        var closed = await town.Complaint("Lampu jalan padam.", kind: null, then: c => NotOurs(town, c));
        var supervisory = await town.Complaint("Petugas minta uang.", kind: ComplaintClass.Supervisory, then: c => Ended(town, c, ani));
        var chats = await town.Complaint("Kartu belum jadi.", by: await town.Official("100", null), then: c => Ended(town, c, ani));
        var open = await town.Complaint("Antrean panjang sekali.");
        var browser = await town.Enter(ani);
        string? said = null;
        foreach (var code in new[] { supervisory, chats, open, closed[..^1] + "?", "K7QF-3MXW-E" })
        {
            using var no = await Again(town, browser, code);
            var page = await DeskBrowser.Read(no, HttpStatusCode.UnprocessableEntity);
            page.QuerySelector("textarea[name=kata]")!.TextContent.ShouldBe(Says);
            (said ??= page.QuerySelector(".trouble")!.TextContent).ShouldBe(page.QuerySelector(".trouble")!.TextContent);
        }

        (await town.Stored(supervisory)).State.ShouldBe(ComplaintState.Closed);
        var looks = await town.Enter(triage);
        using var yes = await Again(town, looks, closed.ToLowerInvariant());
        (await DeskBrowser.Read(yes)).QuerySelector(".done")!.TextContent.ShouldContain(closed);
        var stored = await town.Stored(closed);
        (stored.State, stored.EndReason, stored.Reopened).ShouldBe((ComplaintState.Submitted, null, 1));
    }

    [Fact]
    public async Task The_paper_says_how_and_nothing_tells_an_official_that_the_citizen_reads_what_nobody_reads()
    {
        await using var town = await DeskTown.Start();
        var ani = await town.Official("1", Role.Officer, "DINSOS", "Ani");
        var code = await town.Complaint("Kartu saya belum jadi.");
        var told = await town.Complaint("Kartu saya belum jadi.", by: await town.Official("100", null));
        var browser = await town.Enter(ani);
        (await browser.Page($"/meja/k/{told}")).QuerySelector("details[data-step=selesai]")!.TextContent.ShouldContain("Warga membacanya");
        foreach (var step in (await browser.Page($"/meja/k/{code}")).QuerySelectorAll("details.step"))
            step.TextContent.ShouldNotContain("Warga membaca");
        using var taken = await browser.Post("/meja/terima", ("t", await Token(browser)), ("asal", "loket"), ("macam", "Complaint"),
            ("unit", "DINSOS"), ("cerita", "Bapak ini sudah tiga kali datang dan berkasnya belum selesai."), ("setuju", "1"));
        (await browser.Page(taken.Headers.Location!.ToString())).QuerySelector(".receipt")!.TextContent
            .ShouldContain("datang atau telepon lagi dengan kode ini dalam 10 hari kerja");
    }

    [Fact]
    public async Task In_the_chat_it_is_a_button_on_the_card()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", "Kursi tunggu di ruang bantuan rusak semua.");
        await town.Verify("tri", code);
        await town.Say("petugas", $"/tugas {code} selesai");
        await town.Say("petugas", "Kursinya sudah kami ganti.");
        await town.Press("petugas", "Tanpa lampiran");
        await town.Say("petugas", $"/tugas {code}");
        town.LastTo("petugas").Rows.SelectMany(r => r).ShouldNotContain(b => b.Label == "Buka kembali untuk warga");
        await town.With(s => s.GetRequiredService<WriteQueue>()
            .Enqueue(async write => (await write.Db.Complaints.SingleAsync()).CutPerson()));

        await town.Say("petugas", $"/tugas {code}");
        await town.Press("petugas", "Buka kembali untuk warga");
        await town.Say("petugas", "Ibu itu datang: kursinya belum diganti.");
        town.LastTo("petugas").Text.ShouldContain("dibuka kembali. Tanggapan paling lambat");
        (await town.Read(db => db.Complaints.SingleAsync())).State.ShouldBe(ComplaintState.Forwarded);
    }

    private static async Task Refused(DeskTown town, DeskBrowser browser, string code, HttpStatusCode status)
    {
        var before = await town.Stored(code);
        using var answer = await browser.Post($"/meja/k/{code}/buka", ("t", await Token(browser)),
            ("versi", $"{before.Version}"), ("kata", Says), ("do", "ya"));
        var page = await DeskBrowser.Read(answer, status);
        if (status == HttpStatusCode.OK) page.QuerySelectorAll("textarea").Select(t => t.TextContent).ShouldContain(Says);
        (await town.Stored(code)).Version.ShouldBe(before.Version);
    }

    private static async Task<HttpResponseMessage> Again(DeskTown town, DeskBrowser browser, string code) =>
        await browser.Post("/meja/terima/lagi", ("t", await Token(browser)), ("kode", code), ("kata", Says));

    private static async Task<string> Token(DeskBrowser browser) =>
        (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;

    private static void Ended(DeskTown town, Complaint complaint, long officer)
    {
        var (now, clock) = (town.Host.Time.GetUtcNow(), town.Host.Get<Core.Complaints.Deadlines.ComplaintClock>());
        complaint.Take(officer, now, clock);
        complaint.Resolve(now, clock);
        complaint.Close(now, clock);
    }

    private static void NotOurs(DeskTown town, Complaint complaint)
    {
        var (now, clock) = (town.Host.Time.GetUtcNow(), town.Host.Get<Core.Complaints.Deadlines.ComplaintClock>());
        complaint.Dismiss(Act.Dismiss, EndReason.NotOurs, null, now, clock);
    }
}
