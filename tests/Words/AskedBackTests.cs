using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>Who asks back why something is asked gets a plain reason, and the question stays open.</summary>
[Trait("Database", "any")]
public sealed class AskedBackTests
{
    [Theory]
    [InlineData("kenapa harus setuju?")]
    [InlineData("buat apa data saya?")]
    [InlineData("aman nggak?")]
    [InlineData("aman ga sih ini")]
    [InlineData("data saya aman kan pak")]
    [InlineData("why?")]
    [InlineData("kenapa")]
    [InlineData("knp hrs setuju sih")]
    [InlineData("emangnya data sy dipake buat apa")]
    [InlineData("apa gunanya?")]
    [InlineData("wajib ya?")]
    [InlineData("kalau tidak setuju gimana")]
    [InlineData("is it safe?")]
    [InlineData("what is it for?")]
    [InlineData("buat apa setuju2an?")]
    [InlineData("utk apa data2nya")]
    public async Task At_the_consent(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start adu_DINSOS");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldStartWith("Pengaduan memuat data pribadi");
        town.LastTo("warga").Text.ShouldContain("UU 27/2022");
        town.LastTo("warga").Text.ShouldEndWith("Setuju melanjutkan?");
        await town.Say("warga", "setuju");
        town.LastTo("warga").Text.ShouldContain("Ceritakan");
    }

    [Theory]
    [InlineData("why do you need my data?")]
    [InlineData("do i have to agree?")]
    [InlineData("kenapa?")]
    public async Task At_the_consent_in_English(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/bahasa en");
        await town.Say("warga", "/start adu_DINSOS");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldStartWith("A complaint holds personal data");
        town.LastTo("warga").Rows.Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("kenapa?")]
    [InlineData("untuk apa pertanyaan ini?")]
    [InlineData("maksudnya apa?")]
    public async Task At_the_questions_of_a_rating(string typed)
    {
        await using var town = new Town();
        await town.Say("warga", "/start PKM-IBUH");

        await town.Say("warga", typed);
        town.LastTo("warga").Text.ShouldStartWith("Ini pertanyaan resmi");
        town.LastTo("warga").Text.ShouldContain("1/9");

        for (var question = 1; question <= 9; question++) await town.Say("warga", "3");
        await town.Say("warga", "kenapa tanya jenis kelamin?");
        town.LastTo("warga").Text.ShouldStartWith("Supaya terlihat");

        await town.Say("warga", "lewati semua");
        await town.Say("warga", typed);
        town.LastTo("warga").Text.ShouldStartWith("Saran dibaca unitnya tanpa nama");
        (await town.Read(db => Task.FromResult(db.Ratings.Count(r => r.Comment != null)))).ShouldBe(0);
    }

    [Fact]
    public async Task At_every_question_of_a_complaint()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.Say("warga", "/adukan");
        await town.Press("warga", "Setuju, lanjutkan");
        await Asks("Untuk unit mana?", "Supaya pengaduan Anda langsung sampai");
        await town.Press("warga", "Dinas Sosial");
        await Asks("Ceritakan", "Dari cerita Anda");
        await town.Say("warga", "Bantuan saya belum cair, hubungi 081234567890 bila perlu.");
        await town.Press("warga", "Selesai");
        await Asks("081", "Nomor dan nama seperti itu data pribadi");
        await town.Press("warga", "Samarkan");
        await Asks("Bantuan saya", "Belum ada yang terkirim");
        await town.Press("warga", "Sebutkan nama");
        await Asks("Siapa nama Anda?", "Nama tidak wajib");
        await town.Press("warga", "Tanpa nama (anonim)");
        await town.Press("warga", "Kirim");
        (await town.Read(db => Task.FromResult(db.Complaints.Single().Story))).ShouldNotContain("untuk apa");

        async Task Asks(string question, string why)
        {
            town.LastTo("warga").Text.ShouldContain(question);
            await town.Say("warga", "untuk apa?");
            town.LastTo("warga").Text.ShouldStartWith(why);
            town.LastTo("warga").Text.ShouldContain(question);
        }
    }

    [Theory]
    [InlineData("Kenapa harus bayar 50 ribu di loket?")]
    [InlineData("kenapa KTP saya belum jadi")]
    [InlineData("kenapa petugas minta uang")]
    public async Task A_story_that_begins_with_why_is_a_story(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start adu_DINSOS");
        await town.Press("warga", "Setuju, lanjutkan");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("tulisan");
    }

    [Fact]
    public async Task Where_an_officer_asked_asking_back_is_an_answer()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.GiveRole("tri", Core.People.Role.Triage);
        await town.GiveRole("petugas", Core.People.Role.Officer, "DINSOS");
        await town.Verify("tri", await town.FileComplaint("warga", "Bantuan saya belum cair tiga bulan, tiap ditanya disuruh tunggu."));
        await town.Say("petugas", "/tugas K7QF3MXWE ambil");
        await town.Say("petugas", "/tugas K7QF3MXWE tanya");
        await town.Say("petugas", "Boleh kirim foto KTP?");
        await town.Say("warga", "/cek K7QF3MXWE jawab");

        await town.Say("warga", "untuk apa?");
        await town.Press("warga", "Selesai");

        (await town.Read(db => Task.FromResult(db.ComplaintEvents.OrderBy(e => e.Id).Last().Words))).ShouldBe("untuk apa?");
    }
}
