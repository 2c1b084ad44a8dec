using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>What somebody sent without being asked: words, files, a place, gathered over several messages.</summary>
internal sealed record Told
{
    private const int FilesMax = 20;
    private const int TextMost = 100_000;

    /// <summary>The words, a line for each message.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>The files.</summary>
    public IReadOnlyList<InboundFile> Files { get; init => field = value ?? []; } = [];

    /// <summary>The place.</summary>
    public Place? Place { get; init; }

    /// <summary>Whether nothing was sent that a dialog could keep.</summary>
    [JsonIgnore]
    public bool IsEmpty => Text.Length == 0 && Files.Count == 0 && Place is null;

    /// <summary>Whether a spreadsheet is among the files.</summary>
    [JsonIgnore]
    public bool HasSheet => Files.Any(f => f.Kind == FileKind.Document
        && Path.GetExtension(f.Name ?? "").ToLowerInvariant() is ".xlsx" or ".csv" or ".ics");

    /// <summary>What one message tells.</summary>
    public static Told Of(Inbound inbound) => new Told().And(inbound);

    /// <summary>With what another message tells, as far as it fits; what does not is told among the problems.</summary>
    public Told And(Inbound inbound, int textMax = TextMost, List<LocalizedText>? problems = null)
    {
        problems ??= [];
        var text = KeepWhatFits.Of(Text, (inbound.Text ?? "").Trim(), textMax, problems);
        if (Files.Count + inbound.Files.Count - FilesMax is > 0 and var over)
            problems.Add(LocalizedText.Of("told.files-over", FilesMax, over));
        return this with
        {
            Text = text,
            Files = [.. Files.Concat(inbound.Files).Take(FilesMax)],
            Place = inbound.Place ?? Place,
        };
    }

    /// <summary>What is there, such as "tulisan, 2 berkas, lokasi".</summary>
    public string Inventory(Wording words)
    {
        var parts = new List<string>();
        if (Text.Length > 0) parts.Add(words["told.words"]);
        if (Files.Count > 0) parts.Add(words["told.files", Files.Count]);
        if (Place is not null) parts.Add(words["told.place"]);
        return string.Join(", ", parts);
    }

    /// <summary>The files as a question of files stores them.</summary>
    public string FilesStored(int most = FilesMax) => JsonSerializer.Serialize([.. Files.Take(most)], ToldJson.Default.ListInboundFile);

    /// <summary>As it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this, ToldJson.Default.Told);

    /// <summary>Reads what was stored; plain words are words.</summary>
    public static Told Read(string? stored)
    {
        if (string.IsNullOrEmpty(stored)) return new Told();
        if (stored[0] != '{') return new Told { Text = stored };
        try
        {
            return JsonSerializer.Deserialize(stored, ToldJson.Default.Told) ?? new Told();
        }
        catch (JsonException)
        {
            return new Told { Text = stored };
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Told))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(List<InboundFile>))]
internal sealed partial class ToldJson : JsonSerializerContext;
