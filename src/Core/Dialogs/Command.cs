namespace Core.Dialogs;

/// <summary>A typed or pressed command with the words after it.</summary>
internal sealed record Command(string Name, string Rest)
{
    public static Command? Parse(string? text)
    {
        if (text is not { Length: > 1 } || text[0] != '/') return null;
        var parts = text.Split([' ', '\n'], 2, StringSplitOptions.TrimEntries);
        return new Command(parts[0].ToLowerInvariant(), parts.Length > 1 ? parts[1] : "");
    }

    public Dictionary<string, string> Args() => Rest.Length == 0 ? [] : new() { ["text"] = Rest };
}
