using System.Text.Json;
using System.Text.Json.Serialization;

namespace Core.Complaints;

/// <summary>A complaint as it was before a step, so that the step can be taken back; it holds no words and nobody's name.</summary>
internal sealed record ComplaintBefore(
    ComplaintKind Kind,
    ComplaintClass? Class,
    int? UnitId,
    ComplaintState State,
    DateOnly ReceivedOn,
    DateOnly StepFrom,
    int PausedDays,
    long? HolderId,
    DateOnly? ResolvedOn,
    bool? OnTime,
    DateTimeOffset? EndedAt,
    bool OfInspectorate,
    bool Raised,
    int Passes,
    int Declined,
    EndReason? EndReason,
    long? DuplicateOfId,
    long? SpamById,
    bool? LateBefore = null)
{
    public string Stored() => JsonSerializer.Serialize(this, ComplaintBeforeJson.Default.ComplaintBefore);

    public static ComplaintBefore Read(string stored) =>
        JsonSerializer.Deserialize(stored, ComplaintBeforeJson.Default.ComplaintBefore)!;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ComplaintBefore))]
internal sealed partial class ComplaintBeforeJson : JsonSerializerContext;
