using Core.Texts;

namespace Tests.Texts;

public sealed class CharactersTests
{
    /// <summary>A letter with so many accents that it alone is longer than any line.</summary>
    private static readonly string Tower = "a" + new string('\u0301', 300);

    [Fact]
    public void A_letter_under_hundreds_of_accents_is_shortened_as_any_text()
    {
        foreach (var text in new[] { Tower, Tower + " " + Tower, Tower + "\n" + Tower, "kata " + Tower })
            foreach (var max in new[] { 2, 40, 60, 299 })
                Characters.Short(text, max).Length.ShouldBeInRange(1, max);
    }

    [Fact]
    public void What_nobody_sees_is_taken_away_and_what_is_seen_stays()
    {
        Characters.Seen("D\u200BIN\u202ESOS\u00A0\u2066x\u2069\u00AD").ShouldBe("DINSOS x");
        Characters.Seen("Ñandú · 👍 “a”–b").ShouldBe("Ñandú · 👍 “a”–b");
    }
}
