using Core.Membership.Profiles;

namespace Core.Reminders.Composing;

/// <summary>
/// Decides when reminders give way to silence: after two weeks without an answer fewer are offered, then one a week comes, then none.
/// It reads no clock and no table.
/// </summary>
internal static class SlowDown
{
    private const int TwoWeeks = 14;
    private const int FourWeeks = 28;
    private const int Few = 3;
    private const int SeveralOfDaily = 8;
    private const int SeveralOfThrice = 5;

    /// <summary>The next step for somebody who is about to be reminded; null where nothing changes. The latest comes first.</summary>
    public static Slowed? Next(Slowed now, DateOnly? since, ReminderRhythm rhythm, IReadOnlyList<PastReminder> past, DateOnly today)
    {
        var silent = past.TakeWhile(p => !p.Answered && (since is null || p.Day >= since)).ToList();
        if (silent.Count < Few) return null;
        var days = today.DayNumber - silent[^1].Day.DayNumber;
        return now switch
        {
            Slowed.Not when rhythm == ReminderRhythm.Weekly => days >= FourWeeks ? Slowed.Resting : null,
            Slowed.Not => days >= TwoWeeks && silent.Count >= Several(rhythm) ? Slowed.Offered : null,
            Slowed.Offered => days >= TwoWeeks ? Slowed.Weekly : null,
            Slowed.Weekly => days >= FourWeeks - 7 ? Slowed.Resting : null,
            _ => null,
        };
    }

    /// <summary>Holidays and leave make two weeks of a few reminders; those are no silence.</summary>
    private static int Several(ReminderRhythm rhythm) => rhythm == ReminderRhythm.Daily ? SeveralOfDaily : SeveralOfThrice;
}
