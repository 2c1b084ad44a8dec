using Tests.Complaints;
using Tests.Support;

namespace Tests.Dialogs;

/// <summary>What was set aside offers itself in one line, and is not asked of whoever says stop.</summary>
public sealed class SetAsideTests
{
    [Fact]
    public async Task Below_a_receipt_stands_one_line_about_what_was_set_aside()
    {
        await using var town = ComplaintTown.New();
        await HalfRated(town);

        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");

        var last = town.LastTo("warga");
        last.Text.ShouldBe("Anda belum selesai menilai Puskesmas Ibuh (2 dari 9). Ingin melanjutkan?");
        await town.Say("warga", "lanjut");
        town.LastTo("warga").Text.ShouldContain("3/9");
    }

    [Theory]
    [InlineData("/batal")]
    [InlineData("berhenti")]
    public async Task Who_says_stop_is_not_asked_the_next_thing(string typed)
    {
        await using var town = ComplaintTown.New();
        await HalfRated(town);
        await town.Say("warga", "/start DISDIK");
        await town.Say("warga", "3");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldStartWith("Penilaian berhenti sebelum semua");
        await town.Say("warga", "lanjutkan dong");
        town.LastTo("warga").Text.ShouldContain("Puskesmas Ibuh");
        town.LastTo("warga").Text.ShouldContain("3/9");
    }

    [Fact]
    public async Task A_short_question_in_between_brings_the_card_back_at_once()
    {
        await using var town = ComplaintTown.New();
        await HalfRated(town);

        await town.Say("warga", "skor");

        town.LastTo("warga").Text.ShouldContain("3/9");
    }

    private static async Task HalfRated(Town town)
    {
        await town.StayUp();
        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "3");
        await town.Say("warga", "3");
    }
}
