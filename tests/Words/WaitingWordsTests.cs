using Core.People;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>What somebody writes while an office waits for their word: it is taken, or asked about, and never thrown away.</summary>
[Trait("Database", "any")]
public sealed class WaitingWordsTests
{
    private const string Story = "Bantuan saya belum cair tiga bulan, tiap ditanya disuruh tunggu.";
    private const string Answered = "sudah kami sampaikan";
    private const string Asks = "Ini ";

    [Theory]
    [InlineData("tidak tahu pak", Answered)]
    [InlineData("ga tau", Answered)]
    [InlineData("namanya Anton", Answered)]
    [InlineData("namanya pak Anton yang pakai kacamata, loket 3", Answered)]
    [InlineData("saya tinggal di rt 3 rw 2 kelurahan ibuh", Answered)]
    [InlineData("sudah", Answered)]
    [InlineData("ok sudah", Answered)]
    [InlineData("ok pak", Asks)]
    [InlineData("siap pak", Asks)]
    [InlineData("😡", Asks)]
    [InlineData("🙂🙂", Asks)]
    [InlineData("maksudnya?", Asks)]
    [InlineData("wah cepat sekali, makasih banyak ya", Asks)]
    [InlineData("ok makasih", "Sama-sama")]
    [InlineData("tidak usah dilanjutkan pak", Answered)]
    [InlineData("alhamdulillah", Asks)]
    [InlineData("terima kasih pak, tapi lampunya masih mati", Asks)]
    [InlineData("makasih ya, cuma bantuannya belum cair juga", Asks)]
    [InlineData("makasih pak", "Sama-sama")]
    [InlineData("assalamualaikum", "ada yang bisa kami bantu")]
    public async Task An_officers_question_takes_an_answer_and_asks_about_what_may_be_none(string typed, string shown)
    {
        await using var town = await Asked();

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain(shown);
    }

    [Theory]
    [InlineData("belum")]
    [InlineData("belum pak, tadi masih antre 3 jam")]
    public async Task News_that_came_while_something_else_is_asked_about_is_answered_too(string typed)
    {
        await using var town = await Working();
        await town.Say("warga", "pungli di kelurahan sebelah");
        await Resolve(town);

        await town.Say("warga", typed);

        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ShouldContain("Belum");
        await town.Press("warga", "Belum");
        town.Channel.All.ShouldContain(s => s.Message.Text.Contains("kami buka kembali"));
    }

    [Fact]
    public async Task An_officers_question_that_came_meanwhile_is_asked_about_at_once()
    {
        await using var town = await Working();
        await town.Say("warga", "pungli di kelurahan sebelah");
        town.Time.Advance(TimeSpan.FromSeconds(20));
        await town.Say("petugas", "/tugas K7QF3MXWE ambil");
        await town.Say("petugas", "/tugas K7QF3MXWE tanya");
        await town.Say("petugas", "Siapa nama petugas loketnya?");

        await town.Say("warga", "namanya pak Anton yang di loket tiga");

        town.LastTo("warga").Text.ShouldContain("Ini jawaban untuk");
    }

    [Fact]
    public async Task An_officers_question_that_waits_is_asked_about_after_a_while_and_not_before()
    {
        await using var town = await Asked();
        await town.Say("warga", "pungli di kelurahan sebelah");
        await town.Press("warga", "Bukan");

        await town.Say("warga", "kejadiannya minggu lalu");
        town.LastTo("warga").Text.ShouldContain("Ini pengaduan?");
        town.Time.Advance(TimeSpan.FromMinutes(15));
        await town.Say("warga", "loket dua pak");

        town.LastTo("warga").Text.ShouldContain("Ini jawaban untuk");
    }

    [Fact]
    public async Task What_may_answer_the_office_is_no_comment_for_a_rating_that_was_just_begun()
    {
        await using var town = await Resolved();
        await town.Say("warga", "/start DINSOS");

        await town.Say("warga", "uangnya belum masuk juga pak");

        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ShouldContain("Belum");
        await town.Press("warga", "Belum");
        town.Channel.All.ShouldContain(s => s.Message.Text.Contains("kami buka kembali"));
    }

    [Theory]
    [InlineData("thank you, but the money is still not there")]
    [InlineData("terima kasih banyak pak atas bantuannya, sayangnya sampai hari ini belum cair")]
    public async Task Thanks_before_a_but_close_nothing_and_are_not_all_that_is_heard(string typed)
    {
        await using var town = await Resolved();

        await town.Say("warga", typed);

        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ShouldContain("Belum");
    }

    [Theory]
    [InlineData("belum pak, malah tambah parah")]
    [InlineData("Belum! Dari dulu begitu terus.")]
    [InlineData("belum ada perubahan")]
    public async Task A_not_yet_with_its_reason_opens_the_complaint_again(string typed)
    {
        await using var town = await Resolved();

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("kami buka kembali");
        (await town.Read(db => Task.FromResult(db.ComplaintEvents.OrderBy(e => e.Id).Last().Words))).ShouldBe(typed);
    }

    [Theory]
    [InlineData("lanjut aja")]
    [InlineData("belum sempat cek pak")]
    [InlineData("belum saya lihat")]
    [InlineData("sudah pak, tapi lampu yang satunya mati")]
    [InlineData("tidak usah dilanjutkan pak")]
    [InlineData("nanti saya cek dulu ya")]
    public async Task What_is_neither_yes_nor_not_yet_is_asked_about(string typed)
    {
        await using var town = await Resolved();

        await town.Say("warga", typed);

        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ShouldBe(["Ya, sudah selesai", "Belum", "Bukan"]);
    }

    [Theory]
    [InlineData("puas")]
    [InlineData("sangat puas pak")]
    [InlineData("bintang 5")]
    [InlineData("kurang memuaskan")]
    [InlineData("👍")]
    [InlineData("😡")]
    [InlineData("mantap")]
    public async Task An_opinion_is_about_the_handling_that_was_asked_about(string typed)
    {
        await using var town = await Resolved();
        await town.Press("warga", "Ya, sudah selesai");

        await town.Say("warga", typed);

        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label)
            .ShouldBe(["Tidak baik", "Kurang baik", "Baik", "Sangat baik", "Bukan"]);
    }

    [Theory]
    [InlineData("baik")]
    [InlineData("sangat baik pak")]
    [InlineData("2")]
    public async Task An_opinion_as_a_button_reads_is_its_press(string typed)
    {
        await using var town = await Resolved();
        await town.Press("warga", "Ya, sudah selesai");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("sudah kami catat");
    }

    [Fact]
    public async Task Who_names_another_unit_rates_that()
    {
        await using var town = await Resolved();
        await town.Press("warga", "Ya, sudah selesai");

        await town.Say("warga", "bintang 5 untuk puskesmas ibuh");

        town.LastTo("warga").Text.ShouldContain("Puskesmas Ibuh");
    }

    /// <summary>The news came while something else was open; nobody thinks of that when they answer it.</summary>
    [Theory]
    [InlineData("belum")]
    [InlineData("blm pak")]
    [InlineData("belum ada perubahan sama sekali")]
    [InlineData("sudah cair alhamdulillah, terima kasih")]
    public async Task With_a_rating_open_the_question_that_waits_is_still_heard(string typed)
    {
        await using var town = await Working();
        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "sesuai");
        await Resolve(town);

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldStartWith("Ini tentang K7QF-3MXW-E");
        await town.Press("warga", "Belum");
        town.Channel.All.ShouldContain(s => s.Message.Address == "kepala" && s.Message.Text.Contains("belum selesai"));
        town.LastTo("warga").Text.ShouldStartWith("Anda belum selesai menilai Puskesmas Ibuh");
    }

    [Fact]
    public async Task With_a_rating_open_a_photo_may_be_meant_for_what_waits()
    {
        await using var town = await Asked();
        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "sesuai");

        await town.SendPhoto("warga", "loket.jpg");
        await town.Press("warga", "Ya");

        town.Channel.All.ShouldContain(s => s.Message.Address == "warga" && s.Message.Text.Contains(Answered));
    }

    [Fact]
    public async Task A_bare_no_at_the_comment_of_a_rating_is_no_comment()
    {
        await using var town = await Working();
        await town.Say("warga", "/start PKM-IBUH");
        for (var question = 1; question <= 9; question++) await town.Say("warga", "3");
        await town.Say("warga", "lewati semua");
        town.LastTo("warga").Text.ShouldContain("saran");
        await Resolve(town);

        await town.Say("warga", "belum");

        town.LastTo("warga").Text.ShouldStartWith("Ini tentang K7QF-3MXW-E");
    }

    [Theory]
    [InlineData("sesuai", "3/9")]
    [InlineData("2", "3/9")]
    [InlineData("kembali", "1/9")]
    [InlineData("gampang", "2/9")]
    [InlineData("bintang 5", "2/9")]
    public async Task What_answers_the_open_question_or_nothing_stays_with_it(string typed, string shown)
    {
        await using var town = await Resolved();
        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "sesuai");

        await town.Say("warga", typed == "sesuai" ? "mudah" : typed);

        town.LastTo("warga").Text.ShouldContain(shown);
        town.LastTo("warga").Text.ShouldNotContain("K7QF");
    }

    [Fact]
    public async Task What_was_asked_stands_in_the_question_which_is_meant()
    {
        await using var town = await Asked();

        await town.Say("warga", "ok");

        town.LastTo("warga").Text.ShouldContain("Siapa nama petugas loketnya?");

        await town.Press("warga", "Bukan");
        await town.Say("warga", "/batal");
        await town.FileComplaint("warga", "Lampu di depan kantor mati sejak pekan lalu.");
        var other = await town.Read(db => Task.FromResult(db.Complaints.OrderBy(c => c.Id).Last().Code));
        await town.Verify("tri", other);
        await Resolve(town, other);
        await town.Say("warga", "belum");

        town.LastTo("warga").Text.ShouldContain("Siapa nama petugas loketnya?");
        town.LastTo("warga").Text.ShouldContain("Lampu di depan kantor");
    }

    private static async Task<Town> Working()
    {
        var town = ComplaintTown.New();
        await town.StayUp();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("kepala", Role.Head, "DINSOS");
        await town.Verify("tri", await town.FileComplaint("warga", Story));
        return town;
    }

    private static async Task<Town> Asked()
    {
        var town = await Working();
        await town.Say("petugas", "/tugas K7QF3MXWE ambil");
        await town.Say("petugas", "/tugas K7QF3MXWE tanya");
        await town.Say("petugas", "Siapa nama petugas loketnya?");
        return town;
    }

    private static async Task<Town> Resolved()
    {
        var town = await Working();
        await Resolve(town);
        return town;
    }

    private static async Task Resolve(Town town, string code = "K7QF3MXWE")
    {
        await town.Say("petugas", $"/tugas {code} ambil");
        await town.Say("petugas", $"/tugas {code} selesai");
        await town.Say("petugas", "Bantuan sudah kami proses, silakan cek rekening.");
        await town.Press("petugas", "Tanpa lampiran");
    }
}
