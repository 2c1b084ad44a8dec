using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.FollowUps;

/// <summary>Plans of a unit, and what became of the unsur that each was made for.</summary>
internal sealed class ReadPlans(IDbContextFactory<AppDb> databases, Instruments instruments, IOptions<ScoresOptions> options)
{
    /// <summary>The unit's plans, the newest first.</summary>
    public async Task<IReadOnlyList<FollowUp>> Of(Unit unit, int most = 6)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.FollowUps.AsNoTracking().Where(f => f.UnitId == unit.Id).OrderByDescending(f => f.Month).ThenBy(f => f.Unsur)
            .Take(most).ToListAsync();
    }

    /// <summary>
    /// The plans of all units for the scores of twelve months: how many are open, past their date and done, and the open ones that are due
    /// first.
    /// </summary>
    public async Task<PlansOverview> Everywhere(Month lastMonth, DateOnly today, int most = 8)
    {
        await using var db = await databases.CreateDbContextAsync();
        var first = lastMonth.Add(-11);
        var due = first.FirstDay; // nothing is due before its month: the index of dates leaves out what is older
        var plans = db.FollowUps.AsNoTracking().Where(f => f.DueOn >= due && f.Month >= first && f.Month <= lastMonth);
        var counts = await plans.GroupBy(f => new { Done = f.DoneAt != null, Past = f.DueOn < today })
            .Select(g => new { g.Key.Done, g.Key.Past, Plans = g.Count() }).ToListAsync();
        var open = await plans.Where(f => f.DoneAt == null).OrderBy(f => f.DueOn).ThenBy(f => f.Id).Take(most).ToListAsync();
        return new PlansOverview(counts.Where(c => !c.Done).Sum(c => c.Plans), counts.Where(c => !c.Done && c.Past).Sum(c => c.Plans),
            counts.Where(c => c.Done).Sum(c => c.Plans), open);
    }

    /// <summary>
    /// Plans made for the period before: the unsur then and now, and whether the change is more than chance; none while a month's score is
    /// withheld.
    /// </summary>
    public async Task<IReadOnlyList<MeasuredPlan>> Measured(Unit unit, Period period)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        var before = period.From.Add(-1);
        var made = await db.FollowUps.AsNoTracking().Where(f => f.UnitId == unit.Id && f.Month == before).ToListAsync();
        var found = new List<MeasuredPlan>();
        foreach (var plan in made)
            if (await Measure(db, plan, period.From) is { } measured) found.Add(measured);
        return found;
    }

    /// <summary>A measured plan in words.</summary>
    public static string Told(MeasuredPlan measured, Wording words) =>
        words[measured.MoreThanChance ? "plan.real" : "plan.perhaps", words[$"unsur.{measured.Plan.Unsur}"], words.Score(measured.Before),
            words.Score(measured.After), measured.Plan.What, measured.RatedBefore, measured.RatedAfter];

    private async Task<MeasuredPlan?> Measure(AppDb db, FollowUp plan, Month now)
    {
        var (old, later) = (await Answers(db, plan, plan.Month), await Answers(db, plan, now));
        if (Math.Min(old.Count, later.Count) < Math.Max(2, options.Value.MinimumRespondents)) return null;
        return new MeasuredPlan(plan, (decimal)old.Mean, (decimal)later.Mean, Welch.MoreThanChance(old, later), (int)old.Count,
            (int)later.Count);
    }

    /// <summary>
    /// The answers to the plan's unsur in a month, summed by the database: the number of rows read does not grow with the ratings.
    /// </summary>
    private async Task<UnsurAnswers> Answers(AppDb db, FollowUp plan, Month month)
    {
        var column = $"u{Unsur.IndexOf(plan.Unsur) + 1}";
        var sql = $"""
            select instrument, count(*), cast(sum({column}) as bigint), cast(sum({column} * {column}) as bigint) from ratings
            where unit_id = @p0 and month = @p1 and published and state = 'Complete' and {column} is not null group by instrument
            """;
        var rows = await db.Sql.All(sql,
            r => (Instrument: r.GetString(0), Count: r.GetInt64(1), Sum: r.GetInt64(2), Squares: r.GetInt64(3)), plan.UnitId, month);
        return rows.Where(r => instruments.Find(r.Instrument) is not null).Aggregate(default(UnsurAnswers), (sum, row) =>
        {
            var items = (double)instruments.Find(row.Instrument)!.Items[Unsur.IndexOf(plan.Unsur)];
            return new UnsurAnswers(sum.Count + row.Count, sum.Sum + (row.Sum / items), sum.Squares + (row.Squares / (items * items)));
        });
    }
}

/// <summary>The plans of all units.</summary>
/// <param name="Open">Not done yet.</param>
/// <param name="Past">Of those, past their date.</param>
/// <param name="Done">Done.</param>
/// <param name="Next">Open ones, the first due first.</param>
internal sealed record PlansOverview(int Open, int Past, int Done, IReadOnlyList<FollowUp> Next);

/// <summary>What became of an unsur after its plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Before">The unsur's mean in the month that the plan answers.</param>
/// <param name="After">Its mean in the month after.</param>
/// <param name="MoreThanChance">Whether chance alone would change it so much in fewer than 5 of 100 cases.</param>
/// <param name="RatedBefore">From how many ratings the mean before is.</param>
/// <param name="RatedAfter">From how many the mean after.</param>
internal sealed record MeasuredPlan(FollowUp Plan, decimal Before, decimal After, bool MoreThanChance, int RatedBefore, int RatedAfter);

/// <summary>Answers to one unsur, each from 1 to 4: how many, their sum and the sum of their squares.</summary>
internal readonly record struct UnsurAnswers(long Count, double Sum, double Squares)
{
    // As in ScoreSpread: one imagined respondent of ordinary spread, so that two groups of equal answers do not look like certainty.
    private const double UsualSquare = 0.2 * 0.19 * 9;

    public double Mean => Sum / Count;

    public double VarianceOfMean => (Squares - (Sum * Mean) + UsualSquare) / Count / Count;
}

/// <summary>Welch's test for the means of two groups of respondents.</summary>
internal static class Welch
{
    public static bool MoreThanChance(UnsurAnswers a, UnsurAnswers b)
    {
        var (va, vb) = (a.VarianceOfMean, b.VarianceOfMean);
        var degrees = (va + vb) * (va + vb) / ((va * va / a.Count) + (vb * vb / b.Count));
        return Math.Abs(b.Mean - a.Mean) > StudentT.TwoSided95(degrees) * Math.Sqrt(va + vb);
    }
}
