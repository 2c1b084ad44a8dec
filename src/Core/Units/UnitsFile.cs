using System.Text.Json;
using System.Text.Json.Serialization;

namespace Core.Units;

/// <summary>A list of units that was read and checked, as it is kept until somebody takes it over.</summary>
internal static class UnitsFile
{
    /// <summary>As it is kept.</summary>
    public static string Write(IReadOnlyList<UnitLine> lines) => JsonSerializer.Serialize([.. lines], UnitsJson.Default.ListUnitLine);

    /// <summary>Reads what was kept.</summary>
    public static IReadOnlyList<UnitLine> Read(string kept) => JsonSerializer.Deserialize(kept, UnitsJson.Default.ListUnitLine)!;
}

[JsonSerializable(typeof(List<UnitLine>))]
internal sealed partial class UnitsJson : JsonSerializerContext;
