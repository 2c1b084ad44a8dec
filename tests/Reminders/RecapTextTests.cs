using Core.Reminders;
using Core.Texts;

namespace Tests.Reminders;

public sealed class RecapTextTests
{
    private static readonly DateOnly Friday = new(2026, 12, 4);

    [Fact]
    public void A_streak_forgives_leave_and_what_was_never_sent()
    {
        RecapDay[] days =
        [
            new(Friday, ReminderState.Sent, "AD1"), new(Friday.AddDays(-1), ReminderState.Done, "AD1"),
                new(Friday.AddDays(-2), ReminderState.Leave, null),
            new(Friday.AddDays(-3), ReminderState.Dropped, null), new(Friday.AddDays(-4), ReminderState.Done, "BP1"),
                new(Friday.AddDays(-7), ReminderState.Sent, "KO1"),
        ];
        RecapText.StreakOf(days, Friday).ShouldBe(2);
    }

    [Fact]
    public void The_week_says_what_was_done_and_what_was_put_off()
    {
        RecapDay[] days = [new(Friday, ReminderState.Later, "KL1"), new(Friday.AddDays(-1), ReminderState.Done, "AD1"),
            new(Friday.AddDays(-2), ReminderState.Done, "AD2")];
        RecapText.Week(days, Friday).In(Wording.Of("id")).ShouldBe("Pekan ini: 2 dari 3. Yang tertunda: Kolaboratif.");
        RecapText.Streak(days, Friday)!.Value.In(Wording.Of("id")).ShouldBe("Sudah 2 hari kerja berturut-turut.");
    }
}
