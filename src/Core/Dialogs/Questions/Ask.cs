using Core.Dialogs.Words;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>The kinds of questions a dialog can ask.</summary>
internal static class Ask
{
    /// <summary>One of a few choices, as buttons; a typed number or label is understood too.</summary>
    public static ChoiceQuestion<T> Choice<T>(string key, LocalizedText text, IEnumerable<Option<T>> options) =>
        new(key, text, options as IReadOnlyList<Option<T>> ?? [.. options]);

    /// <summary>One of many: pages of buttons, and whatever is typed searches.</summary>
    public static SearchQuestion<T> Search<T>(string key, LocalizedText text, IEnumerable<Option<T>> options) =>
        new(key, text, [.. options]);

    /// <summary>Yes or no, in the words of the buttons.</summary>
    public static ChoiceQuestion<bool> Confirm(string key, LocalizedText text, LocalizedText yes, LocalizedText no) =>
        new(key, text, [new("yes", yes, true), new("no", no, false)]);

    /// <summary>A text of so many characters, in one message.</summary>
    public static TextQuestion Text(string key, LocalizedText text, int min = 1, int max = 4000) =>
        new(key, text, min, max, oneMessage: true);

    /// <summary>A text that may come in several messages and ends with a button.</summary>
    public static TextQuestion Story(string key, LocalizedText text, int min, int max) => new(key, text, min, max, oneMessage: false);

    /// <summary>A whole number within a range.</summary>
    public static NumberQuestion Number(string key, LocalizedText text, int min, int max) => new(key, text, min, max);

    /// <summary>A date, chosen or typed.</summary>
    public static DateQuestion Date(string key, LocalizedText text, DateOnly earliest, DateOnly latest, DateOnly today) =>
        new(key, text, earliest, latest, today);

    /// <summary>A place, typed or shared from the device.</summary>
    public static PlaceQuestion Place(string key, LocalizedText text) => new(key, text);

    /// <summary>Files, up to so many; may be none.</summary>
    public static FilesQuestion Files(string key, LocalizedText text, int max, FileRules rules) => new(key, text, max, rules);

    /// <summary>What is to become of something that nobody asked for.</summary>
    public static ToldQuestion Told(string key, LocalizedText text, Func<Told, IReadOnlyList<Option<string>>> options) =>
        new(key, text, options);

    /// <summary>One picture.</summary>
    public static FilesQuestion Photo(string key, LocalizedText text, FileRules rules) =>
        new(key, text, 1, rules with { Kinds = [FileKind.Photo] });
}

/// <summary>A choice: an id that is for ever, what stands on the button, and what it means.</summary>
internal sealed record Option<T>(string Id, LocalizedText Label, T Value);

/// <summary>Which files are taken.</summary>
/// <param name="Kinds">Kinds of files.</param>
/// <param name="MaxBytes">The largest size of one file, in bytes.</param>
internal sealed record FileRules(IReadOnlyList<FileKind> Kinds, long MaxBytes)
{
    /// <summary>What else is wrong with a file, as far as that is known before it is fetched; null for nothing.</summary>
    public Func<InboundFile, LocalizedText?>? Problem { get; init; }
}
