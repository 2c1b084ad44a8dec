using System.Diagnostics;
using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>The rules in <c>deploy/alerts</c>, each tried with what its fault makes of the measurements.</summary>
[Trait("Database", "any")]
[Slow]
public sealed partial class AlertRuleTests
{
    private static readonly string Folder = Path.Combine(Golden.Repository, "deploy/alerts");

    [PromtoolFact]
    public async Task Each_rule_speaks_at_its_fault_and_is_silent_before()
    {
        using var tool = Process.Start(new ProcessStartInfo(PromtoolFactAttribute.Program, ["test", "rules", "suara-layanan.test.yaml"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await tool.StandardOutput.ReadToEndAsync() + await tool.StandardError.ReadToEndAsync();
        await tool.WaitForExitAsync();

        tool.ExitCode.ShouldBe(0, said);
    }

    [Fact]
    public async Task No_rule_is_left_untried()
    {
        var rules = Names().Matches(await File.ReadAllTextAsync(Path.Combine(Folder, "suara-layanan.yaml"))).Select(m => m.Groups[1].Value);
        var tried = await File.ReadAllTextAsync(Path.Combine(Folder, "suara-layanan.test.yaml"));

        rules.ShouldNotBeEmpty();
        rules.Where(r => !tried.Contains($"alertname: {r}\n", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Names();
}
