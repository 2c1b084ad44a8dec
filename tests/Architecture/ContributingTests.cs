using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>Where docs/contributing.md sends people, there is something.</summary>
[Trait("Database", "any")]
public sealed partial class ContributingTests
{
    [Fact]
    public void Every_file_and_folder_that_it_names_is_there()
    {
        var text = File.ReadAllText(Path.Combine(Golden.Repository, "docs", "contributing.md"));

        var named = Named().Matches(text).Select(m => m.Groups[1].Value).Where(n => !n.Contains("xx") && !n.Contains("yyyy")).ToList();

        named.Count.ShouldBeGreaterThan(20);
        named.Where(n => !Exists(n)).ShouldBeEmpty();
    }

    private static bool Exists(string named)
    {
        var place = Path.Combine(Golden.Repository, named.StartsWith("Core/") || named.StartsWith("Bot/") ? "src" : "", named);
        return place.Contains('*') ? Directory.GetFiles(Path.GetDirectoryName(place)!, Path.GetFileName(place)).Length > 0
            : File.Exists(place) || Directory.Exists(place);
    }

    [GeneratedRegex("`((?:src/|tests/|docs/|\\.ci/)?(?:Core|Bot|Architecture|decisions)?/?[\\w./*-]*/[\\w.*-]+)`")]
    private static partial Regex Named();
}
