using System.Globalization;

namespace Bot.Telegram.Sending;

/// <summary>
/// Cuts a text that is too long for one message: after a line if one can be had, else after a word, never inside a character.
/// </summary>
internal static class CutText
{
    private const string More = "…";

    /// <summary>The text in as many parts as it needs, each with something to read in it.</summary>
    public static IReadOnlyList<FormattedText> IntoParts(FormattedText text, int max)
    {
        if (text.Text.Length <= max) return IsBlank(text.Text) ? [] : [text];
        var parts = new List<FormattedText>();
        for (var at = 0; at < text.Text.Length;)
        {
            var rest = text.Text.AsSpan(at);
            var length = rest.Length <= max ? rest.Length : Length(rest, max);
            if (!IsBlank(rest[..length])) parts.Add(text.Part(at, length));
            at += length;
        }

        return parts;
    }

    /// <summary>The start of the text, with an ellipsis when something was left out.</summary>
    public static FormattedText ToOne(FormattedText text, int max)
    {
        if (text.Text.Length <= max) return text;
        var start = text.Part(0, Length(text.Text, max - More.Length));
        return start with { Text = start.Text + More };
    }

    private static int Length(ReadOnlySpan<char> text, int max)
    {
        var room = text[..max];
        var line = room.LastIndexOf('\n') + 1;
        if (line > max / 2) return line;
        var word = room.LastIndexOfAny(' ', '\t') + 1;
        if (word > max / 2) return word;
        return line > 0 ? line : Characters(text, max);
    }

    // What a reader takes for one character can be many units long (a family emoji); absurdly long ones are cut between code points.
    private static int Characters(ReadOnlySpan<char> text, int max)
    {
        var length = 0;
        while (length < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text[length..]);
            if (length + next > max) break;
            length += next;
        }

        if (length > 0) return length;
        return char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
    }

    // The platform refuses a message of white space only, and of characters without a shape.
    private static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var c in text) if (!char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format) return false;
        return true;
    }
}
