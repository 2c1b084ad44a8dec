using System.Text.Json;
using Core.Messaging;
using Core.Texts;

namespace Tests.Texts;

public sealed class LocalizedTextTests
{
    private static readonly DateOnly Day = new(2026, 12, 30);

    /// <summary>One of each kind, with every type of argument.</summary>
    public static TheoryData<string> Kinds => [.. Examples().Select((_, i) => $"{i}")];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_stored_text_says_the_same_in_every_language(string index)
    {
        var text = Examples()[int.Parse(index)];
        var message = new OutgoingMessage { Address = "a", Says = text, Rows = [[Button.Of(text, "/x")]] };

        var stored = JsonSerializer.Serialize(message, OutgoingMessageJson.Default.OutgoingMessage);
        var read = JsonSerializer.Deserialize(stored, OutgoingMessageJson.Default.OutgoingMessage)!;

        foreach (var words in Wording.Languages.Select(Wording.Of))
        {
            read.Says!.Value.In(words).ShouldBe(text.In(words));
            read.Rows[0][0].Says!.Value.In(words).ShouldBe(text.In(words));
        }
    }

    [Fact]
    public void A_text_is_put_into_words_by_the_reader_s_language()
    {
        var text = LocalizedText.Of("recap.week", 2, 3, LocalizedText.Month(10));

        text.In(Wording.Of("id")).ShouldNotBe(text.In(Wording.Of("en")));
        LocalizedText.Date(Day).In(Wording.Of("id")).ShouldBe("Rabu, 30 Desember 2026");
        LocalizedText.Date(Day).In(Wording.Of("en")).ShouldBe("Wednesday, 30 December 2026");
        LocalizedText.Number(3.5m, "0.00").In(Wording.Of("id")).ShouldBe("3,50");
    }

    [Fact]
    public void What_a_person_wrote_is_never_taken_for_a_key_or_a_place()
    {
        var stored = JsonSerializer.Serialize(LocalizedText.Of("announce.message", "Kota {1}", "talk.sorry {0} \"x\""));

        JsonSerializer.Deserialize<LocalizedText>(stored).In(Wording.Of("id")).ShouldContain("talk.sorry {0} \"x\"");
    }

    [Fact]
    public void A_text_that_is_made_when_it_is_shown_cannot_be_stored()
    {
        var made = LocalizedText.Made(words => words.Language);

        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(made));
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(LocalizedText.Of("talk.sorry", 1.5)));
    }

    private static List<LocalizedText> Examples() =>
    [
        "talk.sorry",
        LocalizedText.Literal("Apa {0} \"adanya\"\n"),
        LocalizedText.Of("announce.message", "Kota Contoh", "Rapat pukul 9."),
        LocalizedText.Of("question.number-range", 1, 10L),
        LocalizedText.Of("question.number-range", 80.00m, null),
        LocalizedText.Of("announce.message", (LocalizedText)"language.name", LocalizedText.Date(Day)),
        LocalizedText.Joined("\n\n", "talk.sorry", LocalizedText.Literal("·"), LocalizedText.Joined(", ", "language.name", "talk.sorry")),
        LocalizedText.ShortDate(Day),
        LocalizedText.MonthOf(Day),
        LocalizedText.Month(2),
        LocalizedText.Number(81.5m, "0.0#"),
        LocalizedText.InEach(words => words["talk.sorry"]),
    ];
}
