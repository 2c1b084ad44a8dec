using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>The tests that the document on security points to are there.</summary>
public sealed partial class NamedTestsTests
{
    [Fact]
    public void Every_test_that_the_document_on_security_names_is_there()
    {
        var named = Name().Matches(File.ReadAllText(Path.Combine(Golden.Repository, "docs", "security.md")))
            .Select(m => Path.Combine(Golden.Repository, "tests", m.Groups[1].Value)).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(20);
        named.Where(test => !File.Exists(test + ".cs") && !Directory.Exists(test)).ShouldBeEmpty();
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+/[A-Z][A-Za-z]+)`")]
    private static partial Regex Name();
}
