using Core.Dialogs.Questions;
using Core.Texts;

namespace Tests.Dialogs;

/// <summary>What people add message by message has an end also where each character is a tower.</summary>
public sealed class LongCharactersTests
{
    [Fact]
    public void Towers_of_accents_do_not_pile_up_without_end()
    {
        var (story, tower) = ("", "e" + new string('\u0301', 4000));
        for (var message = 0; message < 30; message++) story = KeepWhatFits.Of(story, tower, 4000, []);

        story.Length.ShouldBeInRange(1, 32_000);
    }

    [Fact]
    public void Of_one_that_alone_is_too_long_nothing_is_kept_and_that_is_told()
    {
        var problems = new List<LocalizedText>();

        KeepWhatFits.Of("sudah ada", "e" + new string('\u0301', 4000), 100, problems).ShouldStartWith("sudah ada");

        problems.Count.ShouldBe(1);
    }

    [Fact]
    public void A_story_of_family_emoji_fits_as_its_characters_count()
    {
        var story = string.Concat(Enumerable.Repeat("keluarga 👨‍👩‍👧‍👦 ", 20)).Trim();

        KeepWhatFits.Of("", story, Characters.Count(story), []).ShouldBe(story);
    }
}
