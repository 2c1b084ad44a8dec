using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Texts;

namespace Tests.Dialogs;

[Trait("Database", "any")]
public sealed class HelpTests
{
    private static readonly string[] Untold = [Commands.Start, Commands.Back, Commands.Stop, Commands.Help];

    [Fact]
    public void Every_command_is_told_in_exactly_one_group()
    {
        var told = HelpGroup.All.SelectMany(g => g.Commands).ToList();
        told.ShouldBeUnique();
        told.Order().ShouldBe(CommandRights.All.Except(Untold).Order());
    }

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public void Each_example_begins_with_the_command_it_is_for(string language)
    {
        var words = Wording.Of(language);
        var examples = words.Keys.Where(k => k.StartsWith("help.example.", StringComparison.Ordinal)).ToList();
        examples.ShouldNotBeEmpty();
        foreach (var key in examples)
        {
            var command = "/" + key["help.example.".Length..];
            CommandRights.All.ShouldContain(command);
            words[key].ShouldStartWith(command + " ");
        }
    }
}
