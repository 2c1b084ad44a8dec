using Bot.Backups;

namespace Tests.Backups;

public sealed class KeepingTests
{
    [Fact]
    public void A_year_of_nights_leaves_seven_days_five_weeks_and_twelve_months()
    {
        var first = new DateTime(2026, 1, 1, 2, 15, 0);
        var kept = new HashSet<DateTime>();
        for (var night = 0; night < 400; night++)
        {
            kept.Add(first.AddDays(night));
            kept = [.. KeepByRule.Kept(kept, new BackupOptions())];
        }

        var last = first.AddDays(399);
        kept.Count.ShouldBeInRange(20, 24);
        for (var back = 0; back < 7; back++) kept.ShouldContain(last.AddDays(-back));
        kept.Select(k => (k.Year, k.Month)).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public void Of_one_day_the_newest_stays_and_nights_without_a_backup_count_for_nothing()
    {
        DateTime[] made = [new(2026, 11, 20, 2, 0, 0), new(2026, 11, 20, 9, 0, 0), new(2026, 10, 2, 2, 0, 0)];

        KeepByRule.Kept(made, new BackupOptions { KeepDaily = 2, KeepWeekly = 0, KeepMonthly = 0 }).ShouldBe([made[1], made[2]],
            ignoreOrder: true);
    }
}
