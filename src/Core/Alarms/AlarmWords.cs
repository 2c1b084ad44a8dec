using System.Globalization;
using Core.Texts;

namespace Core.Alarms;

/// <summary>Puts an alarm into words.</summary>
internal static class AlarmWords
{
    /// <summary>What is wrong and what to do.</summary>
    public static string Told(Wording words, Alarm alarm) =>
        $"{words[$"alarm.{alarm.Check}", Args(words, alarm)]} {words[$"alarm.{alarm.Check}.mend", Args(words, alarm)]}";

    /// <summary>It is over.</summary>
    public static string Well(Wording words, Alarm alarm) => words[$"alarm.{alarm.Check}.well", Args(words, alarm)];

    /// <summary>What was found, by the check's own measure; dates as the language writes them.</summary>
    private static object?[] Args(Wording words, Alarm alarm) => [.. (alarm.What ?? "").Split('|').Select(part => Readable(words, part))];

    private static string Readable(Wording words, string part) =>
        DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? words.Date(day) : part;
}
