using Core.Calendar;
using Core.CoreValues;
using Core.Messaging;
using Core.Texts;

namespace Core.Reminders;

/// <summary>One day of a person, as a recap counts it.</summary>
public sealed record RecapDay(DateOnly Day, ReminderState State, string? Behaviour);

/// <summary>Puts a person's own days into words. It shows nothing of anybody else.</summary>
public static class RecapText
{
    /// <summary>The week up to a day.</summary>
    public static string Week(Wording words, IReadOnlyList<RecapDay> days, DateOnly today) =>
        Of(words, "recap.week", days, ReminderDay.Monday(today), today);

    /// <summary>The month up to a day.</summary>
    public static string Month(Wording words, IReadOnlyList<RecapDay> days, DateOnly today) =>
        Of(words, "recap.month", days, new DateOnly(today.Year, today.Month, 1), today, words.MonthOf(today));

    /// <summary>Buttons at the end of a month: take the goals over, fill in the pulse.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> MonthButtons(Wording words, DateOnly today)
    {
        var next = MonthNumber.Add(MonthNumber.Of(today), 1);
        return [[new Button(words["recap.carry", words.Month(MonthNumber.FirstDay(next).Month)], $"/target lanjut {next}")], [new Button(words["menu.refleksi"], "/refleksi")]];
    }

    /// <summary>Working days done in a row, back from the day. Leave and what was never sent do not break it; today may still come.</summary>
    public static int StreakOf(IEnumerable<RecapDay> days, DateOnly today)
    {
        var streak = 0;
        foreach (var day in days.Where(d => d.Day <= today).OrderByDescending(d => d.Day))
        {
            if (day.State == ReminderState.Done) streak++;
            else if (day.State is ReminderState.Skipped || (day.State is ReminderState.Sent or ReminderState.Later && day.Day < today)) break;
        }

        return streak;
    }

    private static string Of(Wording words, string key, IReadOnlyList<RecapDay> days, DateOnly from, DateOnly to, string name = "")
    {
        var span = days.Where(d => d.Day >= from && d.Day <= to && d.State is not (ReminderState.Leave or ReminderState.Dropped)).ToList();
        if (span.Count == 0) return words[$"{key}-none", name];
        var text = words[key, span.Count(d => d.State == ReminderState.Done), span.Count, name];
        var open = Names(words, span.Where(d => d.State is ReminderState.Later or ReminderState.Sent));
        if (open.Length > 0) text += " " + words["recap.put-off", open];
        var skipped = span.Count(d => d.State == ReminderState.Skipped);
        return skipped > 0 ? text + " " + words["recap.skipped", skipped] : text;
    }

    /// <summary>The streak in words; null while there is none.</summary>
    public static string? Streak(Wording words, IReadOnlyList<RecapDay> days, DateOnly today) =>
        StreakOf(days, today) is > 1 and var streak ? words["recap.streak", streak] : null;

    private static string Names(Wording words, IEnumerable<RecapDay> days) =>
        string.Join(", ", days.Select(d => CoreValue.Find(d.Behaviour?[..2] ?? "")?.Name(words)).OfType<string>().Distinct());
}
