namespace Core.Reminders.Composing;

/// <summary>A reminder that a person had before, with what it said and what became of it.</summary>
/// <param name="Day">Its local day.</param>
/// <param name="Behaviour">The code of the behaviour.</param>
/// <param name="State">What the person answered.</param>
/// <param name="Tip">The code of the deed; null for those before there were codes.</param>
/// <param name="Reason">The code of the reason; null when it gave none.</param>
internal sealed record PastReminder(DateOnly Day, string Behaviour, ReminderState State, string? Tip = null, string? Reason = null)
{
    /// <summary>Whether the person answered it at all.</summary>
    public bool Answered => State is ReminderState.Done or ReminderState.Skipped or ReminderState.Later;

    /// <summary>Whether it came within the thirty days before a day.</summary>
    public bool IsWithin(int days, DateOnly today) => today.DayNumber - Day.DayNumber <= days;
}
