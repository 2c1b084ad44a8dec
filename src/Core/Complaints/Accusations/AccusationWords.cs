using System.Text.Json;
using System.Text.RegularExpressions;

namespace Core.Complaints.Accusations;

/// <summary>
/// Words of bribery, extortion and violence by staff in what a citizen wrote: where they stand, triage is asked whether the report is
/// berkadar pengawasan, whatever the citizen filed it as. They raise a question and decide nothing. The words are data, in
/// Indonesian and English, with phrases that only look alike.
/// </summary>
internal static partial class AccusationWords
{
    /// <summary>So many words may stand between an act of violence and the member of staff who does it.</summary>
    private const int Near = 6;

    /// <summary>So many words may stand between the asking and the amount.</summary>
    private const int Amount = 4;

    private static readonly IReadOnlyList<Language> All = Load();

    /// <summary>The phrases found, each once and none that a longer one holds already; none for harmless words.</summary>
    public static IReadOnlyList<string> In(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var words = Split(text);
        var found = All.SelectMany(language => Of(language, words)).Distinct().ToList();
        return [.. found.Where(phrase => !found.Exists(longer => longer.Length > phrase.Length
            && $" {longer} ".Contains($" {phrase} ", StringComparison.Ordinal)))];
    }

    private static IEnumerable<string> Of(Language language, string[] words)
    {
        var open = (string[])words.Clone();
        foreach (var (phrase, at) in Found(language.Harmless, words)) Array.Fill(open, "", at, phrase.Length);
        foreach (var (phrase, _) in Found(language.Always, open)) yield return Show(phrase);
        var staff = Found(language.Staff, open).Select(f => f.At).ToList();
        foreach (var (phrase, at) in Found(language.Violence, open))
            if (staff.Any(s => Math.Abs(s - at) <= Near && IsOneSentence(open, s, at))) yield return Show(phrase);
        foreach (var demand in Demands(language, open)) yield return demand;
    }

    /// <summary>Somebody was asked for a sum, in the citizen's words; what citizens themselves ask for is none.</summary>
    private static IEnumerable<string> Demands(Language language, string[] words)
    {
        var asked = Found(language.Demand, words).Where(f => f.At == 0 || language.Own.All(o => o[0] != words[f.At - 1]));
        foreach (var (phrase, at) in asked.Concat(Found(language.Demanded, words)))
        {
            var from = at + phrase.Length;
            var till = Enumerable.Range(from, Math.Max(0, Math.Min(Amount + 1, words.Length - from)))
                .FirstOrDefault(i => Sum().IsMatch(words[i]) || language.Money.Any(m => m[0] == words[i]));
            if (till > 0 && IsOneSentence(words, at, till)) yield return string.Join(' ', words[at..(till + 1)]);
        }
    }

    private static IEnumerable<(string[] Phrase, int At)> Found(string[][] phrases, string[] words)
    {
        for (var at = 0; at < words.Length; at++)
            foreach (var phrase in phrases)
                if (at + phrase.Length <= words.Length && phrase.Index().All(p => Fits(p.Item, words[at + p.Index])))
                    yield return (phrase, at);
    }

    private static bool Fits(string wanted, string word) =>
        wanted[^1] == '*' ? word.StartsWith(wanted[..^1], StringComparison.Ordinal) : word == wanted;

    private static bool IsOneSentence(string[] words, int one, int other) =>
        !words[Math.Min(one, other)..Math.Max(one, other)].Contains(".");

    private static string Show(string[] phrase) => string.Join(' ', phrase).TrimEnd('*');

    /// <summary>Words in small letters; the end of a sentence is a word of its own, everything else only separates.</summary>
    private static string[] Split(string text)
    {
        var spaced = Thousands().Replace(text, "").ToLowerInvariant()
            .Select(c => char.IsLetterOrDigit(c) ? c : c is '.' or '!' or '?' or '\n' ? '.' : ' ');
        return string.Concat(spaced).Replace(".", " . ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static List<Language> Load()
    {
        const string name = "Core.Complaints.Data.accusations.json";
        using var stream = typeof(AccusationWords).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var file = JsonDocument.Parse(stream);
        return [.. file.RootElement.EnumerateObject().Select(l => new Language(
            Phrases(l.Value, "always"), Phrases(l.Value, "violence"), Phrases(l.Value, "staff"), Phrases(l.Value, "demand"),
            Phrases(l.Value, "demanded"), Phrases(l.Value, "money"), Phrases(l.Value, "own"), Phrases(l.Value, "harmless")))];
    }

    private static string[][] Phrases(JsonElement language, string list) =>
        [.. language.GetProperty(list).EnumerateArray().Select(p => p.GetString()!.Split(' '))];

    /// <summary>A sum: 50rb, Rp50, 50000. A year, a telephone number or how many copies is none.</summary>
    [GeneratedRegex(@"^((rp|idr)\d*|\d+(rb|ribu|jt|juta|k)|rb|jt|[1-9]\d{4,7})$")]
    private static partial Regex Sum();

    /// <summary>The marks within a number.</summary>
    [GeneratedRegex(@"(?<=\d)[.,](?=\d{3})")]
    private static partial Regex Thousands();

    private sealed record Language(string[][] Always, string[][] Violence, string[][] Staff, string[][] Demand, string[][] Demanded,
        string[][] Money, string[][] Own, string[][] Harmless);
}
