using System.Globalization;

namespace Bot.Backups;

/// <summary>Which backups stay: the newest of each of the last days, weeks and months of which there are any.</summary>
internal static class KeepByRule
{
    /// <summary>Those that are kept, of local moments in any order.</summary>
    public static IReadOnlySet<DateTime> Kept(IEnumerable<DateTime> made, BackupOptions rule)
    {
        var all = made.OrderDescending().ToList();
        return new HashSet<DateTime>([
            .. Newest(all, at => at.ToString("yyyyMMdd", CultureInfo.InvariantCulture)).Take(rule.KeepDaily),
            .. Newest(all, at => $"{ISOWeek.GetYear(at)}-{ISOWeek.GetWeekOfYear(at):00}").Take(rule.KeepWeekly),
            .. Newest(all, at => at.ToString("yyyyMM", CultureInfo.InvariantCulture)).Take(rule.KeepMonthly),
        ]);
    }

    private static IEnumerable<DateTime> Newest(List<DateTime> newestFirst, Func<DateTime, string> span) =>
        newestFirst.GroupBy(span).Select(g => g.First());
}
