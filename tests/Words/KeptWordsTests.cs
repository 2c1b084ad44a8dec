using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>What somebody says or sends at a door where nobody waited for it is heard, and kept where it is said to be.</summary>
public sealed class KeptWordsTests
{
    private const string Fire = "pemadam kebakaran 113";

    [Theory]
    [InlineData("/adukan kebakaran di pasar, ada anak terjebak")]
    [InlineData("/entahapa kebakaran di pasar")]
    public async Task Danger_behind_a_command_gets_its_number_first(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        var before = town.Channel.Count;

        await town.Say("warga", typed);

        town.Channel.All.Skip(before).First().Message.Text.ShouldContain(Fire);
    }

    [Fact]
    public async Task Danger_that_an_edit_tells_of_gets_its_number_with_nothing_open()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "terima kasih");

        await town.Edit("warga", "kebakaran di pasar ibuh tolong");

        Said(town).ShouldContain(Fire);
    }

    [Theory]
    [InlineData("saya mau mengadukan petugas di puskesmas ibuh yang marah marah", "Puskesmas Ibuh")]
    [InlineData("saya mau melaporkan pegawai dinas pendidikan yang meminta uang", "Dinas Pendidikan")]
    public async Task The_unit_that_a_story_names_is_offered_first(string story, string unit)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", story);
        await town.Press("warga", "Setuju, lanjutkan");

        town.Channel.All[^1].Message.Rows[0][0].Label.ShouldBe(unit);
    }

    [Theory]
    [InlineData("/adukan PKM-IBUH kursi tunggu rusak semua")]
    [InlineData("/lapor kursi tunggu rusak semua di puskesmas")]
    public async Task A_photo_above_a_command_is_the_first_file_of_what_it_begins(string caption)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Receive(town.PhotoFrom("warga", caption));
        await town.Say("warga", "setuju");
        if (town.LastTo("warga").Text.Contains("Untuk unit mana", StringComparison.Ordinal)) await town.Say("warga", "tidak tahu");

        town.LastTo("warga").Text.ShouldContain("tulisan, 1 berkas");
    }

    [Fact]
    public async Task A_photo_above_a_command_that_takes_none_is_said_to_be_left()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");

        await town.Receive(town.PhotoFrom("warga", "/skor"));

        Said(town).ShouldContain("tidak kami simpan");
    }

    [Theory]
    [InlineData("mau nyambung ke operator manusia aja dong", "Menghubungi petugas")]
    [InlineData("punyaku yang kemarin udah diproses sampe mana ya", "Mengecek pengaduan")]
    public async Task What_looks_like_another_wish_after_something_unclear_is_offered_first(string typed, string wish)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "Kamis pagi jam delapan");
        town.LastTo("warga").Text.ShouldContain("belum yakin maksudnya");

        await town.Say("warga", typed);

        town.LastTo("warga").Rows[0].ShouldHaveSingleItem().Label.ShouldBe(wish);
        town.LastTo("warga").Text.ShouldContain("tulisan");
    }

    [Theory]
    [InlineData("KK saya sudah diperbaiki bulan lalu ya", null)]
    [InlineData("yang dinas sosial di jalan soekarno itu lho", "Untuk Dinas Sosial")]
    public async Task A_sentence_that_tells_more_chooses_no_unit_by_a_service_in_it(string typed, string? unit)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/adukan Bantuan ibu saya berhenti tanpa pemberitahuan.");
        await town.Press("warga", "Setuju, lanjutkan");
        town.LastTo("warga").Text.ShouldContain("Untuk unit mana?");

        await town.Say("warga", typed);

        if (unit is not null)
        {
            town.LastTo("warga").Text.ShouldContain(unit);
            return;
        }

        Said(town).ShouldContain("sudah kami catat");
        town.LastTo("warga").Text.ShouldContain("Untuk unit mana?");
        foreach (var text in new[] { "dinas sosial", "selesai" }) await town.Say("warga", text);
        town.LastTo("warga").Text.ShouldContain(typed);
    }

    [Fact]
    public async Task A_photo_after_something_unclear_makes_it_told()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "Kamis pagi jam delapan");

        await town.Receive(town.PhotoFrom("warga", "ini buktinya"));

        town.LastTo("warga").Text.ShouldContain("Ini pengaduan?");
        town.LastTo("warga").Text.ShouldContain("tulisan, 1 berkas");
    }

    [Theory]
    [InlineData("dinas sosial hari sabtu buka apa enggak sih")]
    [InlineData("punyaku yang kemarin udah diproses sampe mana ya")]
    public async Task Who_is_asked_whether_to_send_a_question_and_goes_on_to_something_else_is_heard(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "berapa lama mengurus paspor");
        town.LastTo("warga").Text.ShouldContain("Kirim pertanyaan Anda");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldNotContain("berapa lama");
        town.LastTo("warga").Text.ShouldNotContain("salah satu tombol");
        town.LastTo("warga").Text.ShouldNotContain("Maksud Anda");
    }

    [Fact]
    public async Task A_clear_question_after_something_unclear_is_answered()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "Kamis pagi jam delapan");

        await town.Say("warga", "jam buka kantor dinas sosial itu jam berapa ya");

        town.LastTo("warga").Text.ShouldNotContain("Pesan Anda ini mau dijadikan apa");
    }

    [Theory]
    [InlineData("id", "tambahan: petugasnya bernama Anton")]
    [InlineData("en", "also, the officer at the counter was Anton")]
    public async Task A_sentence_at_the_card_is_added_to_the_story(string language, string typed)
    {
        await using var town = ComplaintTown.New();
        await AtCard(town, language);

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain($"tanpa pemberitahuan.\n{typed}\"");
        town.LastTo("warga").Text.ShouldContain(language == "id" ? "Sudah kami tambahkan" : "We have added");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    public async Task A_photo_at_the_card_is_added_to_the_story_whenever_it_comes(int minutes)
    {
        await using var town = ComplaintTown.New();
        await AtCard(town, "id");
        town.Time.Advance(TimeSpan.FromMinutes(minutes));

        await town.Receive(town.PhotoFrom("warga"));

        town.LastTo("warga").Text.ShouldContain("Lampiran: 1 berkas");
    }

    [Fact]
    public async Task A_photo_where_the_name_is_asked_for_goes_to_the_story()
    {
        await using var town = ComplaintTown.New();
        await AtCard(town, "id");
        await town.Press("warga", "Sebutkan nama");

        await town.Receive(town.PhotoFrom("warga", "ini fotonya"));
        town.LastTo("warga").Text.ShouldContain("nama");
        await town.Say("warga", "Siti Aminah");

        town.LastTo("warga").Text.ShouldContain("Lampiran: 1 berkas");
        town.LastTo("warga").Text.ShouldContain("ini fotonya\"");
    }

    [Theory]
    [InlineData("NIK saya 1371012345670001, loket dua tutup sejak pagi tanpa pemberitahuan.", "Biarkan")]
    [InlineData("Loket dua tutup sejak pagi tanpa pemberitahuan, hari ini juga.", "Buat pengaduan baru")]
    public async Task What_comes_at_a_question_about_the_story_is_added_to_it(string story, string answer)
    {
        await using var town = ComplaintTown.New();
        await AtCard(town, "id");
        await town.Say("warga", "kirim");
        foreach (var text in new[] { "/start adu_DPMPTSP", story, "selesai" }) await town.Say("warga", text);
        town.LastTo("warga").Text.ShouldNotContain("Periksa dulu");

        await town.Receive(town.PhotoFrom("warga", "dan ini fotonya dari depan loket"));
        Said(town).ShouldContain("Sudah kami tambahkan");
        await town.Press("warga", answer);
        if (!town.LastTo("warga").Text.Contains("Periksa dulu", StringComparison.Ordinal)) await town.Press("warga", "Buat pengaduan baru");

        town.LastTo("warga").Text.ShouldContain("Lampiran: 1 berkas");
        town.LastTo("warga").Text.ShouldContain("dari depan loket\"");
    }

    [Fact]
    public async Task What_is_added_is_looked_through_for_personal_details_too()
    {
        await using var town = ComplaintTown.New();
        await AtCard(town, "id");

        await town.Say("warga", "tambahan: NIK saya 1371012345670001 bila perlu");

        town.LastTo("warga").Rows.SelectMany(r => r).ShouldContain(b => b.Label == "Samarkan");
    }

    [Theory]
    [InlineData("syarat ktp hilang apa saja ya?")]
    [InlineData("saya mau lihat skor semua unit dulu")]
    [InlineData("ya tapi unitnya salah")]
    public async Task What_wants_something_else_at_the_card_is_no_more_of_the_story(string typed)
    {
        await using var town = ComplaintTown.New();
        await AtCard(town, "id");

        await town.Say("warga", typed);

        Said(town).ShouldNotContain("Sudah kami tambahkan");
    }

    [Fact]
    public async Task Who_goes_back_from_the_story_finds_it_again()
    {
        await using var town = ComplaintTown.New();
        foreach (var text in new[] { "/adukan", "setuju", "dinas sosial", "Loket tutup.", "Sudah dua hari." })
            await town.Say("warga", text);
        await town.Receive(town.PhotoFrom("warga"));
        await town.Press("warga", "◀ Kembali");
        town.LastTo("warga").Text.ShouldContain("Untuk unit mana?");

        await town.Say("warga", "puskesmas ibuh");

        town.LastTo("warga").Text.ShouldStartWith("Untuk Puskesmas Ibuh.");
        town.LastTo("warga").Text.ShouldContain("Sudah kami terima: tulisan, 1 berkas");
    }

    [Fact]
    public async Task Back_at_the_card_is_back_at_the_story_with_all_that_was_told()
    {
        await using var town = ComplaintTown.New();
        await AtCard(town, "id");

        await town.Say("warga", "kembali");
        town.LastTo("warga").Text.ShouldContain("Sudah kami terima: tulisan");
        await town.Press("warga", "Selesai");

        town.LastTo("warga").Text.ShouldContain("Isi: \"Loket dua tutup sejak pagi tanpa pemberitahuan.\"");
    }

    [Fact]
    public async Task A_back_at_the_first_question_drops_nothing_that_was_told()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "lampu jalan di gang saya mati");

        await town.Say("warga", "kembali");
        await town.Press("warga", "Ya, lanjutkan");
        foreach (var text in new[] { "setuju", "tidak tahu", "selesai" }) await town.Say("warga", text);

        town.LastTo("warga").Text.ShouldContain("lampu jalan di gang saya mati");
    }

    [Fact]
    public async Task Of_what_is_too_much_to_be_told_the_part_that_fits_is_kept_and_the_rest_said()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", string.Join(' ', Enumerable.Repeat("lampu jalan di gang saya mati", 116)));

        await town.Say("warga", string.Join(' ', Enumerable.Repeat("jalannya juga rusak parah", 30)) + " akhirnya");
        town.LastTo("warga").Text.ShouldContain("Paling banyak 4.000 huruf");
        town.LastTo("warga").Text.ShouldContain("akhirnya");
        await town.Press("warga", "Ya, lanjutkan");
        foreach (var text in new[] { "setuju", "tidak tahu", "selesai" }) await town.Say("warga", text);

        town.LastTo("warga").Text.ShouldContain("yang dikirim lengkap, 3.9");
    }

    [Fact]
    public async Task The_file_that_is_one_too_many_is_said_to_be_left()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.StayUp();
        for (var i = 0; i < 21; i++) await town.Receive(town.PhotoFrom("warga"));

        town.LastTo("warga").Text.ShouldContain("Paling banyak 20 berkas, jadi 1 berkas terakhir tidak terbawa.");
    }

    [Theory]
    [InlineData("usul saya antrean lansia dipisah saja di puskesmas", "Saran atau usul", "aspirasi")]
    [InlineData("mohon tolong adakan posyandu lansia di kelurahan kami ya pak", "Saran atau usul", "aspirasi")]
    public async Task A_proposal_is_not_taken_for_a_complaint(string typed, string first, string kind)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", typed);
        town.LastTo("warga").Rows[0][0].Label.ShouldBe(first);

        await town.Press("warga", first);
        await town.Say("warga", "setuju");
        await town.Say("warga", "tidak tahu");
        town.LastTo("warga").Text.ShouldContain("Tulis saran atau usul Anda.");
        await town.Press("warga", "Selesai");

        town.LastTo("warga").Text.ShouldContain($"Jenis: {kind}");
    }

    [Theory]
    [InlineData("saran atau usul", "aspirasi")]
    [InlineData("Pertanyaan untuk petugas", "permintaan informasi")]
    public async Task What_stands_behind_a_no_is_understood_before_it(string typed, string kind)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "lampu jalan di gang saya mati sudah seminggu");

        foreach (var text in new[] { typed, "setuju", "tidak tahu", "selesai" }) await town.Say("warga", text);

        town.LastTo("warga").Text.ShouldContain($"Jenis: {kind}");
        town.LastTo("warga").Text.ShouldContain("Isi: \"lampu jalan di gang saya mati sudah seminggu\"");
    }

    [Fact]
    public async Task What_was_told_for_a_complaint_waits_while_something_else_is_looked_at()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        foreach (var text in new[] { "lampu jalan di gang saya mati", "ya", "/skor" }) await town.Say("warga", text);
        await town.Say("warga", "lanjut");

        foreach (var text in new[] { "setuju", "tidak tahu", "selesai" }) await town.Say("warga", text);

        town.LastTo("warga").Text.ShouldContain("Isi: \"lampu jalan di gang saya mati\"");
    }

    private static async Task AtCard(Town town, string language)
    {
        await town.Say("warga", $"/bahasa {language}");
        await town.Say("warga", "/start adu_DPMPTSP");
        await town.Press("warga", language == "id" ? "Setuju, lanjutkan" : "I agree, go on");
        await town.Say("warga", "Loket dua tutup sejak pagi tanpa pemberitahuan.");
        await town.Press("warga", language == "id" ? "Selesai" : "Done");
    }

    private static string Said(Town town) => string.Join('\n', town.Channel.All.Select(s => s.Message.Text));
}
