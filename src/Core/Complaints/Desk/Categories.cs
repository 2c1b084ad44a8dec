using System.Text.Json;
using System.Text.RegularExpressions;
using Core.Texts;

namespace Core.Complaints.Desk;

/// <summary>What a complaint is about, so that alike ones are found and counted together; the list is data.</summary>
/// <param name="Code">How it is stored, for ever.</param>
/// <param name="Names">Its name in each language.</param>
/// <param name="Words">Beginnings of words by which it is proposed.</param>
internal sealed record Category(string Code, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Words)
{
    public string Name(Wording words) => Names[words.Language];
}

/// <summary>The categories of the instansi, and which of them a story's words propose; a person decides.</summary>
internal static partial class Categories
{
    /// <summary>Every category, in the order of the file.</summary>
    public static IReadOnlyList<Category> All { get; } = Load();

    /// <summary>What a story's words speak for most; null where they speak for none.</summary>
    public static Category? Propose(string story)
    {
        var words = Word().Matches(story.ToLowerInvariant()).Select(m => m.Value).ToList();
        var best = All.Select(c => (Category: c, Hits: words.Count(w => c.Words.Any(b => w.StartsWith(b, StringComparison.Ordinal)))))
            .MaxBy(c => c.Hits);
        return best.Hits > 0 ? best.Category : null;
    }

    /// <summary>The category of a code; null for one that is not in the list.</summary>
    public static Category? Find(string? code) => All.FirstOrDefault(c => c.Code == code);

    private static List<Category> Load()
    {
        using var stream = typeof(Categories).Assembly.GetManifestResourceStream("Core.Complaints.Data.categories.json")
            ?? throw new InvalidOperationException("The categories are missing.");
        using var file = JsonDocument.Parse(stream);
        return [.. file.RootElement.EnumerateArray().Select(c => new Category(c.GetProperty("code").GetString()!,
            Wording.Languages.ToDictionary(l => l, l => c.GetProperty(l).GetString()!),
            [.. c.GetProperty("words").EnumerateArray().Select(w => w.GetString()!)]))];
    }

    [GeneratedRegex(@"\p{L}{3,}")]
    private static partial Regex Word();
}

/// <summary>How a complaint came: by a channel, or to the counter, by telephone, by letter.</summary>
internal static class Origins
{
    /// <summary>How somebody comes for whom an official writes.</summary>
    public static IReadOnlyList<string> TakenIn { get; } = ["loket", "telepon", "surat"];
}
