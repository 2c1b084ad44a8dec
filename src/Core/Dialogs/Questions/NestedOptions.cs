using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>
/// Options of which some stand below others. It is worth a press more only where it makes a long list shorter: where nothing would be
/// saved, the list stays flat.
/// </summary>
internal static class NestedOptions
{
    /// <summary>Before the id of an option whose lower ones are to be shown; alone: back to those on top.</summary>
    public const char Opens = '/';

    private const string Sign = " ▸";
    private const int Saved = 2;

    /// <summary>Nothing opens anything.</summary>
    public static IReadOnlySet<string> None { get; } = new HashSet<string>();

    /// <summary>Whether what was typed is a name, and neither the number of a button nor its label with our sign.</summary>
    public static bool IsName(string? typed) => typed is { Length: > 0 } && !typed.Contains(Sign.Trim(), StringComparison.Ordinal)
        && !int.TryParse(typed.Trim().TrimEnd('.'), out _);

    /// <summary>
    /// Those on top, or below the opened one with itself first, for it can be meant too; and which of them open what stands below.
    /// </summary>
    public static (IReadOnlyList<Option<T>> Shown, IReadOnlySet<string> Opening) At<T>(IReadOnlyList<Option<T>> options,
        IReadOnlyDictionary<string, string> above, string? opened)
    {
        var ids = options.Select(o => o.Id).ToHashSet();
        var parents = above.Where(a => ids.Contains(a.Key) && ids.Contains(a.Value)).ToDictionary(a => a.Key, a => a.Value);
        if (parents.Count < Saved) return (options, None);
        var shown = opened is null ? options.Where(o => !parents.ContainsKey(o.Id)).ToList()
            : [.. options.Where(o => o.Id == opened), .. options.Where(o => parents.GetValueOrDefault(o.Id) == opened)];
        var opening = shown.Select(o => o.Id).Where(id => id != opened && parents.ContainsValue(id)).ToHashSet();
        return ([.. shown.Select(o => opening.Contains(o.Id) ? Marked(o) : o)], opening);
    }

    private static Option<T> Marked<T>(Option<T> option) =>
        option with { Label = LocalizedText.Joined(Sign, option.Label, LocalizedText.Literal("")) };
}
