using Core.Complaints;
using Core.Messaging;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>What citizens say about a complaint of theirs later, whichever button they pressed first.</summary>
public sealed class MoreSaidTests
{
    private const string Story = "Lampu jalan di depan pasar padam sejak Senin.";

    [Fact]
    public async Task An_answer_behind_its_button_takes_photos_words_and_a_place_in_any_order()
    {
        await using var town = ComplaintTown.New();
        var code = await Asked(town, "Ada fotonya?");
        await town.Press("warga", "Jawab");
        town.LastTo("warga").Text.ShouldContain("Ada fotonya?");
        await town.Receive(town.PhotoFrom("warga") with { Text = "ini fotonya" });
        await town.Say("warga", "tiangnya juga miring");
        await town.Receive(town.From("warga") with { Place = new Place(-0.2246, 100.632) });
        town.LastTo("warga").Text.ShouldContain("Sudah kami terima: tulisan, 1 berkas, lokasi.");
        await town.Press("warga", "Selesai");

        (await LastWords(town)).ShouldBe("ini fotonya\ntiangnya juga miring\nTempat: -0.22460, 100.63200");
        (await town.Read(db => db.ComplaintAttachments.CountAsync())).ShouldBe(1);
        (await town.Read(db => db.Complaints.SingleAsync(c => c.Code == code))).State.ShouldBe(ComplaintState.InProgress);
    }

    [Fact]
    public async Task A_recording_alone_is_an_answer_behind_the_button_as_it_is_without()
    {
        await using var town = ComplaintTown.New();
        await Asked(town, "Sejak kapan?");
        await town.Press("warga", "Jawab");
        await town.Receive(town.From("warga") with { Files = [new InboundFile("suara", FileKind.Voice, null, "audio/ogg", 1000)] });
        await town.Press("warga", "Selesai");
        (await LastWords(town)).ShouldBe("(hanya lampiran)");
        (await town.Read(db => db.ComplaintAttachments.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_to_be_completed_is_said_again_where_it_is_written()
    {
        await using var town = ComplaintTown.New();
        var code = await Filed(town);
        await town.Say("tri", $"/tugas {code} kembalikan");
        await town.Say("tri", "Sebutkan kelurahannya.");
        await town.Press("warga", "Lengkapi");
        town.LastTo("warga").Text.ShouldContain("Sebutkan kelurahannya.");
    }

    [Fact]
    public async Task Of_an_answer_that_is_too_much_what_fits_is_kept_and_the_rest_is_said()
    {
        await using var town = ComplaintTown.New();
        await Asked(town, "Ada fotonya?");
        var files = Enumerable.Range(1, 6)
            .Select(n => new InboundFile("loket.jpg", FileKind.Photo, $"foto{n}.jpg", "image/jpeg", 1000)).ToList();
        await town.Receive(town.From("warga") with { Text = "ini semuanya", Files = files });
        foreach (var press in new[] { "Ya", "Selesai" })
            if (town.LastTo("warga").Rows.SelectMany(r => r).Any(b => b.Label == press)) await town.Press("warga", press);

        (await LastWords(town)).ShouldBe("ini semuanya");
        (await town.Read(db => db.ComplaintAttachments.CountAsync())).ShouldBe(5);
        town.LastTo("warga").Text.ShouldContain("\"foto6.jpg\" tidak terbawa");
    }

    [Theory]
    [InlineData("belum, ini masih rusak", "belum, ini masih rusak")]
    [InlineData(null, "(hanya lampiran)")]
    public async Task A_photo_that_says_not_yet_opens_the_complaint_again_with_its_photo(string? caption, string kept)
    {
        await using var town = ComplaintTown.New();
        await Resolved(town);
        await town.Receive(town.PhotoFrom("warga") with { Text = caption });
        if (town.LastTo("warga").Rows.SelectMany(r => r).Any(b => b.Label == "Belum")) await town.Press("warga", "Belum");

        town.LastTo("warga").Text.ShouldContain("kami buka kembali");
        (await LastWords(town)).ShouldBe(kept);
        (await town.Read(db => db.ComplaintAttachments.CountAsync(a => a.FromCitizen))).ShouldBe(1);
    }

    [Fact]
    public async Task A_photo_behind_not_yet_is_the_reason()
    {
        await using var town = ComplaintTown.New();
        await Resolved(town);
        await town.Press("warga", "Belum");
        await town.Receive(town.PhotoFrom("warga") with { Text = "masih gelap" });

        town.LastTo("warga").Text.ShouldContain("kami buka kembali");
        (await LastWords(town)).ShouldBe("masih gelap");
        (await town.Read(db => db.ComplaintAttachments.CountAsync(a => a.FromCitizen))).ShouldBe(1);
    }

    [Fact]
    public async Task A_remark_with_a_yes_is_kept_and_the_office_reads_it()
    {
        await using var town = ComplaintTown.New();
        var code = await Resolved(town);
        await town.Receive(town.PhotoFrom("warga") with { Text = "sudah pak, tapi lampu yang satunya mati" });
        await town.Press("warga", "Ya, sudah selesai");

        town.LastTo("warga").Text.ShouldContain("kami tutup");
        (await LastWords(town)).ShouldBe("sudah pak, tapi lampu yang satunya mati");
        (await town.Read(db => db.ComplaintAttachments.CountAsync(a => a.FromCitizen))).ShouldBe(1);
        town.LastTo("ani").Text.ShouldContain("menulis catatan");
        await town.Say("ani", $"/tugas {code}");
        town.LastTo("ani").Text.ShouldContain("lampu yang satunya mati");
    }

    [Fact]
    public async Task An_opinion_with_words_of_its_own_keeps_them_and_a_mere_yes_keeps_none()
    {
        await using var town = ComplaintTown.New();
        await Resolved(town);
        await town.Say("warga", "sudah pak");
        (await town.Read(db => db.ComplaintEvents.SingleAsync(e => e.Act == Act.Confirm))).Words.ShouldBeNull();
        await town.Say("warga", "mantap");
        await town.Press("warga", "Baik");

        (await town.Read(db => db.ComplaintEvents.SingleAsync(e => e.Act == Act.Rate))).Words.ShouldBeNull();
    }

    [Fact]
    public async Task A_long_reason_is_taken_whole()
    {
        await using var town = ComplaintTown.New();
        await Resolved(town);
        var reason = "belum, " + string.Join(' ', Enumerable.Repeat("masih padam", 150));
        await town.Say("warga", reason);

        town.LastTo("warga").Text.ShouldContain("kami buka kembali");
        (await LastWords(town)).ShouldBe(reason);
    }

    [Theory]
    [InlineData("ini fotonya", "ini fotonya")]
    [InlineData("hubungi 0812 3456 7890", "hubungi ●●●● ●●●● 7890")]
    public async Task An_album_that_answers_an_officer_stays_together(string caption, string kept)
    {
        await using var town = ComplaintTown.New();
        await Asked(town, "Ada fotonya?");
        await town.Receive(town.PhotoFrom("warga") with { Text = caption, Album = "album-1" });
        await town.Receive(town.PhotoFrom("warga") with { Album = "album-1" });
        await town.Receive(town.PhotoFrom("warga") with { Album = "album-1" });
        if (caption != kept) await town.Press("warga", "Samarkan");

        (await town.Read(db => db.ComplaintAttachments.CountAsync())).ShouldBe(3);
        (await town.Read(db => db.ComplaintEvents.SingleAsync(e => e.Act == Act.Answer))).Words.ShouldBe(kept);
        town.Channel.All.ShouldAllBe(s => !s.Message.Text.Contains("Ini pengaduan?"));
        await town.Receive(town.PhotoFrom("warga") with { Album = "album-2" });
        town.LastTo("warga").Text.ShouldNotContain("sudah kami sampaikan");
    }

    private static async Task<string> Resolved(Town town)
    {
        var code = await Filed(town);
        await town.Verify("tri", code);
        await town.Say("ani", $"/tugas {code} ambil");
        await town.Say("ani", $"/tugas {code} selesai");
        await town.Say("ani", "Lampu sudah kami ganti.");
        await town.Press("ani", "Tanpa lampiran");
        await town.Run("kabar");
        return code;
    }

    private static async Task<string> Filed(Town town)
    {
        await town.StayUp();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        return await town.FileComplaint("warga", Story);
    }

    private static async Task<string> Asked(Town town, string question)
    {
        var code = await Filed(town);
        await town.Verify("tri", code);
        await town.Say("ani", $"/tugas {code} tanya");
        await town.Say("ani", question);
        await town.Run("kabar");
        return code;
    }

    private static Task<string?> LastWords(Town town) =>
        town.Read(db => db.ComplaintEvents.OrderByDescending(e => e.Id).Select(e => e.Words).FirstAsync());
}
