using Core.Calendar;
using Core.CoreValues;
using Core.Messaging;
using Core.Texts;

namespace Core.Reminders;

/// <summary>One day of a person, as a recap counts it.</summary>
internal sealed record RecapDay(DateOnly Day, ReminderState State, string? Behaviour);

/// <summary>Puts a person's own days into words. It shows nothing of anybody else.</summary>
internal static class RecapText
{
    /// <summary>The week up to a day.</summary>
    public static LocalizedText Week(IReadOnlyList<RecapDay> days, DateOnly today) =>
        Of("recap.week", days, ReminderDay.Monday(today), today);

    /// <summary>The month up to a day.</summary>
    public static LocalizedText OfMonth(IReadOnlyList<RecapDay> days, DateOnly today) =>
        Of("recap.month", days, new DateOnly(today.Year, today.Month, 1), today, LocalizedText.MonthOf(today));

    /// <summary>Buttons at the end of a month: look at the goals, fill in the pulse.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> MonthButtons() => [[Commands.Goals.Button()], [Commands.Reflect.Button()]];

    /// <summary>That goals go on into the next month.</summary>
    public static LocalizedText GoalsGoOn(DateOnly today) =>
        LocalizedText.Of("recap.goals-go-on", LocalizedText.Month(Month.Of(today).Add(1).FirstDay.Month));

    /// <summary>Whether the person answered anything from a day on: to count for somebody who does not listen helps nobody.</summary>
    public static bool HasAnswers(IReadOnlyList<RecapDay> days, DateOnly from) =>
        days.Any(d => d.Day >= from && d.State is (ReminderState.Done or ReminderState.Skipped or ReminderState.Later));

    /// <summary>
    /// Working days done in a row, back from the day. Leave and what was never sent do not break it; today may still come.
    /// </summary>
    public static int StreakOf(IEnumerable<RecapDay> days, DateOnly today)
    {
        var streak = 0;
        foreach (var day in days.Where(d => d.Day <= today).OrderByDescending(d => d.Day))
        {
            if (day.State == ReminderState.Done) streak++;
            else if (day.State is ReminderState.Skipped || (day.State is ReminderState.Sent or ReminderState.Later && day.Day < today))
                break;
        }

        return streak;
    }

    private static LocalizedText Of(string key, IReadOnlyList<RecapDay> days, DateOnly from, DateOnly to, LocalizedText? name = null)
    {
        var span = days.Where(d => d.Day >= from && d.Day <= to && d.State is not (ReminderState.Leave or ReminderState.Dropped)).ToList();
        if (span.Count == 0) return LocalizedText.Of($"{key}-none", name);
        var sentences = new List<LocalizedText> { LocalizedText.Of(key, span.Count(d => d.State == ReminderState.Done), span.Count, name) };
        var open = Names(span.Where(d => d.State is ReminderState.Later or ReminderState.Sent));
        if (open.Count > 0) sentences.Add(LocalizedText.Of("recap.put-off", LocalizedText.Joined(", ", open)));
        var skipped = span.Count(d => d.State == ReminderState.Skipped);
        if (skipped > 0) sentences.Add(LocalizedText.Of("recap.skipped", skipped));
        return LocalizedText.Joined(" ", sentences);
    }

    /// <summary>The streak in words; null while there is none.</summary>
    public static LocalizedText? Streak(IReadOnlyList<RecapDay> days, DateOnly today) =>
        StreakOf(days, today) is > 1 and var streak ? LocalizedText.Of("recap.streak", streak) : (LocalizedText?)null;

    private static List<LocalizedText> Names(IEnumerable<RecapDay> days) =>
        [.. days.Select(d => CoreValue.Find(d.Behaviour?[..2] ?? "")).OfType<CoreValue>().Distinct().Select(v => v.Name())];
}
