using Core.Intents;

namespace Tests.Intents;

public sealed class AnswerTests
{
    private static readonly List<AnswerOption> Scale =
    [
        new("1", "Tidak sesuai"), new("2", "Kurang sesuai"), new("3", "Sesuai"), new("4", "Sangat sesuai"),
        new("back", "◀ Kembali", false), new("stop", "Berhenti", false),
    ];

    private static readonly List<AnswerOption> Finished = [new("yes", "Ya, sudah selesai"), new("no", "Belum")];

    [Theory]
    [InlineData("berhenti", "stop")]
    [InlineData("stop", "stop")]
    [InlineData("batal", "stop")]
    [InlineData("kembali", "back")]
    [InlineData("empat", "4")]
    [InlineData("SANGAT SESUAI!", "4")]
    [InlineData("4)", "4")]
    [InlineData("4. sangat sesuai", "4")]
    [InlineData("no 3", "3")]
    [InlineData("yg ketiga", "3")]
    [InlineData("nomor empat", "4")]
    [InlineData("3️⃣", "3")]
    [InlineData("yang terakhir", "4")]
    [InlineData("sesuai", "3")]
    [InlineData("saya pilih sesuai kak", "3")]
    [InlineData("gak sesuai", "1")]
    [InlineData("sangat", "4")]
    [InlineData("kurang", "2")]
    [InlineData("sesui", "3")]
    [InlineData("snagat sesuai", "4")]
    public void Words_as_the_buttons_read_are_the_answer(string text, string id)
    {
        var read = UtteranceList.Reader.Answer(text, Scale);

        (read.Id, read.Sure).ShouldBe((id, true), read.Why);
    }

    [Theory]
    [InlineData("tidak")]
    [InlineData("cukup sesuai")]
    [InlineData("3 sangat sesuai")]
    [InlineData("sangat tidak sesuai")]
    [InlineData("7")]
    [InlineData("bagus")]
    [InlineData("0")]
    [InlineData("?")]
    [InlineData("")]
    [InlineData("petugasnya ramah tapi lama sekali dan tidak sesuai dengan janji yang dikatakan di papan pengumuman")]
    public void What_may_be_another_answer_is_asked(string text) => UtteranceList.Reader.Answer(text, Scale).Sure.ShouldBeFalse();

    [Theory]
    [InlineData("belum", "no")]
    [InlineData("belum selesai pak", "no")]
    [InlineData("blm", "no")]
    [InlineData("gak", "no")]
    [InlineData("sudah", "yes")]
    [InlineData("iya", "yes")]
    [InlineData("ya sudah", "yes")]
    [InlineData("udah beres kok", "yes")]
    public void Yes_and_not_yet_are_understood_however_they_are_said(string text, string id)
    {
        var read = UtteranceList.Reader.Answer(text, Finished);

        (read.Id, read.Sure).ShouldBe((id, true), read.Why);
    }

    [Theory]
    [InlineData("blm ada kabar ya pak")]
    [InlineData("belum dapat undangan sampai sekarang")]
    [InlineData("masih belum jadi juga suratnya")]
    [InlineData("not yet fixed, my street is still dark")]
    public void Who_tells_what_is_not_yet_so_refuses_nothing(string text)
    {
        List<AnswerOption> sends = [new("yes", "Ya, kirim"), new("no", "Tidak")];

        UtteranceList.Reader.Answer(text, sends).Id.ShouldBeNull();
        UtteranceList.Reader.Answer("belum", sends).ShouldBe(new ReadAnswer("no", true, "meaning"));
    }

    [Theory]
    [InlineData("strongly agree", "4")]
    [InlineData("the third one", "3")]
    [InlineData("i choose agree", "3")]
    [InlineData("disagree", "2")]
    public void English_buttons_too(string text, string id)
    {
        List<AnswerOption> options = [new("1", "Strongly disagree"), new("2", "Disagree"), new("3", "Agree"), new("4", "Strongly agree")];

        var read = UtteranceList.Reader.Answer(text, options, "en");

        (read.Id, read.Sure).ShouldBe((id, true), read.Why);
    }

    [Fact]
    public void A_number_that_is_a_label_is_the_label()
    {
        List<AnswerOption> options = [new("5", "5"), new("6", "6")];

        UtteranceList.Reader.Answer("6", options).Id.ShouldBe("6");
    }

    [Theory]
    [InlineData("petugas", "Officer", true)]
    [InlineData("Pengelola instansi", "Administrator", true)]
    [InlineData("pegawai", "Asn", true)]
    public void The_very_word_of_a_button_goes_before_one_that_means_the_same(string typed, string button, bool sure)
    {
        var answer = UtteranceList.Reader.Answer(typed, [new("Asn", "ASN", true), new("Officer", "Petugas pengaduan", true),
            new("Administrator", "Pengelola instansi", true)]);

        (answer.Id, answer.Sure).ShouldBe((button, sure));
    }
}
