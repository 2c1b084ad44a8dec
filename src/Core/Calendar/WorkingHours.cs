using System.Text.Json;

namespace Core.Calendar;

/// <summary>The office hours of one day, in local time.</summary>
/// <param name="From">Opens.</param>
/// <param name="To">Closes.</param>
/// <param name="BreakFrom">The break starts.</param>
/// <param name="BreakTo">The break ends.</param>
internal sealed record WorkingHours(TimeOnly From, TimeOnly To, TimeOnly BreakFrom, TimeOnly BreakTo)
{
    /// <summary>Time worked, without the break.</summary>
    public TimeSpan Worked => To - From - (BreakTo - BreakFrom);

    /// <summary>Whether the office works at this time.</summary>
    public bool Includes(TimeOnly time) => time >= From && time < To && !(time >= BreakFrom && time < BreakTo);
}

/// <summary>The hours of a week of five or six days (Perpres 21/2023), as data.</summary>
internal sealed record WorkingWeek
{
    private static readonly IReadOnlyList<WorkingWeek> All = Load();

    public required int Days { get; init; }

    public required WorkingHours Usual { get; init; }

    public required WorkingHours UsualFriday { get; init; }

    public required WorkingHours Ramadan { get; init; }

    public required WorkingHours RamadanFriday { get; init; }

    public static WorkingWeek Of(int days) =>
        All.SingleOrDefault(w => w.Days == days)
            ?? throw new ArgumentOutOfRangeException(nameof(days), days, "A week has 5 or 6 working days.");

    public WorkingHours On(DateOnly day, bool ramadan) => (day.DayOfWeek == DayOfWeek.Friday, ramadan) switch
    {
        (false, false) => Usual,
        (true, false) => UsualFriday,
        (false, true) => Ramadan,
        (true, true) => RamadanFriday,
    };

    private static List<WorkingWeek> Load()
    {
        using var data = typeof(WorkingWeek).Assembly.GetManifestResourceStream("Core.Calendar.Data.working-hours.json")!;
        var weeks = JsonDocument.Parse(data).RootElement.GetProperty("weeks");
        return weeks.Deserialize<List<WorkingWeek>>(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!;
    }
}
