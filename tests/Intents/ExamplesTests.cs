using Core.Intents;
using Core.Intents.Learned;
using Core.Texts;

namespace Tests.Intents;

/// <summary>What is read by the examples that words resemble.</summary>
public sealed class ExamplesTests
{
    [Fact]
    public void Every_example_is_well_formed()
    {
        foreach (var list in ExampleList.Shipped())
            foreach (var line in list.Lines)
            {
                line[^1].ShouldNotBeNullOrWhiteSpace(list.Name);
                line.Length.ShouldBe(list.IsHarmless ? 1 : list.IsOfDanger ? 2 : 3, $"{list.Name}: {line[^1]}");
                if (list.IsOfDanger) Named.Of<DangerKind>(line[0]).ShouldNotBeNull(line[^1]);
                else if (!list.IsHarmless) line[0].Split('|').ShouldAllBe(i => Named.Of<Intent>(i) != null, line[^1]);
            }
    }

    [Fact]
    public void What_no_rule_knows_is_what_it_resembles_and_never_sure()
    {
        var reader = Learned(
            new ExampleList("a", [["Rate", "id", "bubuhkan cap tangan"], ["Rate", "id", "bubuhkan cap kakinya"],
                ["Ask", "id", "pintu kantor sebelah mana"], ["Ask", "id", "sebelah mana pintunya"]]));
        var read = reader.Read("bubuhkan capnya", new IntentContext());

        var guess = reader.Guess("bubuhkan capnya", read);

        read.Intent.ShouldBe(Intent.Unknown);
        (guess.Intent, guess.Sure, guess.Why).ShouldBe((Intent.Rate, false, Examples.Why));
    }

    [Fact]
    public void A_wish_that_a_rule_is_sure_of_is_asked_about_where_the_words_resemble_quite_another_one()
    {
        const string Typed = "mau menilai kelapa muda";
        var others = Enumerable.Range(0, 30).Select(i => new[] { "Unknown", "id", $"kelapa muda {i} butir" });
        var rates = Enumerable.Range(0, 30).Select(i => new[] { "Rate", "id", $"nilai kantor {i}" });

        var bare = Learned().Read(Typed, new IntentContext(), Names);
        var doubted = Learned(new ExampleList("a", [.. others, .. rates])).Read(Typed, new IntentContext(), Names);

        (bare.Intent, bare.Sure).ShouldBe((Intent.Rate, true));
        (doubted.Intent, doubted.Sure, doubted.Or).ShouldBe((Intent.Rate, false, Intent.Unknown));
    }

    [Fact]
    public void A_sure_wish_stays_sure_where_nothing_was_learned()
    {
        var read = Learned().Read("saya mau lapor", new IntentContext());

        (read.Intent, read.Sure).ShouldBe((Intent.Complain, true));
        Learned().Guess("saya mau lapor", read).ShouldBe(read);
    }

    [Fact]
    public void Danger_is_found_in_one_sentence_of_a_long_story()
    {
        const string Story = "Saya sudah antre dari pagi dan belum dipanggil. Loketnya tutup. ";

        UtteranceList.Reader.DangerIn(Story).ShouldBeNull();
        UtteranceList.Reader.DangerIn(Story + "Anak saya kejang matanya ke atas. " + Story).ShouldBe(DangerKind.Emergency);
    }

    [Theory]
    [InlineData("kebakaran")]
    [InlineData("Kepada Yth Bapak, dengan ini saya kabarkan bahwa gudang padi kelompok tani sedang terbakar, mohon dikirim pemadam.")]
    [InlineData("saya mau bunuh diri saja, KTP tidak pernah jadi")]
    public void What_a_rule_found_is_not_explained_away_in_a_word_a_letter_or_where_somebody_wants_to_die(string text) =>
        UtteranceList.Reader.DangerIn(text).ShouldNotBeNull();

    [Fact]
    public void Shares_are_parts_of_a_whole_and_the_likeliest_comes_first()
    {
        var learned = new LearnedFrom<string>(["a", "b", "c"]);
        learned.Add("a", [1, 2]);
        learned.Add("b", [2, 3]);
        learned.Add("c", [4]);

        var judged = learned.Judge([1, 2, 9]);

        judged[0].Kind.ShouldBe("a");
        judged.Sum(k => k.Share).ShouldBe(1, 1e-9);
        learned.Judge([9]).ShouldBeEmpty();
    }

    private static readonly NameIndex Names = new([new NamedThing("KLP", "Kelapa Muda")]);

    private static IntentReader Learned(params ExampleList[] lists) => new(UtteranceList.Judge, examples: lists);
}
