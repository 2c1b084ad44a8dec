namespace Core.Intents;

/// <summary>A text file of words and rules: sections in brackets, one entry a line, comments after <c>#</c>.</summary>
internal sealed record RuleFile(string Name, IReadOnlyList<(string Section, string Line, int Number)> Lines)
{
    /// <summary>A file that comes with the program.</summary>
    public static RuleFile Shipped(string name)
    {
        using var stream = typeof(RuleFile).Assembly.GetManifestResourceStream($"Core.Intents.Data.{name}");
        using var reader = new StreamReader(stream ?? throw new FileNotFoundException($"{name} is not part of the program."));
        return Parse(name, reader.ReadToEnd());
    }

    /// <summary>A city's own file.</summary>
    public static RuleFile Open(string path) => Parse(Path.GetFileName(path), File.ReadAllText(path));

    /// <summary>Reads a file's text; a line before any section belongs to <c>[spelling]</c>, which is what most cities need.</summary>
    public static RuleFile Parse(string name, string text)
    {
        var lines = new List<(string, string, int)>();
        var section = "spelling";
        foreach (var (whole, number) in text.Split('\n').Select((line, i) => (line, i + 1)))
        {
            var line = whole.Split('#')[0].Trim();
            if (line.Length == 0) continue;
            if (line[0] == '[' && line[^1] == ']') section = line[1..^1];
            else lines.Add((section, line, number));
        }

        return new RuleFile(name, lines);
    }
}
