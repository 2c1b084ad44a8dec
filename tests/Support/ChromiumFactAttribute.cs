using Xunit.Sdk;

namespace Tests.Support;

/// <summary>
/// A test in a real browser. Where Debian's Chromium is missing it is skipped and says so; on the build machine (CI=true)
/// it runs nevertheless and fails, so that the browser is never quietly left out there.
/// </summary>
[TraitDiscoverer("Tests.Support.SlowDiscoverer", "Tests"), AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute, ITraitAttribute
{
    private const string Whole = "/usr/bin/chromium";

    /// <summary>Draws no window of its own, which takes more than half of the other's work.</summary>
    private const string Shell = "/usr/bin/chromium-headless-shell";

    public static string Path { get; } = File.Exists(Shell) ? Shell : Whole;

    public ChromiumFactAttribute()
    {
        if (!File.Exists(Path) && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = $"Needs a browser: {Path} is missing (Debian: apt-get install chromium-headless-shell).";
    }
}

/// <summary>Like <see cref="ChromiumFactAttribute"/>, for several data.</summary>
[TraitDiscoverer("Tests.Support.SlowDiscoverer", "Tests"), AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute, ITraitAttribute
{
    public ChromiumTheoryAttribute() => Skip = new ChromiumFactAttribute().Skip;
}
