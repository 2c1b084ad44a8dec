using System.Text.Json;
using Core.Texts;

namespace Core.Complaints.Handling;

/// <summary>Where citizens go with what is not ours, as data.</summary>
internal static class OtherBodies
{
    /// <summary>Every body by its code, with how it is reached.</summary>
    public static IReadOnlyList<(string Code, LocalizedText Way)> All { get; } = Load();

    private static List<(string Code, LocalizedText Way)> Load()
    {
        const string name = "Core.Complaints.Data.other-bodies.json";
        using var stream = typeof(OtherBodies).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var file = JsonDocument.Parse(stream);
        return [.. file.RootElement.EnumerateArray().Select(b =>
        {
            var ways = Wording.Languages.ToDictionary(l => l, l => b.GetProperty(l).GetString()!);
            return (b.GetProperty("code").GetString()!, LocalizedText.InEach(words => ways[words.Language]));
        })];
    }
}
