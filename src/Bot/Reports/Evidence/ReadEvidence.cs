using Core.Calendar;
using Core.Complaints;
using Core.Persistence;
using Core.Statistics;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Bot.Reports.Evidence;

/// <summary>How much there is of something, and since when; null where there is none.</summary>
internal sealed record Kept(string? Since, int All);

/// <summary>What an assessor of the whole instansi asks for, from the data alone.</summary>
internal sealed record Evidence
{
    /// <summary>The twelve months that "now" means: all over.</summary>
    public required Month From { get; init; }

    public required Month To { get; init; }

    /// <summary>Published complete ratings since the first month.</summary>
    public required Kept Ratings { get; init; }

    /// <summary>All units together in the twelve months.</summary>
    public required PeriodScore Score { get; init; }

    public required IReadOnlyList<(Unit Unit, PeriodScore Score)> Units { get; init; }

    public required Kept Posts { get; init; }

    public required Kept Plans { get; init; }

    public required int PlansDone { get; init; }

    /// <summary>All that citizens filed, but not what is berkadar pengawasan.</summary>
    public required Kept Complaints { get; init; }

    public required UnitComplaints Handled { get; init; }

    /// <summary>Those with a number in SP4N-LAPOR!.</summary>
    public required int National { get; init; }
}

/// <summary>Reads it.</summary>
internal sealed class ReadEvidence(IDbContextFactory<AppDb> databases, ReadStatistics statistics, ComplaintFigures complaints)
{
    public async Task<Evidence> Of(Month to)
    {
        var from = to.Add(-11);
        await using var db = await databases.CreateDbContextAsync();
        var sums = db.MonthlySums.AsNoTracking().Where(s => s.Respondents > 0 && s.Month <= to);
        var posts = db.MonthlyPosts.AsNoTracking();
        var plans = db.FollowUps.AsNoTracking();
        var filed = db.Complaints.AsNoTracking().Where(c => c.Class == null || c.Class != ComplaintClass.Supervisory);
        return new Evidence
        {
            From = from,
            To = to,
            Ratings = Of(await sums.MinAsync(s => (Month?)s.Month), await sums.SumAsync(s => s.Respondents)),
            Score = await statistics.Score(null, from, to),
            Units = await statistics.ByUnit(from, to),
            Posts = Of(await posts.MinAsync(p => (Month?)p.Month), await posts.CountAsync()),
            Plans = Of(await plans.MinAsync(p => (Month?)p.Month), await plans.CountAsync()),
            PlansDone = await plans.CountAsync(p => p.DoneAt != null),
            Complaints = new Kept((await filed.MinAsync(c => (DateOnly?)c.FiledOn))?.ToString("yyyy-MM-dd"), await filed.CountAsync()),
            Handled = await complaints.OfAll(from.FirstDay, to.LastDay),
            National = await filed.CountAsync(c => c.NationalId != null),
        };
    }

    private static Kept Of(Month? since, int all) => new(since?.FirstDay.ToString("yyyy-MM-dd"), all);
}
