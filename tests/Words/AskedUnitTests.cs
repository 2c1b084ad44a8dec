using Core.Units;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>A question for a unit reaches it as it was written, by whichever button it goes.</summary>
[Trait("Database", "any")]
public sealed class AskedUnitTests
{
    private const string Long = "alamat puskesmas yang melayani imunisasi bayi dan pemeriksaan ibu hamil pada hari Sabtu di mana ya?";

    [Theory]
    [InlineData("alamat puskesmas", "Puskesmas Ibuh", "Ya, kirim")]
    [InlineData("alamat puskesmas", "Bukan itu? Tanya petugas", null)]
    [InlineData(Long, "Bukan itu? Tanya petugas", null)]
    [InlineData(Long, "Puskesmas Ibuh", "Ya, kirim")]
    public async Task The_question_goes_along_whole_and_no_code_in_its_place(string asked, string pressed, string? then)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", $"/tanya {asked}");

        await town.Press("warga", pressed);
        if (then is not null) await town.Press("warga", then);

        (await Story(town)).ShouldBe(asked);
    }

    [Fact]
    public async Task A_question_that_was_passed_on_is_not_asked_again_behind_a_link()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "/tanya alamat puskesmas");

        await town.Say("warga", "/start tanya_PKM-IBUH");
        await town.Press("warga", "Ya, kirim");
        await Answer(town);

        town.LastTo("warga").Text.ShouldNotContain("Sudah kami terima");
    }

    [Theory]
    [InlineData("mau bicara dengan petugas", null)]
    [InlineData("mau bicara dengan petugas dukcapil, surat pindah saya sudah sebulan tidak ada kabar", "surat pindah saya sudah sebulan")]
    public async Task A_wish_for_a_human_is_passed_on_for_what_it_tells_besides(string wish, string? told)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", $"/tanya ? {wish}");

        await town.Press("warga", "Tulis pertanyaan");
        await Answer(town);

        if (told is null) town.LastTo("warga").Text.ShouldNotContain("Sudah kami terima");
        else (await Story(town, agreed: true)).ShouldBe(wish);
    }

    [Fact]
    public async Task The_question_goes_along_past_the_button_of_a_service()
    {
        await using var town = ComplaintTown.New();
        await town.With(async services =>
        {
            var import = (ImportUnits)services.GetService(typeof(ImportUnits))!;
            UnitLine Line(string code, string name) => new(2, "PKM-IBUH", "Puskesmas Ibuh", null, null, null, code, name)
            { Facts = new UnitFacts("Jalan Ibuh"), Cost = "gratis" };
            await import.Run([Line("imunisasi", "Imunisasi"), Line("kb", "Keluarga berencana")], false);
        });
        await town.Restart();
        await town.Say("warga", "/start");
        await town.Say("warga", "/tanya apakah puskesmas ibuh menerima pasien dari luar kota yang belum punya kartu apa pun?");

        await town.Press("warga", "Puskesmas Ibuh");
        await town.Press("warga", "Imunisasi");
        await town.Press("warga", "Bukan itu? Tanya petugas");

        (await Story(town)).ShouldBe("apakah puskesmas ibuh menerima pasien dari luar kota yang belum punya kartu apa pun?");
    }

    private static async Task Answer(Town town)
    {
        await town.Say("warga", "setuju");
        if (town.LastTo("warga").Text.Contains("Untuk unit mana", StringComparison.Ordinal)) await town.Say("warga", "tidak tahu");
    }

    private static async Task<string> Story(Town town, bool agreed = false)
    {
        if (!agreed) await Answer(town);
        await town.Press("warga", "Selesai");
        return town.LastTo("warga").Text.Split("Isi: \"")[1].Split("\"\n")[0];
    }
}
