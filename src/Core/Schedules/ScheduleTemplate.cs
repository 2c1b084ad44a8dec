using System.Text.Json;

namespace Core.Schedules;

/// <summary>A schedule that stands ready: its text is the wording <c>template.KEY</c>.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Rule">When, as <see cref="Recurrence.Text"/>.</param>
/// <param name="Hour">The time of day.</param>
/// <param name="Verified">Whether its date is taken from a source; if not, the person is told to check it.</param>
/// <param name="Source">Where the date comes from.</param>
internal sealed record ScheduleTemplate(string Key, string Rule, TimeOnly Hour, bool Verified, string Source)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScheduleTemplate> All { get; } = Load();

    private static List<ScheduleTemplate> Load()
    {
        using var data = typeof(ScheduleTemplate).Assembly.GetManifestResourceStream("Core.Schedules.Data.templates.json")!;
        return JsonSerializer.Deserialize<List<ScheduleTemplate>>(data, Format)!;
    }
}
