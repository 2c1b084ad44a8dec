using Core.Complaints;
using Core.People;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>
/// Who replies to an older message of ours means what that message was about, and is never taken for more than they said.
/// </summary>
[Trait("Database", "any")]
public sealed class RepliedWordsTests
{
    private const string Asks = "Siapa nama petugas loketnya?";
    private const string Answered = "sudah kami sampaikan";

    [Fact]
    public async Task A_reply_to_an_officers_question_answers_that_one_whatever_else_waits()
    {
        await using var town = await Two();
        await town.Say("warga", "Pak Anton, loket 3");
        town.LastTo("warga").Text.ShouldContain("untuk yang mana?");
        await town.Press("warga", "Bukan");
        await town.Say("warga", "/batal");

        await town.Reply("warga", "Pak Anton, loket 3", await Question(town, First));

        town.LastTo("warga").Text.ShouldContain(Answered);
        (await LastOf(town, First)).ShouldBe((Act.Answer, "Pak Anton, loket 3"));
        (await LastOf(town, await Second(town))).Act.ShouldBe(Act.Ask);
    }

    [Theory]
    [InlineData("Petugasnya marah-marah dan menyuruh saya pulang, namanya tidak kelihatan")]
    [InlineData("saya sudah lapor ke RT kemarin pak, sekarang saya lapor di sini")]
    public async Task Also_a_story_is_the_answer_where_it_is_a_reply(string typed)
    {
        await using var town = await Two();

        await town.Reply("warga", typed, await Question(town, First));

        (await LastOf(town, First)).ShouldBe((Act.Answer, typed));
    }

    [Fact]
    public async Task In_the_middle_of_something_else_the_reply_is_taken_and_the_open_question_stays()
    {
        await using var town = await Two();
        await town.Say("warga", "/start PKM-IBUH");
        for (var question = 1; question <= 9; question++) await town.Say("warga", "3");
        await town.Say("warga", "lewati semua");
        town.LastTo("warga").Text.ShouldContain("saran");

        await town.Reply("warga", "Pak Anton", await Question(town, First));

        (await LastOf(town, First)).ShouldBe((Act.Answer, "Pak Anton"));
        town.Channel.All.Count(s => s.Message.Address == "warga" && s.Message.Text.Contains("Terima kasih atas penilaian")).ShouldBe(0);
        (await town.Read(db => Task.FromResult(db.Ratings.Count(r => r.Comment != null)))).ShouldBe(0);
    }

    [Theory]
    [InlineData("ok pak")]
    [InlineData("maksudnya?")]
    [InlineData("batal")]
    [InlineData("tolong ada kebakaran di rumah saya")]
    public async Task What_may_be_no_answer_is_asked_about_also_in_a_reply(string typed)
    {
        await using var town = await Two();

        await town.Reply("warga", typed, await Question(town, First));

        town.LastTo("warga").Text.ShouldContain(First);
        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ShouldBe(["Ya", "Bukan"]);
        (await LastOf(town, First)).Act.ShouldBe(Act.Ask);
        await town.Press("warga", "Ya");
        (await LastOf(town, First)).ShouldBe((Act.Answer, typed));
    }

    [Fact]
    public async Task A_reply_to_the_receipt_is_offered_as_more_on_that_complaint()
    {
        await using var town = await Two();
        var third = await town.FileComplaint("warga", "Pohon tumbang menutup jalan di depan kantor.");

        await town.Reply("warga", "alamatnya salah, yang benar gang 3", $"Kode pengaduan: {Shown(third)}");

        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ShouldBe([$"Lihat {Shown(third)}", "Tambah keterangan", "Bukan"]);
        await town.Press("warga", "Tambah keterangan");
        (await LastOf(town, third)).ShouldBe((Act.Add, "alamatnya salah, yang benar gang 3"));
    }

    [Fact]
    public async Task A_bare_answer_to_the_open_question_is_that_whatever_receipt_it_replies_to()
    {
        await using var town = await Working();
        await town.Say("warga", "/start PKM-IBUH");

        await town.Reply("warga", "3", $"Kode pengaduan: {First}");

        town.LastTo("warga").Text.ShouldContain("2/9");
    }

    [Fact]
    public async Task A_photo_that_replies_to_an_officers_question_is_the_answer()
    {
        await using var town = await Two();

        await town.Receive(new Core.Messaging.Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = "warga",
            Sender = "warga",
            Files = [new Core.Messaging.InboundFile("ktp.jpg", Core.Messaging.FileKind.Photo, "ktp.jpg", "image/jpeg", 1000)],
            Replied = await Question(town, First),
        });

        town.LastTo("warga").Text.ShouldContain(Answered);
        (await LastOf(town, First)).Act.ShouldBe(Act.Answer);
    }

    [Theory]
    [InlineData("sudah sampai mana laporan saya?")]
    public async Task Who_replies_to_a_receipt_with_a_question_how_it_stands_sees_that_one(string typed)
    {
        await using var town = await Two();
        var third = await town.FileComplaint("warga", "Pohon tumbang menutup jalan di depan kantor.");

        await town.Reply("warga", typed, $"Kode pengaduan: {Shown(third)}");

        town.LastTo("warga").Text.ShouldContain("Pohon tumbang");
    }

    [Theory]
    [InlineData("Terima kasih atas penilaian Anda untuk Puskesmas Ibuh.")]
    [InlineData("Pengaduan AAAA-AAAA-A sudah selesai?")]
    public async Task A_reply_to_something_unrelated_is_no_answer_to_what_waits(string message)
    {
        await using var town = await One();

        await town.Reply("warga", "petugasnya ramah", message);

        (await LastOf(town, First)).Act.ShouldBe(Act.Ask);
        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ShouldContain("Bukan");
    }

    [Fact]
    public async Task A_message_that_quotes_somebody_elses_code_gives_nothing_of_theirs()
    {
        await using var town = await One();
        await town.FileComplaint("tetangga", "Selokan depan rumah kami mampet dan bau.");
        var events = await town.Read(db => Task.FromResult(db.ComplaintEvents.Count()));

        await town.Reply("tetangga", "namanya Pak Anton", await Question(town, First));

        town.LastTo("tetangga").Text.ShouldNotContain("Bantuan saya");
        (await town.Read(db => Task.FromResult(db.ComplaintEvents.Count()))).ShouldBe(events);
    }

    [Fact]
    public async Task A_reply_belum_opens_the_one_that_was_replied_to()
    {
        await using var town = await Working();
        var second = await town.FileComplaint("warga", "Lampu di depan kantor mati sejak pekan lalu.");
        await town.Verify("tri", second);
        foreach (var code in new[] { Plain, second }) await Resolve(town, code);
        await town.Say("warga", "belum, masih mati lampunya");
        town.LastTo("warga").Text.ShouldContain("untuk yang mana?");
        await town.Press("warga", "Bukan");
        await town.Say("warga", "/batal");

        await town.Reply("warga", "belum, masih mati lampunya", $"Pengaduan {Shown(second)} ditindaklanjuti. Sudah selesai?");

        (await LastOf(town, Shown(second))).Act.ShouldBe(Act.Reopen);
        (await LastOf(town, First)).Act.ShouldBe(Act.Resolve);
    }

    [Fact]
    public async Task An_officer_who_replies_to_a_notice_is_asked_what_the_words_are_and_nothing_is_done_before()
    {
        await using var town = await One();
        await town.Say("warga", "Pak Anton, loket 3");
        var events = await town.Read(db => Task.FromResult(db.ComplaintEvents.Count()));

        await town.Reply("petugas", "Jam berapa kejadiannya Bu?", $"Pelapor menjawab {First}");

        (await town.Read(db => Task.FromResult(db.ComplaintEvents.Count()))).ShouldBe(events);
        town.LastTo("petugas").Rows.SelectMany(r => r).Select(b => b.Label)
            .ShouldBe(["Buka", "Tanya pelapor", "Catat kemajuan", "Catatan internal", "Bukan"]);
        await town.Press("petugas", "Catatan internal");
        (await LastOf(town, First)).ShouldBe((Act.Note, "Jam berapa kejadiannya Bu?"));
    }

    [Fact]
    public async Task An_officer_of_another_unit_learns_nothing_by_a_reply()
    {
        await using var town = await One();
        await town.GiveRole("lain", Role.Officer, "DISDIK");

        await town.Reply("lain", "Jam berapa kejadiannya Bu?", $"Pelapor menjawab {First}");

        town.LastTo("lain").Text.ShouldNotContain(First);
        town.LastTo("lain").Rows.SelectMany(r => r).Select(b => b.Label).ShouldNotContain("Catatan internal");
    }

    private const string Plain = "K7QF3MXWE";
    private const string First = "K7QF-3MXW-E";

    private static async Task<Town> Working()
    {
        var town = ComplaintTown.New();
        await town.StayUp();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.Verify("tri", await town.FileComplaint("warga", "Bantuan saya belum cair tiga bulan, tiap ditanya disuruh tunggu."));
        return town;
    }

    private static async Task<Town> One()
    {
        var town = await Working();
        await Ask(town, Plain);
        return town;
    }

    private static async Task<Town> Two()
    {
        var town = await One();
        await town.Say("warga", "/batal");
        var other = await town.FileComplaint("warga", "Lampu di depan kantor mati sejak pekan lalu.");
        await town.Verify("tri", other);
        await Ask(town, other);
        return town;
    }

    private static async Task Ask(Town town, string code)
    {
        await town.Say("petugas", $"/tugas {code} ambil");
        await town.Say("petugas", $"/tugas {code} tanya");
        await town.Say("petugas", Asks);
    }

    private static async Task Resolve(Town town, string code)
    {
        await town.Say("petugas", $"/tugas {code} ambil");
        await town.Say("petugas", $"/tugas {code} selesai");
        await town.Say("petugas", "Sudah kami kerjakan, silakan diperiksa.");
        await town.Press("petugas", "Tanpa lampiran");
    }

    private static Task<string> Question(Town town, string code) => Task.FromResult(town.Channel.All.First(s => s.Message.Address == "warga"
        && s.Message.Text.Contains(Asks, StringComparison.Ordinal)
        && s.Message.Text.Contains(code, StringComparison.Ordinal)).Message.Text);

    private static Task<string> Second(Town town) =>
        town.Read(db => Task.FromResult(Shown(db.Complaints.OrderBy(c => c.Id).Last().Code)));

    private static string Shown(string code) => Core.Complaints.Tracking.TrackingCode.Show(code);

    private static Task<(Act Act, string? Words)> LastOf(Town town, string code)
    {
        var plain = code.Replace("-", "", StringComparison.Ordinal);
        return town.Read(db => Task.FromResult(db.ComplaintEvents.Where(e => e.ComplaintId == db.Complaints.Single(c => c.Code == plain).Id)
            .OrderBy(e => e.Id).AsEnumerable().Select(e => (e.Act, e.Words)).Last()));
    }
}
