namespace Bot.CommandLine;

/// <summary>
/// What was typed: a command with its words and options, and settings, which are told apart by the colon in their name
/// (<c>--Web:Url=http://127.0.0.1:5081</c>).
/// </summary>
internal sealed record ParsedCommandLine
{
    private static readonly string[] Flags = ["force", "close-others", "accept-loss", "tree", "from-bucket", "look"];
    private static readonly string[] Help = ["--help", "-h", "-?", "/?"];
    private readonly Dictionary<string, string?> _options = new(StringComparer.OrdinalIgnoreCase);

    private ParsedCommandLine()
    {
    }

    /// <summary>The command; null when the service shall run.</summary>
    public string? Command { get; private init; }

    /// <summary>The words after the command.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>Names of the options that were given.</summary>
    public IEnumerable<string> Options => _options.Keys;

    /// <summary>Settings, as the configuration reads them.</summary>
    public string[] Settings { get; private init; } = [];

    /// <summary>Reads the arguments of the process.</summary>
    public static ParsedCommandLine Parse(IReadOnlyList<string> args)
    {
        List<string> words = [], settings = [];
        var options = new Dictionary<string, string?>();
        var help = false;
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[i + 1] : null;
            if (Help.Contains(args[i])) help = true;
            else if (!args[i].StartsWith("--", StringComparison.Ordinal)) words.Add(args[i]);
            else if (args[i].Contains('=')) Put(args[i].Split('=', 2)[0][2..], args[i].Split('=', 2)[1], settings, options);
            else i += Put(args[i][2..], value, settings, options);
        }

        var line = new ParsedCommandLine
        {
            Command = help ? "help" : words.FirstOrDefault(),
            Words = [.. words.Skip(1)],
            Settings = [.. settings]
        };
        foreach (var (name, value) in options) line._options[name] = value;
        return line;
    }

    /// <summary>Whether the option was given.</summary>
    public bool Has(string option) => _options.ContainsKey(option);

    /// <summary>The option's value; null when it was not given.</summary>
    public string? Value(string option) => _options.GetValueOrDefault(option);

    /// <summary>The option as a whole number from the least to the most; the given one when it was not given.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public int Number(string option, int otherwise, int least, int most)
    {
        if (!Has(option)) return otherwise;
        return int.TryParse(Value(option), out var number) && number >= least && number <= most
            ? number
            : throw new UsageException($"--{option} must be a whole number from {least} to {most}.");
    }

    /// <summary>Keeps a setting or an option; returns how many further arguments it took.</summary>
    private static int Put(string name, string? value, List<string> settings, Dictionary<string, string?> options)
    {
        if (name.Contains(':')) settings.Add($"--{name}={value}");
        else options[name] = Flags.Contains(name) ? null : value;
        return value is null || Flags.Contains(name) ? 0 : 1;
    }
}

/// <summary>The command was called in a way that it does not understand; the message says how to call it.</summary>
internal sealed class UsageException(string message) : Exception(message);
