using System.Text.RegularExpressions;
using Bot.CommandLine;
using Microsoft.Extensions.Configuration;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>What the documents name is there: files and folders, settings, commands with their options.</summary>
[Trait("Database", "any")]
public sealed partial class DocsTests
{
    private static readonly string[] Roots = ["src", "tests", "docs", "deploy", ".ci"];

    [Fact]
    public void Every_file_and_folder_that_they_name_is_there()
    {
        var paths = Paths();

        var named = Named(Words, "/", ".cs").Where(n => n.Text.Split('/') is [var first, .., var last] parts
            && (Roots.Contains(first) || first is "Core" or "Bot" || last.EndsWith(".cs", StringComparison.Ordinal)
                || parts.Length == 1)).ToList();

        named.Count.ShouldBeGreaterThan(60);
        named.Where(n => !IsIn(paths, n.Text)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_that_they_name_is_one()
    {
        var example = new ConfigurationBuilder().AddJsonFile(Path.Combine(Golden.Repository, "appsettings.example.json")).Build();
        var known = example.AsEnumerable().Select(e => e.Key).ToHashSet();

        var named = Named(Setting, ":", "__").Select(n => (n.File, Text: n.Text.Replace("__", ":", StringComparison.Ordinal)))
            .Where(n => !n.Text.StartsWith("Logging:", StringComparison.Ordinal)).ToList();

        named.Count.ShouldBeGreaterThan(150);
        named.Where(n => !known.Contains(n.Text)
            && !(n.Text.EndsWith('…') && known.Any(k => k.StartsWith(n.Text.TrimEnd('…'), StringComparison.Ordinal)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_command_that_they_name_is_one_and_knows_the_options()
    {
        await using var help = new StringWriter();
        await Commands.Run(ParsedCommandLine.Parse(["help"]), help);
        var known = help.ToString().Split("\n  ").Select(line => line.Split('\n')[0]).Where(line => !line.StartsWith(' '))
            .ToDictionary(line => line.Split(' ')[0]);
        known["rollback"] = "rollback [--restore]"; // of the Debian package alone

        var named = Documents().SelectMany(d => Call().Matches(d.Text).Select(m => (d.File, Line: ParsedCommandLine.Parse(
            m.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))))).Where(n => n.Line.Command is not null).ToList();

        named.Count.ShouldBeGreaterThan(12);
        named.Where(n => !known.TryGetValue(n.Line.Command!, out var how)
                || n.Line.Options.Any(o => !how.Contains($"--{o}", StringComparison.Ordinal)))
            .Select(n => $"{n.File}: {n.Line.Command} {string.Join(' ', n.Line.Options)}").ShouldBeEmpty();
    }

    /// <summary>The handbook and the README without the recipe, whose files are still to be made. Decisions tell of their day.</summary>
    private static IEnumerable<(string File, string Text)> Documents() => Directory
        .GetFiles(Path.Combine(Golden.Repository, "docs"), "*.md").Append(Path.Combine(Golden.Repository, "README.md"))
        .Select(file => (Path.GetFileName(file), Recipe().Replace(File.ReadAllText(file), "")));

    private static IEnumerable<(string File, string Text)> Named(Func<Regex> pattern, params string[] has) =>
        from document in Documents()
        from code in Code().Matches(document.Text)
        from match in pattern().Matches(code.Groups[1].Value)
        where has.Any(h => match.Value.Contains(h, StringComparison.Ordinal)) && !Placeholder().IsMatch(match.Value)
        select (document.File, match.Value);

    private static HashSet<string> Paths() => [.. Roots.Select(r => Path.Combine(Golden.Repository, r))
        .SelectMany(r => Directory.EnumerateFileSystemEntries(r, "*", SearchOption.AllDirectories).Append(r))
        .Select(p => Path.GetRelativePath(Golden.Repository, p).Replace('\\', '/'))
        .Where(p => !Built().IsMatch(p))];

    private static bool IsIn(HashSet<string> paths, string named)
    {
        var (path, end) = (named.TrimEnd('/'), $"/{named.TrimEnd('/')}");
        if (path.Contains('*'))
            return paths.Any(p => Regex.IsMatch(p, $"(^|/){Regex.Escape(path).Replace("\\*", "[^/]*")}$"));
        return paths.Contains(path) || paths.Any(p => p.EndsWith(end, StringComparison.Ordinal)
            || p.EndsWith($"{end}.cs", StringComparison.Ordinal));
    }

    [GeneratedRegex("`([^`\\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[\w.@*-]+(/[\w.@*-]+)*/?$")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9]*[a-z0-9](?:(?::|__)[A-Z][A-Za-z0-9]*)+…?")]
    private static partial Regex Setting();

    /// <summary>Settings behind the words, which have a colon, are no part of it.</summary>
    [GeneratedRegex(@"(?:src/Bot -- |Bot\.dll |(?<=^|`)-- |(?<=^|`)suara )((?:(?!--[A-Z])[\w./~-]+ ?)+)", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^## Add a dialog$.*?(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Recipe();

    [GeneratedRegex("xx/|yyyy|<Name>")]
    private static partial Regex Placeholder();

    [GeneratedRegex("(^|/)(bin|obj)(/|$)")]
    private static partial Regex Built();
}
