using Core.CoreValues;
using Core.People;
using Core.Texts;

namespace Core.Reminders.Composing;

/// <summary>
/// Chooses the deed of a day among those for a behaviour and a kind of work. The wordings are <c>tip.CODE</c>: four of each behaviour fit
/// everybody (<c>AD1.1</c>), two each kind of work (<c>AD1.field.1</c>).
/// </summary>
internal static class ChooseTip
{
    private const int ForEverybody = 4;
    private const int OfEachKind = 2;

    /// <summary>The codes of all deeds that fit.</summary>
    public static IEnumerable<string> Fitting(Behaviour behaviour, WorkKind kind) =>
        [.. Enumerable.Range(1, ForEverybody).Select(n => $"{behaviour.Code}.{n}"), .. Of(behaviour, kind)];

    /// <summary>The codes of all deeds of a behaviour.</summary>
    public static IEnumerable<string> All(Behaviour behaviour) =>
        [.. Enumerable.Range(1, ForEverybody).Select(n => $"{behaviour.Code}.{n}"),
            .. Enum.GetValues<WorkKind>().SelectMany(k => Of(behaviour, k))];

    /// <summary>
    /// The code of one that was never proposed, or not for the longest time. A behaviour rests for three reminders, so its six fitting
    /// deeds last for more than thirty days.
    /// </summary>
    public static string For(long person, DateOnly day, Behaviour behaviour, WorkKind kind, IReadOnlyList<PastReminder> past)
    {
        var used = past.Where(p => p.Tip is not null).GroupBy(p => p.Tip!).ToDictionary(g => g.Key, g => g.Max(p => p.Day));
        return Fitting(behaviour, kind).OrderBy(c => used.GetValueOrDefault(c)).ThenBy(c => Lot.Of(person, day, c))
            .ThenBy(c => c, StringComparer.Ordinal).First();
    }

    /// <summary>What it says.</summary>
    public static LocalizedText Text(string code) => $"tip.{code}";

    private static IEnumerable<string> Of(Behaviour behaviour, WorkKind kind) =>
        Enumerable.Range(1, OfEachKind).Select(n => $"{behaviour.Code}.{kind.ToString().ToLowerInvariant()}.{n}");
}
