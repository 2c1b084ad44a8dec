using System.Reflection;
using System.Text.RegularExpressions;
using Bot.Database;
using Core;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>How the house is kept: names that say what a thing does, and a sentence for whoever meets it first.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Folders = ["Services", "Helpers", "Models", "Interfaces", "Common", "Utils", "Managers", "Shared",
        "Misc"];
    private static readonly string[] Endings = ["Helper", "Helpers", "Util", "Utils", "Manager", "Service", "Repository", "Mediator",
        "Processor"];
    private static readonly string[] Deeds = ["RateService"]; // a service is what citizens rate

    /// <summary>What plays a whole platform in the tests.</summary>
    private static readonly string[] Spread = ["BotApiServer"];

    private static IEnumerable<string> Sources => new[] { "src", "tests" }
        .SelectMany(top => Directory.GetFiles(Path.Combine(Golden.Repository, top), "*.cs", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Golden.Repository, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [Fact]
    public void Folders_are_capabilities() =>
        Sources.Where(file => file.Split(Path.DirectorySeparatorChar).Any(Folders.Contains)).ShouldBeEmpty();

    /// <summary>What is more than one look can take in wants a folder within.</summary>
    [Fact]
    public void A_folder_holds_what_one_look_takes_in() => Sources
        .GroupBy(file => Path.GetDirectoryName(file)).Where(folder => folder.Count() > 26).Select(folder => folder.Key).ShouldBeEmpty();

    [Fact]
    public void Files_are_named_by_deeds_or_things() => Sources
        .Where(file => Path.GetFileName(file).Split('.')[0] is var name && !Deeds.Contains(name)
        && Endings.Any(e => name.EndsWith(e, StringComparison.Ordinal)))
        .ShouldBeEmpty();

    /// <summary>A thing that is one thing stands in one file; a large one is cut into things that have names of their own.</summary>
    [Fact]
    public void No_class_is_spread_over_files()
    {
        var parts = from file in Sources
                    from Match named in TypeName().Matches(File.ReadAllText(Path.Combine(Golden.Repository, file)))
                    select (Name: named.Groups[1].Value, File: file);

        parts.GroupBy(p => p.Name).Where(p => p.Select(x => x.File).Distinct().Count() > 1 && !Spread.Contains(p.Key)).Select(p => p.Key)
            .ShouldBeEmpty();
    }

    /// <summary>A longer one is cut into scripts of its own, such as AskRecurrence.</summary>
    [Fact]
    public void A_script_is_read_at_one_look()
    {
        var scripts = from file in Sources
                      from Match script in Script().Matches(File.ReadAllText(Path.Combine(Golden.Repository, file)))
                      select (File: file, Lines: script.Value.Split('\n').Length);

        scripts.Count().ShouldBeGreaterThan(100);
        scripts.Where(s => s.Lines > 50).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_put_off_or_left_out() => Sources
        .Where(file => Path.GetFileName(file) != "HouseTests.cs")
        .Where(file => File.ReadAllText(Path.Combine(Golden.Repository, file)) is var text
        && (text.Contains("TODO") || text.Contains("NotImplementedException")))
        .ShouldBeEmpty();

    [Fact]
    public void An_application_shows_its_types_to_nobody()
    {
        Assembly[] ours = [typeof(CoreSetup).Assembly, typeof(DatabaseSetup).Assembly];
        // The program, and options whose rules DataAnnotations calls, which takes public types only.
        ours.SelectMany(a => a.GetExportedTypes()).Select(t => t.Name)
            .ShouldBe(["Program", "InstansiOptions", "IntentsOptions", "MetricsOptions"], ignoreOrder: true);
    }

    [GeneratedRegex(@"^    [^\n]*I(?:Async)?Enumerable<Question> \w+\([^;{]*\n    \{\n.*?\n    \}",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex(@"^(?:internal|public)\s[^\n(:;=]*\bpartial\s+(?:class|record|struct|interface)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();
}
