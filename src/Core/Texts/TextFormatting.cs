using System.Text;

namespace Core.Texts;

/// <summary>
/// Marks for bold and fixed-width text. They are control characters, which are taken out of everything that people type,
/// so nobody's words can become markup. In the wording files they are written <c>**bold**</c> and <c>``code``</c>.
/// </summary>
internal static class TextFormatting
{
    /// <summary>Bold starts.</summary>
    public const char BoldOn = '\u0002';

    /// <summary>Bold ends.</summary>
    public const char BoldOff = '\u0003';

    /// <summary>Fixed-width text starts.</summary>
    public const char CodeOn = '\u0004';

    /// <summary>Fixed-width text ends.</summary>
    public const char CodeOff = '\u0005';

    /// <summary>Whether the character is one of the marks.</summary>
    public static bool Is(char c) => c is >= BoldOn and <= CodeOff;

    /// <summary>The text without marks, as a person reads it.</summary>
    public static string Strip(string text)
    {
        if (!text.Any(Is)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text) if (!Is(c)) plain.Append(c);
        return plain.ToString();
    }

    /// <summary>What a person typed, without control characters but line breaks and tabs.</summary>
    public static string Clean(string typed)
    {
        if (!typed.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))) return typed;
        var clean = new StringBuilder(typed.Length);
        foreach (var c in typed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))
            if (!char.IsControl(c) || c is '\n' or '\t') clean.Append(c);
        return clean.ToString();
    }

    /// <summary>A wording-file line with its marks in place.</summary>
    internal static string Parse(string line) => Toggle(Toggle(line, "**", BoldOn, BoldOff), "``", CodeOn, CodeOff);

    private static string Toggle(string line, string mark, char on, char off)
    {
        var parts = line.Split(mark);
        if (parts.Length % 2 == 0) throw new FormatException($"Unclosed {mark} in \"{line}\".");
        var built = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.Length; i++) built.Append(i % 2 == 1 ? on : off).Append(parts[i]);
        return built.ToString();
    }
}
