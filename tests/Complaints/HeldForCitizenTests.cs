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
