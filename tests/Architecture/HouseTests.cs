using System.Reflection;
using Bot.Database;
using Core;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>How the house is kept: names that say what a thing does, and a sentence for whoever meets it first.</summary>
public sealed class HouseTests
{
    private static readonly string[] Folders = ["Services", "Helpers", "Models", "Interfaces", "Common", "Utils", "Managers", "Shared",
        "Misc"];
    private static readonly string[] Endings = ["Helper", "Helpers", "Util", "Utils", "Manager", "Service", "Repository", "Mediator",
        "Processor"];
    private static readonly string[] Deeds = ["RateService"]; // a service is what citizens rate

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
}
