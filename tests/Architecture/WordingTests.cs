using System.Text.RegularExpressions;
using Core.Texts;

namespace Tests.Architecture;

public sealed partial class WordingTests
{
    public static TheoryData<string> OtherLanguages => [.. Wording.Languages.Skip(1)];

    [Theory]
    [MemberData(nameof(OtherLanguages))]
    public void Every_text_is_there_in_every_language(string language)
    {
        var first = Wording.Of(Wording.Languages[0]).Keys.ToHashSet();
        var other = Wording.Of(language).Keys.ToHashSet();

        first.Except(other).Order().ShouldBeEmpty($"missing in {language}");
        other.Except(first).Order().ShouldBeEmpty($"only in {language}");
    }

    [Theory]
    [MemberData(nameof(OtherLanguages))]
    public void A_text_has_the_same_places_to_fill_in_every_language(string language)
    {
        var (first, other) = (Wording.Of(Wording.Languages[0]), Wording.Of(language));

        var different = first.Keys.Where(other.Has).Where(key => Places(first[key]) != Places(other[key]));

        different.Order().ShouldBeEmpty();
    }

    [Fact]
    public void No_text_is_empty_or_ends_in_a_space()
    {
        var careless = from language in Wording.Languages
                       from key in Wording.Of(language).Keys
                       let text = Wording.Of(language)[key]
                       where text.Trim().Length == 0 || text.TrimEnd() != text // what follows another text begins with its own space
                       select $"{language} {key}";

        careless.ShouldBeEmpty();
    }

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order());

    [GeneratedRegex(@"(?<!\{)\{(\d+)")]
    private static partial Regex Place();
}
