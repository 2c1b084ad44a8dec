using Core.Complaints;
using Core.Complaints.Tracking;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>
/// Somebody whom no word of ours reaches (came to the counter, called, wrote, erased their account) is asked nothing: else the clock would
/// stand still, or the complaint lapse, and nobody would know.
/// </summary>
public sealed class UnheardTests
{
    [Fact]
    public async Task What_would_wait_for_their_word_is_not_offered_and_says_why()
    {
        await using var town = await New();
        var code = await Taken(town);
        await Cut(town, "Jalan Melati 3");
        await town.Say("petugas", $"/tugas {code}");
        var card = town.LastTo("petugas");
        card.Rows.SelectMany(r => r).ShouldNotContain(b => b.Label == "Tanya pelapor");
        card.Text.ShouldContain("Dapat dihubungi lewat: Jalan Melati 3");
        await town.Say("petugas", $"/tugas {code} tanya");
        town.LastTo("petugas").Text.ShouldContain("tidak dapat kami hubungi lewat percakapan");
        (await Of(town, code)).State.ShouldBe(ComplaintState.InProgress);

        await town.Say("petugas", $"/tugas {code} kabar");
        await town.Say("petugas", "Kursi baru sudah kami pesan.");
        var said = string.Join('\n', town.Channel.All.Where(s => s.Message.Address == "petugas").TakeLast(3).Select(s => s.Message.Text));
        said.ShouldContain("Sampaikan sendiri bila bisa");
        foreach (var promise in new[] { "pelapor membaca", "kepada pelapor" }) said.ShouldNotContain(promise);
    }

    [Fact]
    public async Task Triage_does_not_send_back_what_nobody_could_complete()
    {
        await using var town = await New();
        var code = await town.FileComplaint("warga", "Kursi tunggu di ruang bantuan rusak semua.");
        await Cut(town, null);
        await town.Say("tri", $"/tugas {code} kembalikan");
        town.LastTo("tri").Text.ShouldContain("tidak dapat kami hubungi lewat percakapan");
        town.Time.Advance(TimeSpan.FromDays(60));
        await town.Run("tenggat");
        (await Of(town, code)).State.ShouldBe(ComplaintState.Submitted);
    }

    [Theory]
    [InlineData("tanya", nameof(ComplaintState.InProgress))]
    [InlineData("kembalikan", nameof(ComplaintState.Submitted))]
    public async Task What_waited_for_somebody_who_is_erased_waits_no_longer(string step, string goesOn)
    {
        await using var town = await New();
        var code = step == "tanya" ? await Taken(town) : await town.FileComplaint("warga", "Kursi tunggu di ruang bantuan rusak semua.");
        var who = step == "tanya" ? "petugas" : "tri";
        await town.Say(who, $"/tugas {code} {step}");
        await town.Say(who, "Di ruang yang mana kursinya rusak?");
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Say("warga", "/hapus");
        foreach (var press in new[] { "Teruskan tanpa saya", "Hapus data saya" }) await town.Press("warga", press);

        var after = await Of(town, code);
        ($"{after.State}", after.ComplainantId).ShouldBe((goesOn, null));
        after.DueAt.ShouldNotBeNull();
        await town.Say(who, $"/tugas {code}");
        town.LastTo(who).Text.ShouldContain("menghapus akunnya");
        town.Time.Advance(TimeSpan.FromDays(60));
        await town.Run("tenggat");
        $"{(await Of(town, code)).State}".ShouldBe(goesOn);
    }

    [Fact]
    public async Task The_second_pair_of_eyes_of_the_inspectorate_is_asked_and_where_there_is_none_the_next_in_line()
    {
        await using var town = await New();
        await town.GiveRole("itda", Role.Inspectorate);
        await town.GiveRole("irban", Role.Inspectorate);
        await town.GiveRole("biro", Role.InstansiAdministrator);
        var code = await town.FileComplaint("warga", "Petugas loket meminta uang agar cepat selesai.");
        await town.Verify("tri", code, "Berkadar pengawasan");
        await Told(town);
        await Spam(town, "itda", code);
        await Told(town);
        Heard(town, "irban").ShouldContain("ditandai spam");
        Heard(town, "biro").ShouldNotContain("ditandai spam");

        var other = await town.FileComplaint("ibu", "Kursi tunggu di ruang bantuan rusak semua.");
        await town.Verify("tri", other);
        await Told(town);
        await Spam(town, "petugas", other);
        await Told(town);
        Heard(town, "tri").ShouldContain($"{TrackingCode.Show(other)} (pengaduan tidak berkadar pengawasan) ditandai spam");
        Heard(town, "biro").ShouldNotContain("ditandai spam");

        var third = await town.FileComplaint("bapak", "Pinjaman cepat cair tanpa jaminan, hubungi nomor kami.");
        await town.Say("tri", $"/tugas {third} tutup");
        await town.Press("tri", "Spam atau penyalahgunaan");
        await town.Say("tri", "Isinya iklan pinjaman.");
        await Told(town);
        Heard(town, "biro").ShouldContain($"{TrackingCode.Show(third)} (pengaduan) ditandai spam");
        Heard(town, "biro").ShouldContain("beri peran lewat /peran");
    }

    private static Task Told(Town town)
    {
        town.Time.Advance(TimeSpan.FromMinutes(11));
        return town.Run("kabar");
    }

    private static async Task Spam(Town town, string who, string code)
    {
        await town.Say(who, $"/tugas {code} ambil");
        await town.Say(who, $"/tugas {code} tutup");
        await town.Press(who, "Spam atau penyalahgunaan");
        await town.Say(who, "Isinya iklan pinjaman.");
    }

    private static string Heard(Town town, string who) =>
        string.Join('\n', town.Channel.All.Where(s => s.Message.Address == who).Select(s => s.Message.Text));

    private static async Task<Town> New()
    {
        var town = ComplaintTown.New(settings: new() { ["Complaints:TakeBackMinutes"] = "10" });
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        return town;
    }

    private static async Task<string> Taken(Town town)
    {
        var code = await town.FileComplaint("warga", "Kursi tunggu di ruang bantuan rusak semua.");
        await town.Verify("tri", code);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Say("petugas", $"/tugas {code} ambil");
        return code;
    }

    private static Task Cut(Town town, string? contact) => town.With(s =>
        s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var complaint = await write.Db.Complaints.SingleAsync();
            complaint.TakeIn((await write.Db.People.SingleAsync(p => p.Address == "petugas")).Id, null, contact);
        }));

    private static Task<Complaint> Of(Town town, string code)
    {
        var plain = code.Replace("-", "", StringComparison.Ordinal);
        return town.Read(db => db.Complaints.AsNoTracking().SingleAsync(c => c.Code == plain));
    }
}
