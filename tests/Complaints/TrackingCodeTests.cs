using Core.Complaints.Tracking;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Tests.Complaints;

[Trait("Database", "any")]
public sealed class TrackingCodeTests
{
    [Fact]
    public void A_code_is_read_back_however_it_is_typed()
    {
        var code = "K7QF3MXWE";
        foreach (var typed in new[] { "K7QF-3MXW-E", "k7qf-3mxw-e", " K7QF 3MXW E ", "k7qf3mxwe", "#K7QF–3MXW–E", "K7QF.3MXW.E" })
        {
            TrackingCode.Parse(typed, out var read).ShouldBe(TrackingCode.Reading.Good, typed);
            read.ShouldBe(code);
        }

        TrackingCode.Show(code).ShouldBe("K7QF-3MXW-E");
    }

    [Theory]
    [InlineData("O", '0')]
    [InlineData("o", '0')]
    [InlineData("I", '1')]
    [InlineData("l", '1')]
    [InlineData("S", '5')]
    [InlineData("u", 'V')]
    public void Letters_that_look_like_others_are_taken_for_them(string typed, char meant)
    {
        TrackingCode.Parse(typed + "7QF3MXWE", out var code);
        code[0].ShouldBe(meant);
    }

    [Property(Arbitrary = [typeof(Drawn)])]
    public bool Every_wrong_character_and_every_swap_of_two_is_noticed(int[] drawn)
    {
        var next = 0;
        var code = TrackingCode.Make(_ => drawn[next++]);
        for (var i = 0; i < code.Length; i++)
        {
            foreach (var wrong in TrackingCode.Alphabet.Where(c => c != code[i]))
                if (TrackingCode.Parse(code[..i] + wrong + code[(i + 1)..], out _) != TrackingCode.Reading.Mistyped) return false;
            for (var j = 0; j < i; j++)
            {
                var swapped = code.ToCharArray();
                (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
                if (code[i] != code[j] && TrackingCode.Parse(new string(swapped), out _) == TrackingCode.Reading.Good) return false;
            }
        }

        return TrackingCode.Parse(code, out _) == TrackingCode.Reading.Good;
    }

    [Property]
    public bool Anything_else_is_no_code(string? typed) =>
        TrackingCode.Parse(typed, out _) != TrackingCode.Reading.Good || typed!.Count(char.IsLetterOrDigit) == 9;

    [Fact]
    public void Drawn_codes_are_not_alike()
    {
        var codes = new DrawCodes();
        Enumerable.Range(0, 10_000).Select(_ => codes.Next()).Distinct().Count().ShouldBe(10_000);
    }

    /// <summary>The places in the alphabet of a code's first eight characters.</summary>
    private static class Drawn
    {
        public static Arbitrary<int[]> Places() => Gen.Choose(0, 30).ArrayOf(8).ToArbitrary();
    }
}
