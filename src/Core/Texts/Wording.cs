using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Core.Texts;

/// <summary>What the bot says, by key, in one language. Wordings are the JSON files beside this one, one per capability.</summary>
internal sealed class Wording
{
    private static readonly Lazy<FrozenDictionary<string, Wording>> Loaded = new(Load);
    private readonly FrozenDictionary<string, string> _texts;

    private Wording(string language, CultureInfo culture, Dictionary<string, string> texts) =>
        (Language, Culture, _texts) = (language, culture, texts.ToFrozenDictionary());

    /// <summary>The languages that the bot speaks, the first one first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["id", "en"];

    /// <summary>The language's code.</summary>
    public string Language { get; }

    /// <summary>How numbers are written: a decimal comma in Indonesian.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Every key of this language.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>The wording of a language tag such as <c>en-GB</c>; Indonesian for anything unknown.</summary>
    public static Wording Of(string? language)
    {
        var all = Loaded.Value;
        if (language is not null && all.TryGetValue(language, out var exact)) return exact;
        return language is { Length: > 2 } && all.TryGetValue(language[..2].ToLowerInvariant(), out var wording) ? wording : all["id"];
    }

    /// <summary>The text of a key, its places {0}, {1} … filled. An unknown key is a bug.</summary>
    public string this[string key, params ReadOnlySpan<object?> args]
    {
        get
        {
            if (!_texts.TryGetValue(key, out var text)) throw new KeyNotFoundException($"No wording \"{key}\" in {Language}.");
            return args.Length == 0 ? text : string.Format(Culture, text, args);
        }
    }

    /// <summary>Whether the key has a text.</summary>
    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>
    /// What people may type for a thing, in every language: the parts of a list between its commas. A reader of typed words asks for all
    /// languages at once, since nobody thinks of which one they chose.
    /// </summary>
    public static IReadOnlyList<string> Typed(string key) => [.. Languages.SelectMany(l => Of(l)[key].Split(", ")).Distinct()];

    /// <summary>The same of a list whose place counts, such as the days of a week: each part with its words, in every language.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> TypedInOrder(string key) => [.. Languages
        .SelectMany(l => Of(l)[key].Split(", ").Index()).GroupBy(p => p.Index, p => p.Item.Split(' ')).OrderBy(g => g.Key)
        .Select(g => (IReadOnlyList<string>)[.. g.SelectMany(w => w).Distinct()])];

    /// <summary>A date in words: <c>Rabu, 30 Desember 2026</c>.</summary>
    public string Date(DateOnly date) => $"{Day(date.DayOfWeek)}, {date.Day} {Month(date.Month)} {date.Year}";

    /// <summary>A date without its weekday and year: <c>30 Des</c>.</summary>
    public string ShortDate(DateOnly date) => $"{date.Day} {this["calendar.months-short"].Split(' ')[date.Month - 1]}";

    /// <summary>A month in words: <c>Oktober 2026</c>.</summary>
    public string MonthOf(DateOnly month) => $"{Month(month.Month)} {month.Year}";

    /// <summary>A month's name.</summary>
    public string Month(int month) => this["calendar.months"].Split(' ')[month - 1];

    /// <summary>A weekday's name.</summary>
    public string Day(DayOfWeek day) => this["calendar.days"].Split(' ')[(int)day];

    /// <summary>A number with two decimals, as scores are shown.</summary>
    public string Score(decimal score) => score.ToString("0.00", Culture);

    private static FrozenDictionary<string, Wording> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, Wording>();
        foreach (var language in Languages)
        {
            var texts = new Dictionary<string, string>();
            foreach (var name in assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith($"Core.Texts.{language}.", StringComparison.Ordinal)))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!) texts.Add(key,
                    TextFormatting.Parse(text));
            }

            all[language] = new Wording(language, CultureOf(language), texts);
        }

        return all.ToFrozenDictionary();
    }

    private static CultureInfo CultureOf(string language)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (language != "id") return culture;
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.PercentGroupSeparator = ".";
        return culture;
    }
}
