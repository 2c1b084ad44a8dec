using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>What the examples of proxies shut stays shut in whatever letters it is asked for: our own routes do not heed them.</summary>
[Trait("Database", "any")]
public sealed partial class ProxyTests
{
    [Theory]
    [InlineData("nginx.conf", "/healthz/ready")]
    [InlineData("nginx.conf", "/Healthz/ready")]
    [InlineData("nginx.conf", "/HEALTHZ")]
    [InlineData("below-a-path.nginx.conf", "/suara/healthz/live")]
    [InlineData("below-a-path.nginx.conf", "/suara/HealthZ/ready")]
    [InlineData("below-a-path.nginx.conf", "/suara/suara/healthz/ready")]
    public void Nginx_shuts_it(string file, string path) => Shut(file).ShouldContain(shuts => shuts(path));

    [Theory]
    [InlineData("nginx.conf", "/unit/healthzone")]
    [InlineData("below-a-path.nginx.conf", "/suara/unit/healthz")]
    public void Nginx_shuts_nothing_else(string file, string path) => Shut(file).ShouldAllBe(shuts => !shuts(path));

    private static List<Predicate<string>> Shut(string file) =>
        [.. Location().Matches(File.ReadAllText(Path.Combine(Golden.Repository, "deploy/proxy", file)))
            .Where(m => m.Groups["what"].Value.Contains("deny all", StringComparison.Ordinal)).Select(Matcher)];

    private static Predicate<string> Matcher(Match location)
    {
        var where = location.Groups["where"].Value;
        return location.Groups["how"].Value switch
        {
            "~*" => path => Regex.IsMatch(path, where, RegexOptions.IgnoreCase),
            "~" => path => Regex.IsMatch(path, where),
            "=" => path => path == where,
            _ => path => path.StartsWith(where, StringComparison.Ordinal),
        };
    }

    [GeneratedRegex(@"location (?:(?<how>=|~\*|~) )?(?<where>\S+) \{(?<what>[^}]*)\}")]
    private static partial Regex Location();
}
