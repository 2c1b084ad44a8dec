using System.Text.Json;

namespace Core.ExternalIndices;

/// <summary>
/// A scale by which somebody else grades their figure in some years. From 2025 the Ombudsman's is another instrument whose limits are not
/// known here.
/// </summary>
internal sealed record ExternalScale
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() }
    };
    private static readonly IReadOnlyList<ExternalScale> All = Load();

    /// <summary>Whose.</summary>
    public required ExternalKind Kind { get; init; }

    /// <summary>The first year it holds for.</summary>
    public required int From { get; init; }

    /// <summary>The last year.</summary>
    public required int To { get; init; }

    /// <summary>Whether its limits were found in print.</summary>
    public required bool Verified { get; init; }

    /// <summary>Where it is from.</summary>
    public required string Source { get; init; }

    /// <summary>Its steps, the best first.</summary>
    public required IReadOnlyList<ScaleStep> Steps { get; init; }

    /// <summary>The scale of a year; null when none is known.</summary>
    public static ExternalScale? Of(ExternalKind kind, int year) =>
        All.FirstOrDefault(s => s.Kind == Graded(kind) && s.From <= year && year <= s.To);

    /// <summary>The nation's mean is graded as each office's figure.</summary>
    private static ExternalKind Graded(ExternalKind kind) => kind == ExternalKind.BerakhlakNational ? ExternalKind.Berakhlak : kind;

    /// <summary>The step of a figure.</summary>
    public ScaleStep StepOf(decimal figure) => Steps.First(s => figure >= s.AtLeast);

    /// <summary>
    /// The step that the figure has by this scale when the reported category names another one; null when they agree or the category says
    /// nothing the scale knows.
    /// </summary>
    public ScaleStep? Mismatch(decimal figure, string? category)
    {
        if (string.IsNullOrWhiteSpace(category)) return null;
        var step = StepOf(figure);
        var named = Steps.Where(s => s.IsNamedBy(category)).ToList();
        return named.Count == 0 || named.Contains(step) ? null : step;
    }

    private static List<ExternalScale> Load()
    {
        using var data = typeof(ExternalScale).Assembly.GetManifestResourceStream("Core.ExternalIndices.Data.external-scales.json")!;
        return JsonDocument.Parse(data).RootElement.GetProperty("scales").Deserialize<List<ExternalScale>>(Format)!;
    }
}

/// <summary>A step of a scale.</summary>
/// <param name="Grade">Its letter; null where the scale has none.</param>
/// <param name="Label">Its name.</param>
/// <param name="Zone">Its colour; null where the scale has none.</param>
/// <param name="AtLeast">The lowest figure of it.</param>
internal sealed record ScaleStep(string? Grade, string Label, string? Zone, decimal AtLeast)
{
    /// <summary>As it is written: <c>A, Kualitas Tertinggi, zona Hijau</c>.</summary>
    public string Name => string.Join(", ", new[] { Grade, Label, Zone is null ? null : $"zona {Zone}" }.OfType<string>());

    /// <summary>Whether a reported category, such as <c>A</c>, <c>cukup sehat</c> or <c>zona hijau</c>, means this step.</summary>
    public bool IsNamedBy(string category)
    {
        var words = category.Trim().ToLowerInvariant();
        if (words == Grade?.ToLowerInvariant() || words == $"kategori {Grade}".ToLowerInvariant() || words == Label.ToLowerInvariant())
            return true;
        if (Zone is not null && (words == Zone.ToLowerInvariant() || words == $"zona {Zone}".ToLowerInvariant())) return true;
        var parts = words.Split([',', '(', ')', ';', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 && parts.Any(IsNamedBy);
    }
}
