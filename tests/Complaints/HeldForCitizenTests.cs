using Core.Complaints;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>A citizen acts while an official's step that they have not read of can still be taken back.</summary>
public sealed class HeldForCitizenTests
{
    [Theory]
    [InlineData("tanya", "tambah", "jawaban pelapor")]
    [InlineData("selesai", "cabut", "sudah ditindaklanjuti")]
    [InlineData("tutup", "tambah", "tidak lagi diperlukan")]
    public async Task What_is_in_their_way_is_told_at_once_instead_of_a_state_that_would_allow_it(string step, string act, string state)
    {
        await using var town = await Held(step, out var code);
        await town.Say("warga", $"/cek {await code} {act}");
        await town.Run("kabar");
        var said = town.Channel.All.Where(m => m.Message.Address == "warga").Select(m => m.Message.Text).TakeLast(2).ToList();
        said.ShouldContain(s => s.Contains("baru saja menindaklanjuti", StringComparison.Ordinal)
            && s.Contains(state, StringComparison.Ordinal));
        said.ShouldContain(s => s.Contains("Loketnya", StringComparison.Ordinal));
        await town.Say("ani", $"/tugas {await code} tarik");
        town.LastTo("ani").Text.ShouldContain("tidak ada");
    }

    [Theory]
    [InlineData("selesai", "selesai")]
    [InlineData("selesai", "belum")]
    [InlineData("tutup", "buka")]
    [InlineData("tanya", "jawab")]
    public async Task What_only_the_unread_step_would_allow_is_not_done_yet(string step, string act)
    {
        await using var town = await Held(step, out var code);
        var before = (await town.Read(db => db.Complaints.SingleAsync())).Version;
        await town.Say("warga", $"/cek {await code} {act}");
        town.LastTo("warga").Text.ShouldContain("sedang dikerjakan");
        (await town.Read(db => db.Complaints.SingleAsync())).Version.ShouldBe(before);
        await town.Say("ani", $"/tugas {await code} tarik");
        (await town.Read(db => db.Complaints.SingleAsync())).State.ShouldBe(ComplaintState.InProgress);
    }

    [Fact]
    public async Task What_is_withdrawn_before_its_step_was_told_was_never_with_the_unit()
    {
        await using var town = await Verified();
        var code = await Only(town);
        await town.Say("warga", $"/cek {code} cabut");
        await town.Press("warga", "Ya, cabut");
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Run("kabar");

        var withdrawn = await town.Read(db => db.Complaints.SingleAsync());
        withdrawn.State.ShouldBe(ComplaintState.Withdrawn);
        (await town.Read(db => db.ComplaintEvents.SingleAsync(e => e.Act == Act.Verify))).TakenBack.ShouldBeTrue();
        var told = town.Channel.All.Select(m => (To: m.Message.Address, m.Message.Text)).ToList();
        told.ShouldNotContain(m => m.To == "ani" && m.Text.Contains(ComplaintText.Code(withdrawn), StringComparison.Ordinal));
        told.ShouldNotContain(m => m.To == "warga" && m.Text.Contains("ditangani oleh", StringComparison.Ordinal));
        told.ShouldContain(m => m.To == "tri" && m.Text.Contains("mencabut", StringComparison.Ordinal));
        (await town.Read(db => db.Outbox.CountAsync(m => m.State == Core.Outbox.OutboxState.Waiting))).ShouldBe(0);
        await town.Say("warga", $"/cek {code}");
        town.LastTo("warga").Text.ShouldContain("tidak dilanjutkan");
        town.LastTo("warga").Text.ShouldNotContain("diteruskan");
    }

    [Fact]
    public async Task What_is_added_to_a_step_that_was_not_told_yet_comes_after_it()
    {
        await using var town = await Verified();
        await town.Say("warga", $"/cek {await Only(town)} tambah");
        await town.Say("warga", "Hari ini juga tutup.");
        await town.Press("warga", "Selesai");
        await town.Run("kabar");
        var heard = town.Channel.All.Where(m => m.Message.Address == "warga").Select(m => m.Message.Text).ToList();
        heard.FindIndex(t => t.Contains("ditangani oleh", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        town.Channel.All.Count(m => m.Message.Address == "ani" && m.Message.Text.Contains("menambahkan", StringComparison.Ordinal))
            .ShouldBe(1);
        await town.Say("tri", $"/tugas {await Only(town)} tarik");
        town.LastTo("tri").Text.ShouldContain("tidak ada");
    }

    private static Task<string> Only(Town town) => town.Read(db => db.Complaints.Select(c => c.Code).SingleAsync());

    /// <summary>Triage has forwarded it, which can still be taken back.</summary>
    private static async Task<Town> Verified()
    {
        var town = ComplaintTown.New(settings: new() { ["Complaints:TakeBackMinutes"] = "10" });
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        await town.Verify("tri", await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis."));
        return town;
    }

    private static Task<Town> Held(string step, out Task<string> code)
    {
        var known = new TaskCompletionSource<string>();
        code = known.Task;
        return Held(step, known);
    }

    private static async Task<Town> Held(string step, TaskCompletionSource<string> known)
    {
        var town = ComplaintTown.New(settings: new() { ["Complaints:TakeBackMinutes"] = "10" });
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        known.SetResult(code);
        await town.Verify("tri", code);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Say("ani", $"/tugas {code} ambil");
        await town.Say("ani", $"/tugas {code} {step}");
        if (step == "tutup") await town.Press("ani", "Pelapor tidak lagi memerlukan");
        await town.Say("ani", "Loketnya yang mana, dan pukul berapa Anda datang?");
        if (step == "selesai") await town.Press("ani", "Tanpa lampiran");
        return town;
    }
}
