using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Messaging;

namespace Core.Complaints.Filing;

/// <summary>
/// What somebody told, in any order and of any form: words, files and a place. What was told before the dialog began is carried into it
/// as its argument <see cref="Arg"/>.
/// </summary>
/// <param name="Words">The words, a line for each message or caption.</param>
/// <param name="Files">Photos, recordings, documents.</param>
/// <param name="Place">A shared location.</param>
internal sealed record ToldStory(string Words, IReadOnlyList<InboundFile> Files, Place? Place)
{
    /// <summary>The dialog's argument that holds it.</summary>
    public const string Arg = "told";

    public static ToldStory Nothing { get; } = new("", [], null);

    public bool IsEmpty => Words.Length == 0 && Files.Count == 0 && Place is null;

    /// <summary>All that one message tells.</summary>
    public static ToldStory Of(Inbound inbound) => new((inbound.Text ?? "").Trim(), inbound.Files, inbound.Place);

    /// <summary>What the filing dialog is begun with, so that it goes on from here; the unit's code where it is known.</summary>
    public Dictionary<string, string> Args(string? unit = null)
    {
        var args = new Dictionary<string, string> { [Arg] = Write() };
        if (unit is not null) args["unit"] = unit;
        return args;
    }

    public string Write() => JsonSerializer.Serialize(this, ToldStoryJson.Default.ToldStory);

    /// <summary>As it was stored; plain words are words.</summary>
    public static ToldStory Read(string? stored)
    {
        if (string.IsNullOrEmpty(stored)) return Nothing;
        if (stored[0] != '{') return new ToldStory(stored, [], null);
        try
        {
            return JsonSerializer.Deserialize(stored, ToldStoryJson.Default.ToldStory) is { Words: not null, Files: not null } told
                ? told
                : Nothing with { Words = stored };
        }
        catch (JsonException)
        {
            return Nothing with { Words = stored };
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ToldStory))]
internal sealed partial class ToldStoryJson : JsonSerializerContext;
