using Core.Complaints.Attachments;
using Core.Messaging;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>What citizens can do with a complaint of their own besides following it.</summary>
public sealed class OwnComplaintTests
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis.";

    [Fact]
    public async Task A_late_one_is_asked_for_once_a_day_and_the_second_time_goes_to_the_head()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("kadis", Role.Head, "DINSOS");
        var code = await town.FileComplaint("warga", Story);
        await town.Verify("tri", code);
        await town.Say("warga", $"/cek {code} desak");
        town.LastTo("warga").Text.ShouldContain("masih dalam batas waktu");

        town.Time.Advance(TimeSpan.FromDays(14));
        await town.Say("warga", $"/cek {code}");
        await town.Press("warga", "Minta segera ditangani");
        town.LastTo("warga").Text.ShouldContain("kami ingatkan");
        town.LastTo("petugas").Text.ShouldContain("segera ditangani");
        await town.Say("warga", $"/cek {code} desak");
        town.LastTo("warga").Text.ShouldContain("besok");

        town.Time.Advance(TimeSpan.FromDays(1));
        await town.Say("warga", $"/cek {code} desak");
        foreach (var named in new[] { "Atasan petugas", "Ombudsman", "137", "SP4N-LAPOR!" }) town.LastTo("warga").Text.ShouldContain(named);
        town.LastTo("kadis").Text.ShouldContain("berkali-kali");
    }

    [Fact]
    public async Task One_attachment_of_ones_own_can_be_erased_with_its_file()
    {
        var folder = Directory.CreateTempSubdirectory("own-").FullName;
        await using var town = ComplaintTown.New(folder);
        await town.StayUp();
        var code = await town.FileComplaint("warga", Story, photo: "loket.jpg");
        await town.Run("lampiran");
        Directory.GetFiles(folder).Length.ShouldBe(1);
        await town.Say("orang", $"/cek {code} hapus-lampiran");
        town.LastTo("orang").Text.ShouldNotContain("Foto");
        await town.Say("warga", $"/cek {code}");
        await town.Press("warga", "Hapus lampiran saya");
        await town.Press("warga", town.LastTo("warga").Rows[0][0].Label);
        town.LastTo("warga").Text.ShouldContain("sudah dihapus");
        Directory.GetFiles(folder).ShouldBeEmpty();
        (await town.Read(db => db.ComplaintAttachments.SingleAsync())).State.ShouldBe(AttachmentState.Erased);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_sixth_within_an_hour_is_taken_and_marked_for_triage()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.GiveRole("tri", Role.Triage);
        string[] about = ["Lampu taman padam semua", "Trotoar pasar berlubang", "Sampah menumpuk dekat sekolah",
            "Antrean obat kacau sekali", "Kursi tunggu puskesmas patah", "Papan nama jalan roboh"];
        foreach (var story in about) await town.FileComplaint("warga", $"{story}.");
        (await town.Read(db => db.Complaints.OrderBy(c => c.Id).Select(c => c.ManyAtOnce).ToListAsync()))
            .ShouldBe([false, false, false, false, false, true]);
        town.LastTo("tri").Text.ShouldContain("lebih dari lima pengaduan");
        town.Time.Advance(TimeSpan.FromHours(2));
        await town.FileComplaint("warga", "Jembatan kecil di gang belakang retak.");
        (await town.Read(db => db.Complaints.OrderByDescending(c => c.Id).FirstAsync())).ManyAtOnce.ShouldBeFalse();
    }

    [Theory]
    [InlineData("kosong.bin", "kosong")]
    [InlineData("heic.bin", "HEIC")]
    public async Task What_only_its_content_shows_is_told_by_name_as_soon_as_it_is_fetched(string content, string said)
    {
        await using var town = ComplaintTown.New();
        town.Channel.Files["kosong.bin"] = [];
        town.Channel.Files["heic.bin"] = [0, 0, 0, 24, .. "ftypmif1"u8, 0, 0, 0, 0, .. "mif1heic"u8];
        await town.StayUp();
        await town.Say("warga", "/start adu_DINSOS");
        await town.Press("warga", "Setuju, lanjutkan");
        await town.Receive(new Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = "warga",
            Sender = "warga",
            Text = Story,
            Files = [new InboundFile(content, FileKind.Document, "bukti-loket.jpg", "image/jpeg", 1000)],
        });
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        await town.Run("lampiran");
        town.LastTo("warga").Text.ShouldContain("\"bukti-loket.jpg\"");
        town.LastTo("warga").Text.ShouldContain(said);
        (await town.Read(db => db.ComplaintAttachments.SingleAsync())).Name.ShouldBeNull();
    }

    [Fact]
    public async Task The_captions_of_files_that_are_added_later_stay_with_them()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        var code = await town.FileComplaint("warga", Story);
        await town.Say("warga", $"/cek {code} tambah");
        await town.Say("warga", "Ini bukti antreannya.");
        await town.Receive(new Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = "warga",
            Sender = "warga",
            Text = "foto antrean di loket",
            Files = [new InboundFile("loket.jpg", FileKind.Photo, "a.jpg", "image/jpeg", 1000)],
        });
        await town.Press("warga", "Selesai");
        (await town.Read(db => db.ComplaintEvents.OrderByDescending(e => e.Id).Select(e => e.Words).FirstAsync()))
            .ShouldBe("Ini bukti antreannya.\nfoto antrean di loket");
    }

    [Fact]
    public async Task A_comment_of_a_bad_rating_becomes_a_complaint_and_stands_in_the_rating_no_more()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Rate(town, "1", "Petugas meminta uang, hubungi 0812 3456 7890.");
        town.LastTo("warga").Text.ShouldContain("0812…7890");
        await town.Press("warga", "Samarkan");
        await town.Press("warga", "Ya, jadikan pengaduan");
        await town.Press("warga", "Setuju, lanjutkan");
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        (await town.Read(db => db.Complaints.SingleAsync())).Story.ShouldBe("Petugas meminta uang, hubungi ●●●● ●●●● 7890.");
        (await town.Read(db => db.Ratings.SingleAsync())).Comment.ShouldBeNull();
    }

    [Fact]
    public async Task A_kind_comment_is_only_thanked_for()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Rate(town, "4", "Bagus sekali pelayanannya.");
        (await town.Read(db => db.Ratings.SingleAsync())).Comment.ShouldBe("Bagus sekali pelayanannya.");
    }

    [Theory]
    [InlineData("Petugas meminta uang di loket.", null, "Petugas meminta uang di loket.")]
    [InlineData("Petugas meminta uang, hubungi 0812 3456 7890.", null, "Petugas meminta uang, hubungi ●●●● ●●●● 7890.")]
    [InlineData("Petugas meminta uang, hubungi 0812 3456 7890.", "Biarkan", "Petugas meminta uang, hubungi 0812 3456 7890.")]
    public async Task Who_leaves_behind_a_comment_leaves_it_with_the_rating(string comment, string? press, string kept)
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Rate(town, "1", comment);
        if (press is not null) await town.Press("warga", press);
        await town.Say("warga", "/berhenti");
        (await town.Read(db => db.Ratings.SingleAsync())).Comment.ShouldBe(kept);
    }

    private static async Task Rate(Town town, string answer, string comment)
    {
        await town.Say("warga", "/start DINSOS_bantuan-sosial");
        for (var i = 0; i < 9; i++) await town.Say("warga", answer);
        await town.Press("warga", "Lewati semua");
        await town.Say("warga", comment);
    }
}
