using Core.Intents;

namespace Tests.Intents;

public sealed class DangerTests
{
    [Theory]
    [InlineData("danger.tsv")]
    [InlineData("danger-later.tsv")]
    public void Danger_is_found(string file)
    {
        var lines = UtteranceList.Lines(file);

        lines.Count.ShouldBeGreaterThanOrEqualTo(40);
        lines.Where(l => $"{UtteranceList.Reader.DangerIn(l[1])}" != l[0]).Select(l => l[1]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("harmless.tsv")]
    [InlineData("harmless-later.tsv")]
    [InlineData("harmless-third.tsv", 1)] // who collects a debt may threaten too
    [InlineData("harmless-fourth.tsv")]
    public void What_only_looks_like_danger_is_left_alone(string file, int most = 0)
    {
        var lines = UtteranceList.Lines(file);

        lines.Count.ShouldBeGreaterThanOrEqualTo(40);
        lines.Select(l => (Text: l[0], Danger: UtteranceList.Reader.DangerIn(l[0]))).Count(l => l.Danger is not null)
            .ShouldBeLessThanOrEqualTo(most);
    }

    [Theory]
    [InlineData("danger-third.tsv", 58)]
    [InlineData("danger-fourth.tsv", 38)]
    public void Of_danger_in_roundabout_words_nearly_all_is_found(string file, int least) => UtteranceList.Lines(file)
        .Count(l => $"{UtteranceList.Reader.DangerIn(l[1])}" == l[0]).ShouldBeGreaterThanOrEqualTo(least);

    [Fact]
    public void Danger_is_found_at_the_end_of_a_long_story()
    {
        var story = string.Concat(Enumerable.Repeat("Saya sudah antre dari pagi dan belum dipanggil. ", 80));

        UtteranceList.Reader.DangerIn(story + "Saya mau bunuh diri saja.").ShouldBe(DangerKind.MentalHealth);
        UtteranceList.Reader.DangerIn(story).ShouldBeNull();
    }

    /// <summary>Tried in every way in which fillers may be passed over, one such message took longer than anybody lives.</summary>
    [Theory]
    [InlineData("kecelakaan")]
    [InlineData("lakalantas")]
    [InlineData("saya mau")]
    [InlineData("mati lampu")]
    public void A_long_message_of_fillers_is_read_to_its_end(string beginning)
    {
        var text = beginning + string.Concat(Enumerable.Repeat(" pak dong", 430));

        UtteranceList.Reader.DangerIn(text + ". Ada kebakaran!").ShouldNotBeNull();
        UtteranceList.Reader.Read(text, new IntentContext()).ShouldNotBeNull();
    }

    [Fact]
    public void Danger_stands_beside_any_intent()
    {
        var read = UtteranceList.Reader.Read("mau lapor ada kebakaran di pasar", new IntentContext());

        (read.Intent, read.Danger).ShouldBe((Intent.Complain, DangerKind.Fire));
    }

    [Fact]
    public void Something_harmless_does_not_hide_danger() =>
        UtteranceList.Reader.DangerIn("mati lampu dari pagi, sekarang ada kebakaran di rumah tetangga").ShouldBe(DangerKind.Fire);

    [Theory]
    [InlineData("antrean capil bikin saya mau mati berdiri")]
    [InlineData("nunggu dipanggil rasanya mati bosan")]
    public void A_figure_of_speech_is_no_wish_to_die(string text) => UtteranceList.Reader.DangerIn(text).ShouldBeNull();

    [Fact]
    public void Wanting_to_die_goes_before_all_else() =>
        UtteranceList.Reader.DangerIn("suami saya mukulin saya terus, saya mau mati saja").ShouldBe(DangerKind.MentalHealth);

    [Fact]
    public void Each_danger_has_its_number()
    {
        var numbers = new IntentsOptions { PoliceNumber = "0752 92110" };

        Enum.GetValues<DangerKind>().Select(numbers.NumberFor).ShouldBe(["112", "113", "0752 92110", "119 ext. 8"]);
    }
}
