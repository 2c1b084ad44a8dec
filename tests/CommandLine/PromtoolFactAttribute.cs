namespace Tests.CommandLine;

/// <summary>A test with Prometheus' own tool for rules; skipped where it is missing.</summary>
public sealed class PromtoolFactAttribute : FactAttribute
{
    public const string Program = "/usr/bin/promtool";

    public PromtoolFactAttribute()
    {
        if (!File.Exists(Program)) Skip = $"Needs Prometheus' tool: {Program} is missing (Debian: apt-get install prometheus).";
    }
}
