namespace Core.Reminders.Composing;

/// <summary>Numbers that look like chance and are the same for ever for the same person, day and matter.</summary>
internal static class Lot
{
    /// <summary>The number of a person's day (splitmix64).</summary>
    public static ulong Of(long person, DateOnly day) =>
        Mix(((ulong)person * 0x9E3779B97F4A7C15) ^ ((ulong)day.DayNumber * 0xD1B54A32D192ED03));

    /// <summary>The number of something on a person's day.</summary>
    public static ulong Of(long person, DateOnly day, string matter) =>
        Mix(matter.Aggregate(Of(person, day), (sum, c) => (sum ^ c) * 0x100000001B3));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
