using System.Text.RegularExpressions;
using Core.CoreValues;
using Core.Reminders.Composing;
using Core.Skm;
using Core.Texts;
using Tests.Support;

namespace Tests.Berakhlak;

public sealed partial class BerakhlakTests
{
    [Fact]
    public void The_published_table_and_the_code_agree()
    {
        var text = File.ReadAllText(Path.Combine(TranscriptFiles.Root(), "..", "docs", "berakhlak.md"));
        var published = Row().Matches(text)
            .ToDictionary(m => m.Groups["unsur"].Value, m => (m.Groups["behaviour"].Value, m.Groups["value"].Value));
        published.Keys.ShouldBe(Unsur.Codes);
        foreach (var (unsur, (behaviour, value)) in published)
        {
            UnsurValues.For(unsur).Code.ShouldBe(behaviour);
            CoreValue.Find(behaviour[..2])!.Name(Wording.Of("id")).ShouldBe(value);
        }
    }

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public void Each_of_the_21_behaviours_has_a_text_and_twelve_deeds(string language)
    {
        var words = Wording.Of(language);
        Behaviour.All.Count.ShouldBe(21);
        foreach (var behaviour in Behaviour.All)
        {
            behaviour.Text(words, BehaviourWording.Circular).ShouldNotBeEmpty();
            ChooseTip.All(behaviour).Count(code => words.Has($"tip.{code}")).ShouldBe(12);
        }
    }

    [Fact]
    public void The_law_and_the_circular_differ_in_four_behaviours()
    {
        var words = Wording.Of("id");
        Behaviour.All.Where(b => b.Text(words, BehaviourWording.Law) != b.Text(words, BehaviourWording.Circular)).Select(b => b.Code)
            .ShouldBe(["HA1", "HA2", "LO1", "LO2"]);
        Behaviour.Find("HA1")!.Text(words, BehaviourWording.Law).ShouldBe("Menghargai setiap orang tanpa membedakan latar belakang");
    }

    [GeneratedRegex(@"^\| (?<unsur>U\d) \| [^|]+ \| (?<behaviour>[A-Z]{2}\d) \| (?<value>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
