namespace Core.Intents.Learned;

/// <summary>A list of what people wrote and what each of them wanted, as it comes with the program.</summary>
/// <param name="Name">Such as <c>fifth</c> or <c>danger-fifth</c>.</param>
/// <param name="Lines">A line cut at its tabs; what was written stands last.</param>
internal sealed record ExampleList(string Name, IReadOnlyList<string[]> Lines)
{
    private const string Folder = "Core.Intents.Data.Examples.";
    private const string Ending = ".tsv";

    /// <summary>All of them. <c>danger-…</c> begins a line with the kind of danger, <c>harmless…</c> has only texts, any other list
    /// begins with the intents that are right, <c>|</c> between them, and the language.</summary>
    public static IEnumerable<ExampleList> Shipped()
    {
        var program = typeof(ExampleList).Assembly;
        foreach (var resource in program.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(program.GetManifestResourceStream(resource)!);
            var lines = reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#');
            yield return new ExampleList(resource[Folder.Length..^Ending.Length], [.. lines.Select(l => l.Split('\t'))]);
        }
    }

    public bool IsOfDanger => Name.StartsWith("danger", StringComparison.Ordinal);

    public bool IsHarmless => Name.StartsWith("harmless", StringComparison.Ordinal);
}
