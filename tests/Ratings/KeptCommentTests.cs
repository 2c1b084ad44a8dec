using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Ratings;

/// <summary>What somebody tells in the middle of a rating is kept as its comment where it has room for it, and never thrown away.</summary>
public sealed class KeptCommentTests
{
    [Fact]
    public async Task A_photo_that_a_rating_has_no_room_for_is_asked_about()
    {
        await using var town = new Town();
        await town.Say("warga", "/start DINSOS");

        await town.Receive(town.PhotoFrom("warga", "lihat, loketnya kosong"));

        town.LastTo("warga").Text.ShouldContain("1 berkas");
        town.Channel.All.ShouldNotContain(s => s.Message.Text.Contains("Cerita Anda sudah kami catat"));
    }

    [Fact]
    public async Task All_that_is_told_before_the_comment_and_at_it_is_the_comment()
    {
        await using var town = new Town();
        await town.Say("warga", "/start DINSOS");
        await town.Say("warga", "loketnya kosong dari tadi pagi");
        await town.Say("warga", "petugasnya baru datang jam sepuluh");
        await Answer(town, 9);
        await town.Say("warga", "Lewati semua");
        town.LastTo("warga").Text.ShouldContain("Ada saran");

        await town.Say("warga", "kursinya juga kurang");

        (await Comments(town)).ShouldBe([
            "loketnya kosong dari tadi pagi\npetugasnya baru datang jam sepuluh\nkursinya juga kurang"]);
    }

    [Fact]
    public async Task A_photo_alone_is_not_offered_as_a_comment()
    {
        await using var town = new Town();
        await town.Say("warga", "/start");
        await town.Receive(town.PhotoFrom("warga"));

        await town.Press("warga", "Bukan");

        var labels = town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ToList();
        labels.ShouldContain("Saran atau usul");
        labels.ShouldNotContain("Komentar pada penilaian");
    }

    [Fact]
    public async Task Of_a_comment_that_is_too_long_the_part_that_fits_is_kept_and_the_rest_told()
    {
        await using var town = new Town();
        await town.Say("warga", "/start DINSOS");
        await town.Say("warga", string.Join(' ', Enumerable.Repeat("loketnya kosong", 140)));
        await Answer(town, 9);
        await town.Say("warga", "Lewati semua");

        await town.Press("warga", "Selesai");
        town.LastTo("warga").Text.ShouldContain("2.000");
        await town.Press("warga", "Selesai");

        (await Comments(town)).ShouldHaveSingleItem()!.Length.ShouldBeInRange(1900, 2000);
    }

    private static async Task Answer(Town town, int questions)
    {
        for (var i = 0; i < questions; i++) await town.Say("warga", "3");
    }

    private static Task<List<string?>> Comments(Town town) => town.Read(db => db.Ratings.Select(r => r.Comment).ToListAsync());
}
