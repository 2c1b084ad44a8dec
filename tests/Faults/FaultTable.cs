using System.Globalization;
using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.Faults;

/// <summary>The table of faults in docs/operating.md: what it promises is what the tests hold the service to.</summary>
internal static partial class FaultTable
{
    private static readonly Lazy<Dictionary<string, (double Told, double Back)>> Rows = new(() =>
        Row().Matches(File.ReadAllText(Path.Combine(Golden.Repository, "docs/operating.md")))
            .ToDictionary(m => m.Groups[1].Value, m => (Number(m.Groups[2]), Number(m.Groups[3]))));

    /// <summary>The names of its rows.</summary>
    public static IReadOnlyCollection<string> Names => Rows.Value.Keys;

    /// <summary>Within how many minutes this fault is told, and taken back.</summary>
    public static (double Told, double Back) Of(string name) => Rows.Value[name];

    private static double Number(Group minutes) => double.Parse(minutes.Value, CultureInfo.InvariantCulture);

    // | `job` | how it was caused | who | 6 min | 8 min |
    [GeneratedRegex(@"^\| `([a-z-]+)` \|[^|\n]*\|[^|\n]*\| (\d+) min \| (\d+) min \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
