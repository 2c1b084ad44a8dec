using Core.Texts;

namespace Core.Dialogs;

/// <summary>Something to say: a wording key with its arguments, or a text as it is. A plain string is a key.</summary>
public readonly struct LocalizedText
{
    private readonly string? _key;
    private readonly string? _literal;
    private readonly object?[]? _args;
    private readonly Func<Wording, string>? _made;

    private LocalizedText(string? key, string? literal, object?[]? args, Func<Wording, string>? made = null) =>
        (_key, _literal, _args, _made) = (key, literal, args, made);

    /// <summary>A wording with arguments.</summary>
    public static LocalizedText Of(string key, params object?[] args) => new(key, null, args);

    /// <summary>A text that is already in the person's language.</summary>
    public static LocalizedText Literal(string text) => new(null, text, null);

    /// <summary>A text that is made only when it is shown: answered questions are never shown.</summary>
    public static LocalizedText Made(Func<Wording, string> make) => new(null, null, null, make);

    /// <summary>The wording of this key.</summary>
    public static implicit operator LocalizedText(string key) => new(key, null, null);

    /// <summary>The text in a language.</summary>
    public string In(Wording words) =>
        _literal ?? _made?.Invoke(words) ?? words[_key ?? throw new InvalidOperationException("An empty line was asked."), _args ?? []];
}
