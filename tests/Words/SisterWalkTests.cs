using Core.Complaints;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>Words and captions of citizens that once led to the wrong place, or to none.</summary>
[Trait("Database", "any")]
public sealed class SisterWalkTests
{
    [Theory]
    [InlineData("/help", "Yang bisa Anda lakukan")]
    [InlineData("/HELP", "Yang bisa Anda lakukan")]
    [InlineData("/komplain", "Setuju melanjutkan?")]
    [InlineData("/lapor dinas sosial", "Setuju melanjutkan?")]
    [InlineData("/score", "Skor pelayanan")]
    [InlineData("/berhenti", "Tidak ada yang sedang berjalan")]
    [InlineData("/entahapa", "belum mengenal perintah")]
    public async Task A_command_that_there_is_not_is_read_as_the_word_that_it_is(string typed, string shown)
    {
        await using var town = new Town();
        await town.Say("warga", "/start");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain(shown);
    }

    [Theory]
    [InlineData("ada orang kesetrum pak")]
    [InlineData("syarat ktp apa saja ya")]
    [InlineData("mau bicara dengan petugas")]
    [InlineData("cek laporan saya")]
    [InlineData("nilai puskesmas ibuh")]
    public async Task A_photo_is_not_lost_for_what_stands_below_it(string caption)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Receive(town.PhotoFrom("warga", caption));

        town.LastTo("warga").Text.ShouldContain("1 berkas");

        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "sesuai");
        await town.Receive(town.PhotoFrom("warga", caption));

        town.LastTo("warga").Text.ShouldContain("1 berkas");
    }

    [Theory]
    [InlineData("bukan itu")]
    [InlineData("bukan pengaduan pak")]
    [InlineData("bukan")]
    public async Task A_no_in_two_words_is_the_no_on_the_button(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "pungli di kelurahan");
        town.LastTo("warga").Text.ShouldContain("Ini pengaduan?");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("dijadikan apa");
    }

    [Fact]
    public async Task A_not_yet_throws_nothing_away_that_was_told()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "pungli di kelurahan");
        await town.Say("warga", "bukan");

        await town.Say("warga", "belum");

        town.LastTo("warga").Text.ShouldContain("dijadikan apa");
    }

    [Theory]
    [InlineData("pungli di kelurahan", "Ini pengaduan?")]
    [InlineData("/start DINSOS", "1/9")]
    public async Task Thanks_in_the_middle_are_returned_and_the_question_waits_on(string begins, string question)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", begins);

        await town.Say("warga", "makasih min");

        var said = string.Join('\n', town.Channel.All.TakeLast(2).Select(s => s.Message.Text));
        said.ShouldContain("Sama-sama");
        said.ShouldContain(question);
    }

    [Theory]
    [InlineData("lampu jalan di gang saya juga mati pak", "Ini pengaduan?")]
    [InlineData("makasih min", "Sama-sama")]
    [InlineData("hmm", "Ingin melanjutkan?")]
    public async Task What_is_written_where_it_is_asked_whether_to_go_on_is_not_thrown_away(string typed, string shown)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start DISDIK");
        await town.Say("warga", "sesuai");
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        town.LastTo("warga").Text.ShouldContain("Ingin melanjutkan?");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain(shown);
    }

    [Fact]
    public async Task Who_comes_back_to_a_rating_with_a_story_is_asked_about_the_story()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start DISDIK");
        await town.Say("warga", "sesuai");
        town.Time.Advance(TimeSpan.FromHours(2));

        await town.Say("warga", "lampu jalan di gang saya mati sudah seminggu");

        town.LastTo("warga").Text.ShouldContain("Ini pengaduan?");
    }

    [Fact]
    public async Task The_only_complaint_is_shown_at_once()
    {
        await using var town = ComplaintTown.New();
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");

        await town.Say("warga", "gmn kabar laporan saya");

        town.LastTo("warga").Text.ShouldContain("Loket bantuan tutup");
        town.LastTo("warga").Text.ShouldNotContain("Pengaduan Anda:");
    }

    [Theory]
    [InlineData("kode saya K7QF-3MXW")]
    [InlineData("K7QF-3MXW")]
    [InlineData("cek k7qf-3mxw dong")]
    public async Task A_code_without_its_last_character_is_told_as_such(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("sembilan huruf dan angka");
    }

    [Theory]
    [InlineData("RT04-RW05 belum dapat bantuan")]
    [InlineData("plat BA12-34XY parkir liar di depan kantor")]
    public void What_only_looks_like_half_a_code_is_none(string typed) =>
        Intents.UtteranceList.Reader.Read(typed, new Core.Intents.IntentContext()).Typo.ShouldBeNull();

    [Theory]
    [InlineData("english please")]
    [InlineData("/bahasa en")]
    public async Task Who_asked_for_another_language_is_told_what_there_is_in_it(string typed)
    {
        await using var town = new Town();

        await town.Say("visitor", typed);

        town.LastTo("visitor").Rows.SelectMany(r => r).Select(b => b.Label).ShouldContain("Help");
    }

    [Theory]
    [InlineData("ya", true)]
    [InlineData("iya betul", true)]
    [InlineData("ok kirim", true)]
    [InlineData("ya, kirim aja", true)]
    [InlineData("sudah benar", true)]
    [InlineData("tidak", false)]
    [InlineData("belum", false)]
    [InlineData("ya tapi unitnya salah", false)]
    public async Task A_plain_yes_to_the_card_before_it_is_sent_sends_and_nothing_less(string typed, bool sends)
    {
        await using var town = ComplaintTown.New();
        await AtCard(town, "id");

        await town.Say("warga", typed);

        (await town.Read(db => db.Complaints.CountAsync())).ShouldBe(sends ? 1 : 0);
    }

    [Theory]
    [InlineData("bu saya mau ngadu soal puskesmas ibuh")]
    [InlineData("lapor tentang puskesmas ibuh")]
    [InlineData("mau komplain mengenai pelayanan puskesmas ibuh")]
    [InlineData("i want to complain about puskesmas ibuh")]
    public async Task A_unit_that_a_complaint_is_said_to_be_about_is_not_asked_for_again(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");

        await town.Say("warga", typed);
        await town.Say("warga", "setuju");

        town.LastTo("warga").Text.ShouldStartWith("Untuk Puskesmas Ibuh.");
    }

    [Fact]
    public async Task A_story_that_says_at_its_end_which_unit_it_is_about_is_kept()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");

        await town.Say("warga", "mau lapor kemarin saya antre lama sekali tanpa nomor soal puskesmas ibuh");
        foreach (var text in new[] { "ya", "setuju", "Puskesmas Ibuh", "selesai" }) await town.Say("warga", text);

        town.LastTo("warga").Text.ShouldContain("antre lama sekali tanpa nomor");
    }

    [Theory]
    [InlineData("makasih sebelumnya, mau tanya syarat ktp hilang")]
    [InlineData("syarat ktp hilang apa aja ya?")]
    [InlineData("jam buka capil jam berapa?")]
    public async Task A_question_where_a_unit_is_asked_for_chooses_none(string typed)
    {
        await using var town = ComplaintTown.New();
        foreach (var text in new[] { "/adukan", "setuju" }) await town.Say("warga", text);
        town.LastTo("warga").Text.ShouldContain("Untuk unit mana?");

        await town.Say("warga", typed);

        var said = string.Join('\n', town.Channel.All.Select(s => s.Message.Text));
        said.ShouldNotContain("Untuk Dinas Kependudukan dan Pencatatan Sipil.");
        (await town.Read(db => db.Conversations.CountAsync(c => c.OpenDialog != null))).ShouldBe(1);
    }

    [Fact]
    public async Task An_edit_changes_the_message_that_was_edited_and_not_one_that_begins_alike()
    {
        await using var town = ComplaintTown.New();
        foreach (var text in new[] { "/start adu_DINSOS", "setuju", "jalan" }) await town.Say("warga", text);
        var first = town.LastSaid("warga");
        await town.Say("warga", "jalan rusak di depan pasar");

        await town.Edit("warga", "Jalan Merdeka", first);

        town.LastTo("warga").Text.ShouldContain("Perubahan pesan Anda sudah kami pakai");
        await town.Press("warga", "Selesai");
        town.LastTo("warga").Text.ShouldContain("Jalan Merdeka\njalan rusak di depan pasar");
    }

    [Theory]
    [InlineData("mau lapor soal jalan rusak")]
    [InlineData("mau lapor soal pelayanan")]
    public async Task What_is_no_unit_stays_none(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldNotContain("Puskesmas");
        (await town.Read(db => db.Complaints.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("that's all")]
    [InlineData("That’s all.")]
    public async Task In_English_too_it_is_said_that_it_is_enough(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/bahasa en");
        await town.Say("warga", "/start adu_DINSOS");
        await town.Say("warga", "agree");
        await town.Say("warga", "The office is closed every Thursday.");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("Content: \"The office is closed every Thursday.\"");
    }

    [Theory]
    [InlineData("ya", "1/9")]
    [InlineData("iya mau", "1/9")]
    [InlineData("tidak", "tetap seperti semula")]
    public async Task A_question_with_a_no_is_answered_by_yes_too(string typed, string shown)
    {
        await using var town = new Town();
        await town.Say("warga", "/start PKM-IBUH");
        for (var question = 1; question <= 9; question++) await town.Say("warga", "3");
        await town.Say("warga", "lewati semua");
        await town.Say("warga", "lewati");
        await town.Say("warga", "/start PKM-IBUH");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain(shown);
    }

    [Theory]
    [InlineData("oh iya, kejadiannya di RW 4 ya pak")]
    [InlineData("tambahan: ketua RT juga tahu")]
    public async Task What_is_told_after_the_receipt_can_be_more_on_that_complaint(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");

        await town.Say("warga", typed);
        await town.Press("warga", "Tambahan untuk K7QF-3MXW-E");

        (await town.Read(db => Task.FromResult(db.ComplaintEvents.OrderBy(e => e.Id).Last().Words))).ShouldBe(typed);
    }

    [Fact]
    public async Task A_photo_after_the_receipt_too()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");

        await town.Receive(town.PhotoFrom("warga", "ini fotonya"));
        await town.Press("warga", "Tambahan untuk K7QF-3MXW-E");

        (await town.Read(db => Task.FromResult(db.ComplaintAttachments.Count()))).ShouldBe(1);
        await town.Say("orang lain", "petugasnya kasar sekali pak");
        town.LastTo("orang lain").Rows.SelectMany(r => r).ShouldNotContain(b => b.Label.Contains("K7QF"));
    }

    [Fact]
    public async Task A_story_that_is_told_where_the_unit_is_asked_is_kept()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/adukan");
        await town.Say("warga", "setuju");

        await town.Say("warga", "bantuan beras belum dibagikan sejak dua bulan");
        await town.Say("warga", "sudah lima kali kami tanyakan ke kelurahan");
        await town.Say("warga", "dinas sosial");
        await town.Say("warga", "selesai");

        await town.Press("warga", "Ganti unit");
        await town.Say("warga", "bantuan di kelurahan lain sudah dibagikan");
        town.LastTo("warga").Text.ShouldNotContain("kami catat");
        await town.Say("warga", "dinas pendidikan");
        town.LastTo("warga").Text.ShouldContain(
            "Isi: \"bantuan beras belum dibagikan sejak dua bulan\nsudah lima kali kami tanyakan ke kelurahan\"");
    }

    [Theory]
    [InlineData("45 tahun", "40–49")]
    [InlineData("umur saya 31", "30–39")]
    [InlineData("17", "18 tahun")]
    [InlineData("usia 73 thn", "60 tahun")]
    [InlineData("29", "18–29")]
    public void A_number_is_found_in_the_span_that_holds_it(string typed, string label)
    {
        string[] labels = ["Di bawah 18 tahun", "18–29 tahun", "30–39 tahun", "40–49 tahun", "50–59 tahun", "60 tahun ke atas"];

        var read = Intents.UtteranceList.Reader.Answer(typed, [.. labels.Select(l => new Core.Intents.AnswerOption(l, l))]);

        read.Sure.ShouldBeTrue();
        read.Id!.ShouldContain(label);
    }

    [Fact]
    public async Task Who_stops_while_changing_a_rating_is_told_that_the_first_one_stands()
    {
        await using var town = new Town();
        await town.Say("warga", "/start PKM-IBUH");
        for (var question = 1; question <= 9; question++) await town.Say("warga", "3");
        await town.Say("warga", "lewati semua");
        await town.Say("warga", "lewati");
        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "ubah penilaian");
        await town.Say("warga", "1");

        await town.Say("warga", "udah ah ga jadi");

        town.LastTo("warga").Text.ShouldContain("tetap seperti semula");
    }

    private static async Task AtCard(Town town, string language)
    {
        await town.Say("warga", $"/bahasa {language}");
        await town.Say("warga", "/start adu_DINSOS");
        await town.Press("warga", "Setuju, lanjutkan");
        await town.Say("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Say("warga", "selesai");
    }

    [Theory]
    [InlineData("Sudah")]
    [InlineData("udah")]
    public async Task An_official_who_is_asked_what_was_done_and_says_that_it_is_stops_nothing(string said)
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        foreach (var text in new[] { $"/tugas {code} ambil", $"/tugas {code} selesai", said }) await town.Say("ani", text);
        await town.Say("ani", "Loket sudah kami buka lagi setiap Kamis.");
        await town.Press("ani", "Tanpa lampiran");

        (await town.Read(db => db.Complaints.SingleAsync())).State.ShouldBe(ComplaintState.Resolved);
    }
}
