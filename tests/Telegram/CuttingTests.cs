using Bot.Telegram.Sending;
using Core.Texts;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Tests.Telegram;

[Trait("Database", "any")]
public sealed class CuttingTests
{
    [Fact]
    public void A_text_is_cut_after_a_line_if_it_can_be()
    {
        var parts = CutText.IntoParts(FormattedText.Of("satu dua tiga\nempat lima"), 20);
        parts.Select(p => p.Text).ShouldBe(["satu dua tiga\n", "empat lima"]);
    }

    [Fact]
    public void A_text_without_lines_is_cut_after_a_word()
    {
        var parts = CutText.IntoParts(FormattedText.Of("satu dua tiga empat"), 10);
        parts.Select(p => p.Text).ShouldBe(["satu dua ", "tiga empat"]);
    }

    [Fact]
    public void A_family_of_many_units_stays_together()
    {
        const string family = "👨‍👩‍👧‍👦";
        var parts = CutText.IntoParts(FormattedText.Of(string.Concat(Enumerable.Repeat(family, 3))), family.Length + 3);
        parts.Select(p => p.Text).ShouldBe([family, family, family]);
    }

    [Fact]
    public void Looks_go_with_their_part()
    {
        var parts = CutText.IntoParts(FormattedText.Of($"satu {TextFormatting.BoldOn}dua tiga{TextFormatting.BoldOff} empat"), 10);
        parts.Select(p => p.Text).ShouldBe(["satu dua ", "tiga empat"]);
        parts.Select(p => (p.Entities!.Single().Offset, p.Entities!.Single().Length)).ShouldBe([(5, 4), (0, 4)]);
    }

    [Fact]
    public void One_message_ends_with_an_ellipsis_when_it_is_cut()
    {
        var one = CutText.ToOne(FormattedText.Of(new string('a', 30)), 10);
        (one.Text.Length, one.Text[^1]).ShouldBe((10, '…'));
    }

    [Property(Arbitrary = [typeof(Texts)])]
    public bool Whatever_the_text_the_parts_give_it_back_fit_and_never_cut_a_character(string text, int max)
    {
        var whole = FormattedText.Of(text);
        var parts = CutText.IntoParts(whole, max);
        var shown = string.Concat(parts.Select(p => p.Text));
        return shown.Where(c => !char.IsWhiteSpace(c)).SequenceEqual(whole.Text.Where(c => !char.IsWhiteSpace(c)))
            && parts.All(p => p.Text.Length <= max && !char.IsLowSurrogate(p.Text[0]) && !char.IsHighSurrogate(p.Text[^1]))
            && parts.All(p => (p.Entities ?? []).All(e => e.Offset >= 0 && e.Length > 0 && e.Offset + e.Length <= p.Text.Length));
    }

    private static class Texts
    {
        private static readonly string[] Pieces = ["a", " ", "\n", "é", "😀", "👨‍👩‍👧‍👦", "e\u0301", "kata panjang sekali",
            $"{TextFormatting.BoldOn}t{TextFormatting.BoldOff}"];

        public static Arbitrary<string> Written() => Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary();

        public static Arbitrary<int> Longest() => Gen.Choose(12, 40).ToArbitrary();
    }
}
