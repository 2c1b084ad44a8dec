using Core.Complaints.Tracking;
using Core.People;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>What a citizen reads of who has their complaint is true whatever became of it.</summary>
public sealed class HandlerTests
{
    private const string Story = "Listrik di kampung kami padam sejak kemarin sore.";

    [Theory]
    [InlineData("kembalikan", "Alamat lengkapnya di mana?")]
    [InlineData("tutup", "Bukan wewenang kami", "PLN (listrik padam, meteran): telepon 123 atau aplikasi PLN Mobile")]
    [InlineData("tutup", "Pelapor tidak lagi memerlukan", "Warga menelepon bahwa listriknya sudah menyala.")]
    public async Task No_unit_is_named_as_handling_what_it_never_had(string step, params string[] says)
    {
        await using var town = await New();
        var code = await town.FileComplaint("warga", Story);
        await town.Say("tri", $"/tugas {code} {step}");
        foreach (var said in says) await Answer(town, said);
        await TriageHasIt(town, code);
    }

    [Fact]
    public async Task Nor_what_its_citizen_withdrew_before_it_was_forwarded()
    {
        await using var town = await New();
        var code = await town.FileComplaint("warga", Story);
        await town.Say("warga", $"/cek {code} cabut");
        await town.Press("warga", "Ya, cabut");
        await TriageHasIt(town, code);
    }

    [Theory]
    [InlineData("Tidak berkadar pengawasan", "petugas")]
    [InlineData("Berkadar pengawasan", "itda")]
    public async Task What_goes_back_to_triage_is_with_triage_in_card_list_and_history(string kind, string who)
    {
        await using var town = await New();
        var code = await town.FileComplaint("warga",
            kind == "Berkadar pengawasan" ? "Petugas loket membentak ibu saya dan meminta uang." : Story);
        await town.Verify("tri", code, kind);
        await town.Say(who, $"/tugas {code} teruskan");
        if (who == "petugas") await town.Press(who, "Tim verifikasi");
        await town.Say(who, "Bukan bidang kami, mohon ditentukan lagi.");
        await town.Say("warga", $"/cek {code} riwayat");
        var history = town.LastTo("warga").Text;
        history.ShouldContain("dialihkan ke Tim verifikasi");
        history.ShouldNotContain("dialihkan ke Dinas");
        await town.Say("warga", $"/cek {code}");
        town.LastTo("warga").Text.ShouldContain("Ditangani: Tim verifikasi");
        await town.Say("warga", "/cek");
        town.LastTo("warga").Text.ShouldContain("Tim verifikasi");
    }

    [Fact]
    public async Task What_a_unit_ended_after_it_took_it_is_that_units()
    {
        await using var town = await New();
        var code = await town.FileComplaint("warga", Story);
        await town.Verify("tri", code);
        await town.Say("petugas", $"/tugas {code} tutup");
        await town.Press("petugas", "Bukan wewenang kami");
        await town.Press("petugas", "PLN (listrik padam, meteran): telepon 123 atau aplikasi PLN Mobile");
        await town.Say("warga", $"/cek {code}");
        town.LastTo("warga").Text.ShouldContain("Ditangani: Dinas Sosial");
    }

    private static async Task TriageHasIt(Town town, string code)
    {
        await town.Say("warga", $"/cek {code}");
        var card = town.LastTo("warga").Text;
        card.ShouldContain(TrackingCode.Show(code));
        card.ShouldContain("Ditangani: Tim verifikasi (ditujukan kepada Dinas Sosial)");
    }

    private static Task Answer(Town town, string said) =>
        town.LastTo("tri").Rows.Any(r => r.Any(b => b.Label == said)) ? town.Press("tri", said) : town.Say("tri", said);

    private static async Task<Town> New()
    {
        var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("itda", Role.Inspectorate);
        return town;
    }
}
