using System.Net;
using Core.Complaints;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Complaints;

namespace Tests.Desk;

/// <summary>What somebody holds is not taken out of their hands unasked, nor without a word to them.</summary>
public sealed class HandedOnTests
{
    private const string Why = "Ini bukan bidang loket kami, mohon diperiksa lagi.";

    [Theory]
    [InlineData("teruskan")]
    [InlineData("tolak")]
    public async Task What_a_colleague_holds_is_passed_on_only_after_a_question_and_the_colleague_is_told(string step)
    {
        await using var town = await DeskTown.Start();
        var (ani, budi) = await Two(town);
        var head = await town.Official("3", Role.Head, "DINSOS", "Kadis");
        var code = await town.Complaint("Blangko habis sejak minggu lalu.");
        using var given = await (await town.Enter(head)).Step(code, "serahkan", ("petugas", $"{ani}"));
        if (step == "teruskan") await (await town.Enter(ani)).Step(code, "ambil");
        var browser = await town.Enter(budi);

        using var asks = await browser.Step(code, step, ("unit", "DISDUK"), ("kata", Why), ("do", "ya"));
        var page = await DeskBrowser.Read(asks);
        page.QuerySelector($"details[data-step={step}] .trouble")!.TextContent.ShouldContain("Ani");
        page.QuerySelector($"details[data-step={step}] textarea")!.TextContent.ShouldBe(Why);
        (await town.Stored(code)).HolderId.ShouldBe(ani);
        using var done = await browser.Send(page, code, step, ("unit", "DISDUK"), ("kata", Why), ("alih", "1"), ("do", "ya"));

        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await town.Stored(code)).HolderId.ShouldBeNull();
        await using var db = await town.Host.Open();
        (await db.ComplaintNews.Where(n => n.PersonId == ani).OrderBy(n => n.Id).Select(n => n.Key).LastAsync())
            .ShouldBe("complaint.office.moved");
    }

    [Fact]
    public async Task Whoever_held_it_is_told_the_same_wherever_it_went()
    {
        await using var town = await DeskTown.Start();
        var (ani, budi) = await Two(town);
        var one = await town.Complaint("Blangko habis sejak minggu lalu.");
        var other = await town.Complaint("Petugas minta uang lebih.");
        var (holder, colleague) = (await town.Enter(ani), await town.Enter(budi));
        foreach (var (code, to) in new[] { (one, "DISDUK"), (other, "!") })
        {
            await holder.Step(code, "ambil");
            using var done = await colleague.Step(code, "teruskan", ("unit", to), ("kata", Why), ("alih", "1"), ("do", "ya"));
            done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        (await town.Stored(other)).Class.ShouldBe(ComplaintClass.Supervisory);
        town.Host.Time.Advance(TimeSpan.FromHours(22)); // Monday at ten, there
        await town.Host.Get<Core.Complaints.Notices.TellOffice>().Run();
        await using var db = await town.Host.Open();
        var told = await db.Outbox.Where(m => m.Address == "1").Select(m => m.Body).ToListAsync();
        var all = string.Concat(told);
        all.ShouldContain(one);
        all.ShouldContain(other);
        all.ShouldNotContain("nspektorat");
        all.ShouldNotContain("Dukcapil");
    }

    [Fact]
    public async Task A_head_takes_a_reopened_one_for_spam_and_holds_it_from_there()
    {
        await using var town = await DeskTown.Start();
        var head = await town.Official("3", Role.Head, "DINSOS", "Kadis");
        await town.Official("1", Role.Officer, "DINSOS", "Ani");
        var code = await town.Complaint("Pinjaman cepat cair, hubungi kami.", then: c => At(c, ComplaintState.Reopened));
        var browser = await town.Enter(head);
        using var done = await browser.Step(code, "tutup", ("alasan", "Spam"), ("kata", "Isinya iklan pinjaman."), ("do", "ya"));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var stored = await town.Stored(code);
        (stored.State, stored.HolderId, stored.SpamById).ShouldBe((ComplaintState.InProgress, head, head));
    }

    [Fact]
    public async Task Taking_a_colleagues_one_for_spam_takes_it_over_with_a_word_to_them()
    {
        await using var town = await DeskTown.Start();
        var (ani, budi) = await Two(town);
        var code = await town.Complaint("Pinjaman cepat cair, hubungi kami.");
        await (await town.Enter(ani)).Step(code, "ambil");
        var browser = await town.Enter(budi);
        using var done = await browser.Step(code, "tutup", ("alasan", "Spam"), ("kata", "Isinya iklan pinjaman."), ("alih", "1"),
            ("do", "ya"));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var stored = await town.Stored(code);
        (stored.HolderId, stored.SpamById).ShouldBe((budi, budi));
        await using var db = await town.Host.Open();
        (await db.ComplaintNews.AnyAsync(n => n.PersonId == ani && n.Key == ComplaintJournal.TakenOver)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("teruskan", "Tim verifikasi")]
    [InlineData("tutup", "Pelapor tidak lagi memerlukan")]
    public async Task In_the_chat_it_is_asked_too_and_the_words_come_back(string step, string press)
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        foreach (var who in new[] { "ani", "budi" }) await town.GiveRole(who, Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        await town.Say("ani", $"/tugas {code} ambil");
        await town.Say("budi", $"/tugas {code} {step}");
        await town.Press("budi", press);
        if (step == "teruskan") await town.Say("budi", Why);
        town.LastTo("budi").Text.ShouldContain("Ambil alih?");
        await town.Press("budi", "Tidak");
        if (step == "teruskan") town.LastTo("budi").Text.ShouldContain(Why);
        (await town.Read(db => db.Complaints.SingleAsync())).State.ShouldBe(ComplaintState.InProgress);
        await town.Say("budi", $"/tugas {code} {step}");
        await town.Press("budi", press);
        if (step == "teruskan") await town.Say("budi", Why);
        await town.Press("budi", "Ya, ambil alih");
        if (step == "tutup") await town.Say("budi", Why);
        (await town.Read(db => db.Complaints.SingleAsync())).State.ShouldNotBe(ComplaintState.InProgress);
    }

    private static async Task<(long Ani, long Budi)> Two(DeskTown town) =>
        (await town.Official("1", Role.Officer, "DINSOS", "Ani"), await town.Official("2", Role.Officer, "DINSOS", "Budi"));

    private static void At(Complaint complaint, ComplaintState state) =>
        typeof(Complaint).GetProperty(nameof(complaint.State))!.SetValue(complaint, state);
}
