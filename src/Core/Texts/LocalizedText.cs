using System.Text.Json.Serialization;

namespace Core.Texts;

/// <summary>
/// Something to say: a wording key with its arguments, or a text as it is. A plain string is a key. It can be stored as it is
/// and becomes words only when it goes out, in the language that its reader has by then.
/// </summary>
/// <remarks>Arguments are strings, whole numbers, decimals and other such texts; dates and amounts have kinds of their own.</remarks>
[JsonConverter(typeof(LocalizedTextJson))]
internal readonly struct LocalizedText
{
    private LocalizedText(TextKind kind, string? text, object? value = null) => (Kind, Text, Value) = (kind, text, value);

    internal TextKind Kind { get; }

    /// <summary>The key, the text as it is, the separator, or the format of a number.</summary>
    internal string? Text { get; }

    /// <summary>What belongs to it by its kind: arguments, parts, a date, an amount.</summary>
    internal object? Value { get; }

    /// <summary>A wording with arguments.</summary>
    public static LocalizedText Of(string key, params object?[] args) => new(TextKind.Key, key, args);

    /// <summary>A text that is the same in every language, such as what a person wrote.</summary>
    public static LocalizedText Literal(string text) => new(TextKind.Literal, text);

    /// <summary>A text that is made only when it is shown: answered questions are never shown. It cannot be stored.</summary>
    public static LocalizedText Made(Func<Wording, string> make) => new(TextKind.Made, null, make);

    /// <summary>A text that is made now in every language, where its facts are at hand now and no longer when it goes out.</summary>
    public static LocalizedText InEach(Func<Wording, string> make) =>
        new(TextKind.Each, null, Wording.Languages.ToDictionary(language => language, language => make(Wording.Of(language))));

    /// <summary>Several texts with something between them: paragraphs, lines, a list.</summary>
    public static LocalizedText Joined(string separator, params IEnumerable<LocalizedText> parts) =>
        new(TextKind.Joined, separator, parts.ToArray());

    /// <summary>A date in words: <c>Rabu, 30 Desember 2026</c>.</summary>
    public static LocalizedText Date(DateOnly date) => new(TextKind.Date, null, date);

    /// <summary>A date without its weekday and year: <c>30 Des</c>.</summary>
    public static LocalizedText ShortDate(DateOnly date) => new(TextKind.ShortDate, null, date);

    /// <summary>A month with its year: <c>Oktober 2026</c>.</summary>
    public static LocalizedText MonthOf(DateOnly month) => new(TextKind.MonthOf, null, month);

    /// <summary>A month's name, 1 to 12.</summary>
    public static LocalizedText Month(int month) => new(TextKind.Month, null, new DateOnly(2000, month, 1));

    /// <summary>A number as the language writes it, in a format of .NET such as <c>0.0#</c>.</summary>
    public static LocalizedText Number(decimal number, string format) => new(TextKind.Number, format, number);

    /// <summary>The wording of this key.</summary>
    public static implicit operator LocalizedText(string key) => new(TextKind.Key, key);

    internal static LocalizedText Stored(TextKind kind, string? text, object? value) => new(kind, text, value);

    /// <summary>The text in a language.</summary>
    public string In(Wording words) => Kind switch
    {
        TextKind.Key => Value is object?[] { Length: > 0 } args ? words[Text!, Said(args, words)] : words[Text!],
        TextKind.Literal => Text!,
        TextKind.Made => ((Func<Wording, string>)Value!)(words),
        TextKind.Each => ((Dictionary<string, string>)Value!)[words.Language],
        TextKind.Joined => string.Join(Text, ((LocalizedText[])Value!).Select(p => p.In(words))),
        TextKind.Date => words.Date((DateOnly)Value!),
        TextKind.ShortDate => words.ShortDate((DateOnly)Value!),
        TextKind.MonthOf => words.MonthOf((DateOnly)Value!),
        TextKind.Month => words.Month(((DateOnly)Value!).Month),
        TextKind.Number => ((decimal)Value!).ToString(Text, words.Culture),
        _ => throw new InvalidOperationException("An empty line was asked."),
    };

    /// <summary>The arguments in a language; most have none that needs one.</summary>
    private static object?[] Said(object?[] args, Wording words)
    {
        object?[]? said = null;
        for (var i = 0; i < args.Length; i++)
            if (args[i] is LocalizedText text) (said ??= [.. args])[i] = text.In(words);
        return said ?? args;
    }
}

/// <summary>Kinds of texts; see the methods of <see cref="LocalizedText"/> that make them.</summary>
internal enum TextKind
{
    Nothing,
    Key,
    Literal,
    Made,
    Each,
    Joined,
    Date,
    ShortDate,
    MonthOf,
    Month,
    Number,
}
