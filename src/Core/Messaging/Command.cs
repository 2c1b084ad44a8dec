using System.Globalization;
using Core.Texts;

namespace Core.Messaging;

/// <summary>
/// What a person asks for by name, with the words after it. It is written and read here alone: typed, as the data of a button, and behind
/// a link it is the same text.
/// </summary>
internal readonly record struct Command(string Name, string Rest = "")
{
    /// <summary>As it is typed, and as a button carries it.</summary>
    public string Text => Rest.Length == 0 ? Name : $"{Name} {Rest}";

    /// <summary>The key of its line in menus.</summary>
    public string Label => $"menu.{Name[1..]}";

    /// <summary>Reads what was typed or pressed; null where that is no command.</summary>
    public static Command? Parse(string? text)
    {
        if (text is not { Length: > 1 } || text[0] != '/') return null;
        var parts = text.Split([' ', '\n'], 2, StringSplitOptions.TrimEntries);
        var name = parts[0].ToLowerInvariant();
        return new Command(Commands.AlsoCalled.GetValueOrDefault(name, name), parts.Length > 1 ? parts[1] : "");
    }

    /// <summary>The words of what follows a command's name.</summary>
    public static string[] WordsOf(string? rest) => (rest ?? "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The same command about these; what is empty is left out.</summary>
    public Command With(params ReadOnlySpan<object?> about)
    {
        var words = new List<string>(about.Length + 1) { Rest };
        foreach (var word in about) words.Add(Convert.ToString(word, CultureInfo.InvariantCulture) ?? "");
        return this with { Rest = string.Join(' ', words.Where(w => w.Length > 0)) };
    }

    /// <summary>What its dialog begins with: the words after it, as <c>text</c>.</summary>
    public Dictionary<string, string> Args() => Rest.Length == 0 ? [] : new() { ["text"] = Rest };

    /// <summary>Whether it is that one, whatever follows.</summary>
    public bool Is(Command other) => Name == other.Name;

    /// <summary>The button that gives it, with what menus call it.</summary>
    public Button Button(Wording words) => new(words[Label], Text);

    /// <summary>The same, put into words when the message goes out.</summary>
    public Button Button() => Messaging.Button.Of(Label, Text);

    public static implicit operator string(Command command) => command.Text;

    public override string ToString() => Text;
}
