using System.Globalization;
using Core.Dialogs.Questions;
using Core.Texts;

namespace Core.Membership.Profiles;

/// <summary>The hours at which a reminder may come.</summary>
internal static class ReminderHours
{
    /// <summary>Not before this hour; earlier is quiet.</summary>
    public static TimeOnly Earliest { get; } = new(5, 30);

    /// <summary>Not after this hour.</summary>
    public static TimeOnly Latest { get; } = new(16, 0);

    /// <summary>The usual ones, as choices.</summary>
    public static IEnumerable<Option<TimeOnly?>> Choices() =>
        new[] { "06:30", "07:00", "07:30", "08:00", "08:30", "09:00" }
            .Select(h => TimeOnly.ParseExact(h, "HH:mm", CultureInfo.InvariantCulture))
            .Select(h => new Option<TimeOnly?>(Text(h), LocalizedText.Literal(Text(h)), h));

    /// <summary>As people write it: <c>07.30</c>.</summary>
    public static string Text(TimeOnly hour) => hour.ToString("HH.mm", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>7.15</c>, <c>07:15</c> or <c>7</c>; null for anything else.</summary>
    public static TimeOnly? Parse(string typed) => TimeOnly.TryParseExact(
        typed.Trim().Replace('.', ':'), ["H:mm", "HH:mm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour
            : null;

    /// <summary>What is wrong with an hour for a reminder; null when nothing is.</summary>
    public static LocalizedText? Problem(string typed) =>
        Parse(typed) is { } hour && hour >= Earliest && hour <= Latest ? default(LocalizedText?)
            : LocalizedText.Of("hour.range", Text(Earliest), Text(Latest));
}
