using System.Text.RegularExpressions;
using Core.Dialogs;
using Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>Names of dialogs and keys of questions stand in people's stored conversations: they are for ever.</summary>
public sealed partial class DialogTests
{
    [Fact]
    public async Task No_name_of_a_dialog_and_no_key_of_a_question_gets_lost()
    {
        await using var town = new Town();
        await using var services = town.Build();
        var names = services.GetRequiredService<DialogCatalog>().All.OrderBy(d => d.Name, StringComparer.Ordinal)
            .Select(d => $"{d.Name} {d.Command}".TrimEnd());

        var lines = names.Append("").Concat(QuestionKeys());

        Golden.Compare("Architecture/dialogs.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public async Task Every_command_says_what_it_does_in_every_language()
    {
        await using var town = new Town();
        await using var services = town.Build();
        var commands = services.GetRequiredService<DialogCatalog>().All.Select(d => d.Command).OfType<string>();

        commands.ShouldAllBe(command => command.StartsWith('/')
            && Wording.Languages.All(l => Wording.Of(l).Has($"menu.{command.Substring(1)}")));
    }

    /// <summary>The first argument of every question, as the source writes it, by capability.</summary>
    private static IEnumerable<string> QuestionKeys()
    {
        var core = Path.Combine(Golden.Repository, "src", "Core");
        return from file in Directory.GetFiles(core, "*.cs", SearchOption.AllDirectories)
               from Match ask in AskedQuestion().Matches(File.ReadAllText(file))
               where Path.GetFileName(file) != "Ask.cs"
               let capability = Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0]
               group ask.Groups[1].Value.Trim('"') by capability into keys
               orderby keys.Key
               select $"{keys.Key}: {string.Join(' ', keys.Distinct().Order(StringComparer.Ordinal))}";
    }

    [GeneratedRegex("""\bAsk\.[A-Z]\w+(?:<[^>]+>)?\(\s*(\$?"[^"]+"|[\w.]+)""")]
    private static partial Regex AskedQuestion();
}
