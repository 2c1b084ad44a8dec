using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>What somebody sent without being asked: words, files, a place, gathered over several messages.</summary>
internal sealed record Told
{
    private const int FilesMax = 20;

    /// <summary>The words, a line for each message.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>The files.</summary>
    public IReadOnlyList<InboundFile> Files { get; init => field = value ?? []; } = [];

    /// <summary>The place.</summary>
    public Place? Place { get; init; }

    /// <summary>Whether nothing was sent that a dialog could keep.</summary>
    [JsonIgnore]
    public bool IsEmpty => Text.Length == 0 && Files.Count == 0 && Place is null;

    /// <summary>What one message tells.</summary>
    public static Told Of(Inbound inbound) => new Told().And(inbound);

    /// <summary>With what another message tells; words over the limit are left out whole.</summary>
    public Told And(Inbound inbound, int textMax = int.MaxValue)
    {
        var typed = (inbound.Text ?? "").Trim();
        var whole = typed.Length == 0 ? Text : Text.Length == 0 ? typed : $"{Text}\n{typed}";
        return this with
        {
            Text = Characters.Count(whole) > textMax ? Text : whole,
            Files = [.. Files.Concat(inbound.Files).Take(FilesMax)],
            Place = inbound.Place ?? Place,
        };
    }

    /// <summary>The files as a question of files stores them.</summary>
    public string FilesStored(int most = FilesMax) => JsonSerializer.Serialize([.. Files.Take(most)], ToldJson.Default.ListInboundFile);

    /// <summary>The place as a question of places stores it; null when none was sent.</summary>
    public string? PlaceStored() => Place is { } place
        ? string.Create(CultureInfo.InvariantCulture, $"@{place.Latitude:0.000000},{place.Longitude:0.000000}")
        : null;

    /// <summary>As it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this, ToldJson.Default.Told);

    /// <summary>Reads what was stored.</summary>
    public static Told Read(string? stored) =>
        string.IsNullOrEmpty(stored) ? new Told() : JsonSerializer.Deserialize(stored, ToldJson.Default.Told)!;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Told))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(List<InboundFile>))]
internal sealed partial class ToldJson : JsonSerializerContext;
