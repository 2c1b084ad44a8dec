using Core.Messaging;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>Words that are typed where buttons stand, and what is never done by them.</summary>
public sealed class TypedWordsTests
{
    [Theory]
    [InlineData("berhenti", "Penilaian berhenti sebelum semua")]
    [InlineData("stop", "Penilaian berhenti sebelum semua")]
    [InlineData("kembali", "1/9")]
    [InlineData("4)", "3/9")]
    [InlineData("EMPAT", "3/9")]
    [InlineData("4. sangat mudah", "3/9")]
    [InlineData("sangat mudah!!", "3/9")]
    [InlineData("gak mudah", "3/9")]
    [InlineData("mudahh", "3/9")]
    [InlineData("mudah atau tidak ya", "2/9")]
    [InlineData("biasa aja", "2/9")]
    [InlineData("sangat sesuai", "2/9")]
    public async Task Words_on_a_question_of_a_rating_do_what_its_buttons_do(string typed, string shown)
    {
        await using var town = new Town();
        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "sesuai");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain(shown);
    }

    [Theory]
    [InlineData("kirim")]
    [InlineData("Itu saja.")]
    [InlineData("udah itu aja")]
    [InlineData("cukup")]
    public async Task Who_says_that_a_story_is_enough_has_not_told_that_too(string typed)
    {
        await using var town = new Town();
        await town.Say("warga", "/start adu_DPMPTSP");
        await town.Press("warga", "Setuju, lanjutkan");
        await town.Say("warga", "Loket dua tutup sejak pagi tanpa pemberitahuan.");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("Isi: \"Loket dua tutup sejak pagi tanpa pemberitahuan.\"");
    }

    [Theory]
    [InlineData("kirim")]
    [InlineData("selesai")]
    public async Task It_is_enough_in_the_language_of_before_too(string typed)
    {
        await using var town = new Town();
        await town.Say("citizen", "/bahasa en");
        await town.Say("citizen", "/start adu_DPMPTSP");
        await town.Press("citizen", "I agree, go on");
        await town.Say("citizen", "Counter two has been closed since the morning.");

        await town.Say("citizen", typed);

        town.LastTo("citizen").Text.ShouldContain("\"Counter two has been closed since the morning.\"");
    }

    [Theory]
    [InlineData("lewati", "Silakan pilih")]
    [InlineData("ya", "Silakan pilih")]
    [InlineData("mau lapor", "Setuju melanjutkan?")]
    [InlineData("Sampaikan pengaduan", "Setuju melanjutkan?")]
    public async Task What_is_to_become_of_what_was_told_is_no_more_of_it(string typed, string shown)
    {
        await using var town = new Town();
        await town.Say("warga", "halo");
        await town.Say("warga", "yang dimaksud SMP 3");
        town.LastTo("warga").Text.ShouldContain("mau dijadikan apa");

        await town.Say("warga", typed);

        var card = town.LastTo("warga").Text;
        card.ShouldContain(shown);
        card.ShouldNotContain("Sudah kami catat");
    }

    [Theory]
    [InlineData("ya", "Layanan mana")]
    [InlineData("ok", "Layanan mana")]
    [InlineData("tiap", "Layanan mana")]
    [InlineData("sos", "Dinas Sosial")]
    [InlineData("ibuh", "1/9")]
    public async Task A_few_letters_name_a_unit_only_where_a_word_of_it_begins_so(string typed, string shown)
    {
        await using var town = new Town();
        await town.Say("warga", "/nilai");

        await town.Say("warga", typed);

        var card = town.LastTo("warga");
        string.Join('\n', card.Rows.SelectMany(r => r).Select(b => b.Label).Prepend(card.Text)).ShouldContain(shown);
    }

    [Theory]
    [InlineData("laporan saya lama sekali, tolong dipercepat", "pengaduan di sini")]
    [InlineData("saya mau lihat skor semua unit dulu", "Skor pelayanan")]
    public async Task A_clear_wish_in_many_words_is_no_comment_for_the_rating_that_asks_which_unit(string typed, string shown)
    {
        await using var town = new Town();
        await town.Say("warga", "/nilai");
        var before = town.Channel.Count;

        await town.Say("warga", typed);

        var said = town.Channel.All.Skip(before).Select(s => s.Message.Text).ToList();
        said.ShouldContain(t => t.Contains(shown));
        said.ShouldNotContain(t => t.Contains("sudah kami catat"));
    }

    [Fact]
    public async Task With_nothing_told_yet_such_a_word_is_told()
    {
        await using var town = new Town();
        await town.Say("warga", "/start adu_DPMPTSP");
        await town.Press("warga", "Setuju, lanjutkan");

        await town.Say("warga", "kirim");

        town.LastTo("warga").Text.ShouldContain("Sudah kami terima: tulisan");
    }

    [Theory]
    [InlineData("mau ngadu", "Setuju")]
    [InlineData("skor", "Skor pelayanan")]
    [InlineData("bantuan", "Yang bisa Anda lakukan")]
    public async Task A_clear_wish_is_done_in_the_middle_of_a_rating_and_the_rating_waits(string typed, string shown)
    {
        await using var town = new Town();
        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "sesuai");
        var before = town.Channel.Count;

        await town.Say("warga", typed);
        var said = town.Channel.All.Skip(before).Select(s => s.Message.Text).ToList();
        await town.Say("warga", "/batal");
        await town.Say("warga", "lanjut");

        said.ShouldContain(t => t.Contains(shown));
        town.Channel.All.Skip(before).ShouldContain(s => s.Message.Text.Contains("2/9"));
    }

    [Theory]
    [InlineData("KTP saya belum jadi 3 bulan", "Ini pengaduan?")]
    [InlineData("my id card is not ready after three months", "Is this a complaint?")]
    public async Task A_story_before_everything_is_offered_as_a_complaint(string typed, string asked)
    {
        await using var town = new Town();

        await town.Receive(new Inbound
        {
            Channel = town.Channel.Name,
            ExternalId = town.NextId(),
            Address = "warga",
            Sender = "warga",
            Text = typed,
            Language = asked.StartsWith("Is", StringComparison.Ordinal) ? "en" : "id",
        });

        town.LastTo("warga").Text.ShouldContain(asked);
    }

    [Fact]
    public async Task Danger_comes_before_everything_else_and_once_in_a_dialog()
    {
        await using var town = new Town(new() { ["Intents:EmergencyNumber"] = "119" });
        await town.Say("warga", "/adukan");
        await town.Say("warga", "setuju");
        var before = town.Channel.Count;

        await town.Say("warga", "kebakaran di rumah tetangga");
        await town.Say("warga", "kebakaran makin besar");

        var said = town.Channel.All.Skip(before).Select(s => s.Message.Text).ToList();
        said[0].ShouldContain("119");
        said[0].ShouldContain("113");
        said.Count(t => t.Contains("113")).ShouldBe(1);
    }

    [Fact]
    public async Task The_notice_and_the_help_name_the_numbers_of_the_city()
    {
        await using var town = new Town(new() { ["Intents:EmergencyNumber"] = "0752-911", ["Intents:FireNumber"] = "0752-913" });
        await town.Say("warga", "/adukan");
        town.LastTo("warga").Text.ShouldContain("darurat: telepon 0752-911.");
        await town.Press("warga", "Baca selengkapnya");
        town.LastTo("warga").Text.ShouldContain("hubungi 0752-911.");
        await town.Say("warga", "/batal");
        var before = town.Channel.Count;

        await town.Say("warga", "/bantuan");

        var help = string.Join('\n', town.Channel.All.Skip(before).Select(s => s.Message.Text));
        help.ShouldContain("Keadaan darurat: telepon 0752-911. Kebakaran: 0752-913. Polisi: 110.");
    }

    [Fact]
    public async Task Nothing_is_closed_or_reopened_by_words_that_may_mean_something_else()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "halo");

        foreach (var typed in new[] { "ya", "belum", "sudah", "4", "lewati", "lanjut" })
        {
            await town.Say("warga", typed);
            town.LastTo("warga").Rows.SelectMany(r => r).ShouldAllBe(b => b.Data!.StartsWith('/'), typed);
        }
    }
}
