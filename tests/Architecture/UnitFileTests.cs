using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>The unit files by systemd's own look at them, where it is installed.</summary>
[Trait("Database", "any")]
public sealed partial class UnitFileTests
{
    /// <summary>
    /// How exposed a unit may be by <c>systemd-analyze security</c>, from 0 to 10; what compiles while it runs cannot be at 0.
    /// </summary>
    private const double Exposed = 2.0;

    public static TheoryData<string> Units => ["deploy/deb/suara-layanan.service", "deploy/suara@.service"];

    [SystemdTheory]
    [MemberData(nameof(Units))]
    public void Systemd_understands_every_line(string unit)
    {
        var said = Ask(unit, "verify", "--man=no");

        said.Text.Split('\n').Where(l => l.Contains(".service", StringComparison.Ordinal)).ShouldBeEmpty();
        said.Code.ShouldBe(0, said.Text);
    }

    [SystemdTheory]
    [MemberData(nameof(Units))]
    public void It_is_shut_in_as_far_as_it_can_work(string unit)
    {
        var said = Ask(unit, "security", "--offline=true", "--no-pager");

        double.Parse(Level().Match(said.Text).Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(Exposed, said.Text);
    }

    /// <summary>By default systemd gives up after five starts in ten seconds, and a database can take an hour.</summary>
    [Theory]
    [InlineData("deploy/deb/suara-layanan.service")]
    [InlineData("deploy/suara@.service")]
    [InlineData("README.md")]
    public void A_database_that_comes_up_later_than_the_service_is_waited_for_however_long(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Golden.Repository, file));

        lines.ShouldContain("StartLimitIntervalSec=0");
        lines.ShouldContain("Restart=always");
        lines.ShouldContain("RestartSec=5");
    }

    /// <summary>Under another name systemd takes the folder away from the service that runs.</summary>
    [Fact]
    public void A_command_beside_a_city_runs_as_its_user_in_its_folder()
    {
        var unit = File.ReadAllLines(Path.Combine(Golden.Repository, "deploy/suara@.service"));
        var plan = File.ReadAllText(Path.Combine(Golden.Repository, "docs/plan-for-a-province.md")).ReplaceLineEndings(" ");
        var command = plan[plan.IndexOf("`systemd-run", StringComparison.Ordinal)..];
        command = command[..command.IndexOf('`', 1)];

        foreach (var key in new[] { "DynamicUser", "User", "StateDirectory", "StateDirectoryMode", "UMask", "WorkingDirectory",
            "EnvironmentFile" })
            command.ShouldContain($" -p {unit.Single(l => l.StartsWith(key + "=", StringComparison.Ordinal)).Replace("%i", "1376")} ");
    }

    /// <summary>The unit with a program that every machine has, since the service is installed nowhere here.</summary>
    private static (int Code, string Text) Ask(string unit, string what, params string[] how)
    {
        var folder = Directory.CreateTempSubdirectory("units-");
        try
        {
            var file = Path.Combine(folder.FullName, Path.GetFileName(unit));
            var text = File.ReadAllText(Path.Combine(Golden.Repository, unit));
            File.WriteAllText(file, Program().Replace(text, "ExecStart=/bin/true").Replace("User=suara",
                "User=daemon").Replace("Group=suara", "Group=daemon"));
            using var process = Process.Start(new ProcessStartInfo(SystemdTheoryAttribute.Path, [what, .. how, file])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("^ExecStart=.*$", RegexOptions.Multiline)]
    private static partial Regex Program();

    [GeneratedRegex(@"Overall exposure level for [^:]+: ([\d.]+)")]
    private static partial Regex Level();
}

/// <summary>A theory that needs systemd's tools.</summary>
public sealed class SystemdTheoryAttribute : TheoryAttribute
{
    public const string Path = "/usr/bin/systemd-analyze";

    public SystemdTheoryAttribute()
    {
        if (!File.Exists(Path)) Skip = $"Needs {Path} (Debian: apt-get install systemd).";
    }
}
