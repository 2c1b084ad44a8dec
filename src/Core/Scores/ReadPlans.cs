using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Scores;

/// <summary>Plans of a unit, and what became of the unsur that each was made for.</summary>
public sealed class ReadPlans(IDbContextFactory<AppDb> databases, Instruments instruments)
{
    /// <summary>The unit's plans, the newest first.</summary>
    public async Task<IReadOnlyList<FollowUp>> Of(Unit unit, int most = 6)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.FollowUps.AsNoTracking().Where(f => f.UnitId == unit.Id).OrderByDescending(f => f.Month).ThenBy(f => f.Unsur).Take(most).ToListAsync();
    }

    /// <summary>The plans of all units for the scores of twelve months: how many are open, past their date and done, and the open ones that are due first.</summary>
    public async Task<PlansOverview> Everywhere(int lastMonth, DateOnly today, int most = 8)
    {
        await using var db = await databases.CreateDbContextAsync();
        var first = MonthNumber.Add(lastMonth, -11);
        var due = MonthNumber.FirstDay(first); // nothing is due before its month: the index of dates leaves out what is older
        var plans = db.FollowUps.AsNoTracking().Where(f => f.DueOn >= due && f.Month >= first && f.Month <= lastMonth);
        var counts = await plans.GroupBy(f => new { Done = f.DoneAt != null, Past = f.DueOn < today }).Select(g => new { g.Key.Done, g.Key.Past, Plans = g.Count() }).ToListAsync();
        var open = await plans.Where(f => f.DoneAt == null).OrderBy(f => f.DueOn).ThenBy(f => f.Id).Take(most).ToListAsync();
        return new PlansOverview(counts.Where(c => !c.Done).Sum(c => c.Plans), counts.Where(c => !c.Done && c.Past).Sum(c => c.Plans), counts.Where(c => c.Done).Sum(c => c.Plans), open);
    }

    /// <summary>Plans made for the period before: the unsur then and now, and whether the change is more than chance.</summary>
    public async Task<IReadOnlyList<MeasuredPlan>> Measured(Unit unit, Period period)
    {
        await using var db = await databases.CreateDbContextAsync();
        var before = MonthNumber.Add(period.From, -1);
        var made = await db.FollowUps.AsNoTracking().Where(f => f.UnitId == unit.Id && f.Month == before).ToListAsync();
        if (made.Count == 0) return [];
        var ratings = await db.Ratings.AsNoTracking().Where(r => r.UnitId == unit.Id && (r.Month == before || r.Month == period.From) && r.State == RatingState.Complete).ToListAsync();
        return [.. made.Select(plan => Measure(plan, before, ratings)).OfType<MeasuredPlan>()];
    }

    /// <summary>A measured plan in words.</summary>
    public static string Told(MeasuredPlan measured, Wording words) =>
        words[measured.MoreThanChance ? "plan.real" : "plan.perhaps", words[$"unsur.{measured.Plan.Unsur}"], words.Score(measured.Before), words.Score(measured.After), measured.Plan.What];

    private MeasuredPlan? Measure(FollowUp plan, int before, IReadOnlyList<Rating> ratings)
    {
        var (old, now) = (Answers(plan, ratings.Where(r => r.Month == before)), Answers(plan, ratings.Where(r => r.Month != before)));
        if (old.Count < 2 || now.Count < 2) return null;
        return new MeasuredPlan(plan, (decimal)old.Average(), (decimal)now.Average(), Welch.MoreThanChance(old, now));
    }

    private List<double> Answers(FollowUp plan, IEnumerable<Rating> ratings)
    {
        var u = Unsur.IndexOf(plan.Unsur);
        return [.. ratings.Where(r => r.Unsur[u] is not null && instruments.Find(r.Instrument) is not null).Select(r => (double)r.Unsur[u]!.Value / instruments.Find(r.Instrument)!.Items[u])];
    }
}

/// <summary>The plans of all units.</summary>
/// <param name="Open">Not done yet.</param>
/// <param name="Past">Of those, past their date.</param>
/// <param name="Done">Done.</param>
/// <param name="Next">Open ones, the first due first.</param>
public sealed record PlansOverview(int Open, int Past, int Done, IReadOnlyList<FollowUp> Next);

/// <summary>What became of an unsur after its plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Before">The unsur's mean in the month that the plan answers.</param>
/// <param name="After">Its mean in the month after.</param>
/// <param name="MoreThanChance">Whether chance alone would change it so much in fewer than 5 of 100 cases.</param>
public sealed record MeasuredPlan(FollowUp Plan, decimal Before, decimal After, bool MoreThanChance);

/// <summary>Welch's test for the means of two groups of respondents.</summary>
internal static class Welch
{
    // As in ScoreSpread: one imagined respondent of ordinary spread, so that two groups of equal answers do not look like certainty.
    private const double UsualSquare = 0.2 * 0.19 * 9;

    public static bool MoreThanChance(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (va, vb) = (Variance(a) / a.Count, Variance(b) / b.Count);
        var degrees = (va + vb) * (va + vb) / ((va * va / a.Count) + (vb * vb / b.Count));
        return Math.Abs(b.Average() - a.Average()) > StudentT.TwoSided95(degrees) * Math.Sqrt(va + vb);
    }

    private static double Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (values.Sum(v => (v - mean) * (v - mean)) + UsualSquare) / values.Count;
    }
}
