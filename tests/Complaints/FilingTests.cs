using Core.Complaints;
using Core.Complaints.Filing;
using Core.Complaints.Tracking;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>Filing: few steps, everything in any order, nothing lost, every choice always in view.</summary>
public sealed class FilingTests
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis.";
    private static readonly string[] Choices = ["Kirim", "Sebutkan nama", "Rahasiakan isi", "Ubah tempat", "Ganti unit", "Ganti jenis",
        "Ubah cerita", "Batal"];

    [Fact]
    public async Task A_story_under_hundreds_of_accents_is_filed_and_holds_up_no_list_of_the_office()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("triase-dedi", Role.Triage);
        await town.GiveRole("petugas-rina", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga-sari", string.Concat(Enumerable.Repeat("e" + new string('\u0301', 90), 30)));

        await town.Verify("triase-dedi", code);
        foreach (var (who, asked) in new[] { ("warga-sari", $"/cek {code}"), ("triase-dedi", "/tugas"), ("petugas-rina", "/tugas"),
            ("petugas-rina", $"/tugas {code}") })
        {
            await town.Say(who, asked);
            town.LastTo(who).Text.ShouldNotContain("gangguan");
        }

        town.LastTo("petugas-rina").Text.ShouldContain(code[..4]);
        town.Log.Lines.ShouldAllBe(l => !l.Contains("OutOfRangeException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_four_presses_and_one_message_are_enough()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.Say("warga", "/start adu_DINSOS");
        await town.Press("warga", "Setuju, lanjutkan");
        await town.Say("warga", Story);
        await town.Press("warga", "Selesai");
        await town.Press("warga", "Kirim");
        var filed = await town.Read(db => db.Complaints.SingleAsync());
        (filed.Story, filed.Kind, filed.Anonymous, filed.Secret).ShouldBe((Story, ComplaintKind.Complaint, true, false));
    }

    [Fact]
    public async Task Words_files_and_place_come_in_any_order_and_captions_stay()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Begin(town);
        await town.Receive(town.PhotoFrom("warga") with { Text = "ini fotonya" });
        await town.Receive(town.From("warga") with { Place = new Place(-0.2246, 100.632) });
        await town.Say("warga", Story);
        await town.Press("warga", "Selesai");
        town.LastTo("warga").Text.ShouldContain("Lampiran: 1 berkas");
        town.LastTo("warga").Text.ShouldContain("-0.22460, 100.63200");
        await town.Press("warga", "Kirim");
        var filed = await town.Read(db => db.Complaints.SingleAsync());
        (filed.Story, filed.Place).ShouldBe(($"ini fotonya\n{Story}", "-0.22460, 100.63200"));
        (await town.Read(db => db.ComplaintAttachments.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_added_to_an_open_complaint_instead_comes_with_its_photos_and_its_place()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.FileComplaint("warga", Story);
        await town.Say("warga", "/start adu_DINSOS");
        await town.Receive(town.PhotoFrom("warga") with { Text = Story });
        await town.Receive(town.PhotoFrom("warga"));
        await town.Receive(town.From("warga") with { Place = new Place(-0.2246, 100.632) });
        await town.Press("warga", "Selesai");
        await town.Press("warga", "Tambahkan ke sana");
        town.LastTo("warga").Text.ShouldContain("Sudah kami tambahkan");
        (await town.Read(db => db.Complaints.CountAsync())).ShouldBe(1);
        (await town.Read(db => db.ComplaintAttachments.CountAsync())).ShouldBe(2);
        (await town.Read(db => db.ComplaintEvents.OrderByDescending(e => e.Id).Select(e => e.Words).FirstAsync()))
            .ShouldBe($"{Story}\nTempat: -0.22460, 100.63200");
    }

    [Fact]
    public async Task A_place_that_was_set_on_the_card_is_added_too_when_another_unit_leads_to_an_open_complaint()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.FileComplaint("warga", Story);
        await town.Say("warga", "/start adu_DISDIK");
        await town.Say("warga", Story);
        await town.Press("warga", "Selesai");
        await Change(town, "Ubah tempat", "Pasar Ibuh", "Tempat: Pasar Ibuh");
        await town.Press("warga", "Ganti unit");
        await town.Say("warga", "dinas sosial");
        await town.Press("warga", "Tambahkan ke sana");
        (await town.Read(db => db.ComplaintEvents.OrderByDescending(e => e.Id).Select(e => e.Words).FirstAsync()))
            .ShouldBe($"{Story}\nTempat: Pasar Ibuh");
    }

    [Theory]
    [InlineData("Jam buka?", true)]
    [InlineData("Syarat KTP", true)]
    [InlineData("Berapa biayanya?", true)]
    [InlineData("How much?", true)]
    [InlineData("Kenapa?", false)]
    [InlineData("??", false)]
    [InlineData("Loket tutup", false)]
    [InlineData("Kok belum jadi?", false)]
    public async Task A_short_question_is_a_whole_one_and_a_short_complaint_is_not(string text, bool passes)
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Begin(town);
        await town.Say("warga", text);
        if (passes)
        {
            foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
            var filed = await town.Read(db => db.Complaints.SingleAsync());
            (filed.Story, filed.Kind).ShouldBe((text, ComplaintKind.Information));
        }
        else town.LastTo("warga").Rows.SelectMany(r => r).ShouldAllBe(b => b.Label != "Selesai");
    }

    [Fact]
    public async Task A_recording_alone_can_tell_it()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Begin(town);
        await town.Receive(town.From("warga") with { Files = [new InboundFile("suara", FileKind.Voice, null, "audio/ogg", 1000)] });
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        (await town.Read(db => db.Complaints.SingleAsync())).Story.ShouldBe("(diceritakan lewat lampiran)");
    }

    [Fact]
    public async Task The_card_shows_every_line_and_choice_of_a_long_story()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Begin(town);
        await town.Say("warga", string.Join(' ', Enumerable.Repeat("panjang", 493)));
        await town.Press("warga", "Selesai");
        var card = town.LastTo("warga");
        foreach (var line in new[] { "Jenis:", "Unit:", "Isi:", "Tempat:", "Lampiran:", "Nama:", "Kerahasiaan:", "3.943 huruf" })
            card.Text.ShouldContain(line);
        card.Text.Length.ShouldBeLessThan(1500);
        card.Rows.SelectMany(r => r).Select(b => b.Label).ShouldBe(Choices);
    }

    [Fact]
    public async Task Of_a_story_that_is_too_long_what_fits_is_kept_and_the_rest_is_shown()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Begin(town);
        await town.Say("warga", string.Join(' ', Enumerable.Repeat("pertama", 490)));
        await town.Say("warga", string.Join(' ', Enumerable.Repeat("kedua", 30).Concat(Enumerable.Repeat("akhir", 40))));
        town.LastTo("warga").Text.ShouldContain("tidak terbawa");
        town.LastTo("warga").Text.ShouldContain("akhir akhir");
        await town.Press("warga", "Selesai");
        await town.Press("warga", "Kirim");
        var kept = (await town.Read(db => db.Complaints.SingleAsync())).Story;
        kept.Length.ShouldBeInRange(3900, 4000);
        kept.ShouldContain("kedua");
    }

    [Theory]
    [InlineData("kosong.pdf", "application/pdf", 0L, "\"kosong.pdf\" kosong")]
    [InlineData("IMG_1.HEIC", null, 5000L, "\"IMG_1.HEIC\" berformat HEIC")]
    [InlineData("foto", "image/heic", 5000L, "\"foto\" berformat HEIC")]
    [InlineData("surat lama.doc", "application/msword", 5000L, "\"surat lama.doc\" tidak bisa kami buka")]
    [InlineData("Bukti.ZIP", null, 5000L, "\"Bukti.ZIP\" tidak bisa kami buka")]
    [InlineData("rapat.mp4", "video/mp4", 30_000_000L, "\"rapat.mp4\" terlalu besar")]
    public async Task A_file_that_cannot_be_taken_is_told_at_once_by_name(string name, string? type, long size, string said)
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Begin(town);
        await town.Receive(town.From("warga") with { Text = Story, Files = [new InboundFile("r", FileKind.Document, name, type, size)] });
        town.LastTo("warga").Text.ShouldContain(said);
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        (await town.Read(db => db.ComplaintAttachments.CountAsync())).ShouldBe(0);
        (await town.Read(db => db.Complaints.SingleAsync())).Story.ShouldBe(Story);
    }

    [Fact]
    public async Task A_file_that_the_channel_saw_to_be_broken_is_told_at_once_while_filing_and_later()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Begin(town);
        var broken = new InboundFile("r", FileKind.Photo, "rusak.jpg", "image/jpeg", 5000) { Unreadable = true };
        await town.Receive(town.From("warga") with { Text = Story, Files = [broken] });
        town.LastTo("warga").Text.ShouldContain("\"rusak.jpg\" tidak bisa kami buka");
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);

        var code = await town.Read(db => db.Complaints.Select(c => c.Code).SingleAsync());
        await town.Say("warga", $"/cek {code} tambah");
        await town.Say("warga", "Ini fotonya.");
        await town.Receive(town.From("warga") with { Files = [broken] });

        town.LastTo("warga").Text.ShouldContain("\"rusak.jpg\" tidak bisa kami buka");
        (await town.Read(db => db.ComplaintAttachments.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Consent_is_short_its_full_text_one_press_away_and_holds_for_a_year()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.Say("warga", "/start adu_DINSOS");
        town.LastTo("warga").Text.Length.ShouldBeLessThan(250);
        await town.Press("warga", "Baca selengkapnya");
        town.LastTo("warga").Text.ShouldContain("paling lama 5 tahun");
        await town.Press("warga", "Setuju, lanjutkan");
        await town.Say("warga", Story);
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        var agreed = await town.Read(db => db.ComplaintConsents.Select(c => c.At).SingleAsync());

        town.Time.Advance(TimeSpan.FromDays(300));
        await town.Say("warga", "/start adu_DISDIK");
        town.LastTo("warga").Text.ShouldStartWith("Untuk Dinas Pendidikan");
        await town.Say("warga", "Atap sekolah bocor sejak bulan lalu.");
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        (await town.Read(db => db.ComplaintConsents.Select(c => c.At).ToListAsync())).ShouldBe([agreed, agreed]);

        town.Time.Advance(TimeSpan.FromDays(66));
        await town.Say("warga", "/start adu_DISDIK");
        town.LastTo("warga").Text.ShouldContain("Setuju melanjutkan?");
    }

    [Fact]
    public async Task Whoever_withdraws_their_complaint_withdrew_their_consent_and_is_asked_for_it_again()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start adu_DINSOS");
        await town.Press("warga", "Setuju, lanjutkan");
        await town.Say("warga", Story);
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        var code = (await town.Read(db => db.Complaints.SingleAsync())).Code;
        await town.Say("warga", "/hakdata");
        await town.Press("warga", "Penarikan persetujuan");
        await town.Press("warga", $"Cabut pengaduan {TrackingCode.Show(code)}");
        await town.Press("warga", "Ya, cabut");
        await town.Say("warga", "/dataku");
        town.LastTo("warga").Text.ShouldContain("ditarik");
        town.LastTo("warga").Text.ShouldNotContain("masih berlaku");
        await town.Say("warga", "/start adu_DINSOS");
        town.LastTo("warga").Text.ShouldContain("Setuju melanjutkan?");
    }

    [Fact]
    public async Task Everything_on_the_card_can_be_changed_and_the_card_comes_back()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await Begin(town);
        await town.Say("warga", Story);
        await town.Press("warga", "Selesai");
        await town.Press("warga", "Rahasiakan isi");
        town.LastTo("warga").Text.ShouldContain("isi dirahasiakan");
        await town.Press("warga", "Tidak rahasia");
        town.LastTo("warga").Text.ShouldContain("tidak dirahasiakan");
        await Change(town, "Sebutkan nama", "Rahmi", "Nama: Rahmi");
        await town.Press("warga", "Ubah nama");
        await town.Press("warga", "Tanpa nama (anonim)");
        town.LastTo("warga").Text.ShouldContain("anonim");
        await Change(town, "Ubah tempat", "Pasar Ibuh", "Tempat: Pasar Ibuh");
        await Change(town, "Ganti unit", "disdik", "Unit: Dinas Pendidikan");
        await Change(town, "Ganti jenis", "Aspirasi atau usul", "Jenis: aspirasi");
        await town.Press("warga", "Ubah cerita");
        await town.Press("warga", "Ulangi dari awal");
        await town.Say("warga", "Mohon loket dibuka juga pada hari Sabtu.");
        await town.Press("warga", "Selesai");
        await town.Press("warga", "Kirim");
        var filed = await town.Read(db => db.Complaints.SingleAsync());
        (filed.Kind, filed.Place).ShouldBe((ComplaintKind.Aspiration, "Pasar Ibuh"));
        filed.Story.ShouldBe("Mohon loket dibuka juga pada hari Sabtu.");
    }

    [Fact]
    public async Task What_was_told_first_is_carried_into_its_fields()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.Say("warga", $"/adukan DINSOS {Story}");
        await town.Press("warga", "Setuju, lanjutkan");
        town.LastTo("warga").Text.ShouldContain("Sudah kami terima: tulisan.");
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        (await town.Read(db => db.Complaints.SingleAsync())).Story.ShouldBe(Story);
        var told = new Told { Text = Story, Files = [new InboundFile("r", FileKind.Photo, "a.jpg", null, 5)], Place = new Place(1, 2) };
        var read = Told.Read(CarriedStory.Of(ComplaintKind.Complaint, told).Args[CarriedStory.Arg]);
        (read.Text, read.Files.Single(), read.Place).ShouldBe((told.Text, told.Files[0], told.Place));
    }

    [Fact]
    public async Task What_is_told_while_consent_is_asked_for_goes_on_with_the_words_of_the_command()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.Say("warga", $"/adukan DINSOS {Story}");
        await town.Say("warga", "petugasnya bernama Anton, di loket dua");
        await town.Press("warga", "Setuju, lanjutkan");
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        (await town.Read(db => db.Complaints.SingleAsync())).Story.ShouldBe($"{Story}\npetugasnya bernama Anton, di loket dua");
    }

    [Theory]
    [InlineData("/adukan dinas sosial", "DINSOS")]
    [InlineData("/adukan dinsos", "DINSOS")]
    [InlineData("/complain dinas sosial", "DINSOS")]
    [InlineData("/adukan puskesmas", null)]
    public async Task A_unit_is_known_by_its_name_and_a_name_alone_is_no_story(string typed, string? unit)
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.Say("warga", typed);
        await town.Press("warga", "Setuju, lanjutkan");
        if (unit is null) await town.Press("warga", "Puskesmas Ibuh");
        town.LastTo("warga").Text.ShouldNotContain("Sudah kami terima");
        await town.Say("warga", Story);
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        (await town.Read(db => db.Complaints.SingleAsync())).Story.ShouldBe(Story);
        var code = await town.Read(db => db.Units.Where(u => db.Complaints.Any(c => c.UnitId == u.Id)).Select(u => u.Code).SingleAsync());
        code.ShouldBe(unit ?? "PKM-IBUH");
    }

    [Fact]
    public async Task An_unknown_unit_of_a_link_is_said()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.Say("warga", "/start adu_XX");
        await town.Press("warga", "Setuju, lanjutkan");
        town.LastTo("warga").Text.ShouldContain("\"XX\" belum kami kenal");
    }

    [Theory]
    [InlineData("Petugas loket meminta uang 200 ribu", nameof(ComplaintKind.Complaint))]
    [InlineData("KTP saya belum jadi padahal sudah 3 bulan", nameof(ComplaintKind.Complaint))]
    [InlineData("Kenapa lampu jalan mati?", nameof(ComplaintKind.Complaint))]
    [InlineData("Apa syarat mengurus KTP hilang?", nameof(ComplaintKind.Information))]
    [InlineData("Jam buka capil hari Jumat", nameof(ComplaintKind.Information))]
    [InlineData("Berapa lama pengurusan kartu bantuan?", nameof(ComplaintKind.Information))]
    [InlineData("Usul: loket dibuka Sabtu karena antrean panjang", nameof(ComplaintKind.Aspiration))]
    [InlineData("Tolong adakan pemeriksaan mata gratis untuk murid SD", nameof(ComplaintKind.Aspiration))]
    [InlineData("What are the requirements for an ID card?", nameof(ComplaintKind.Information))]
    [InlineData("The clerk was rude to my mother", nameof(ComplaintKind.Complaint))]
    [InlineData("Bantuan anak saya di cabut, padahal syaratnya lengkap semua", "Complaint")]
    [InlineData("persyaratan sudah lengkap tapi berkas saya dikembalikan terus", "Complaint")]
    [InlineData("My aid was stopped although I meet all requirements", "Complaint")]
    [InlineData("Apa syarat bantuan yang dicari untuk anak sekolah?", "Information")]
    [InlineData("saya mau minta data anggaran bansos tahun 2025", "Information")]
    [InlineData("petugas minta data rekening saya lewat WA", "Complaint")]
    public void The_kind_is_guessed_from_the_words(string story, string kind) => $"{GuessKind.Of(story)}".ShouldBe(kind);

    private static async Task Begin(Town town)
    {
        await town.Say("warga", "/start adu_DINSOS");
        await town.Press("warga", "Setuju, lanjutkan");
    }

    private static async Task Change(Town town, string line, string said, string shown)
    {
        await town.Press("warga", line);
        await town.Say("warga", said);
        town.LastTo("warga").Text.ShouldContain(shown);
    }
}
