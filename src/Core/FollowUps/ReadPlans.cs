using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.FollowUps;

/// <summary>Plans of a unit, and what became of the unsur that each was made for.</summary>
internal sealed class ReadPlans(IDbContextFactory<AppDb> databases, Instruments instruments, UnitCatalog units,
    IOptions<ScoresOptions> options, TimeProvider time)
{
    /// <summary>For how many months after a plan a month with enough ratings is waited for.</summary>
    private const int Watched = 3;

    /// <summary>The unit's newest plans as far as the ratings of months that are over tell, up to the given month.</summary>
    public async Task<IReadOnlyList<PlanStory>> Of(Unit unit, Month upTo, int most = 6)
    {
        await using var db = await Open();
        var made = await db.FollowUps.AsNoTracking().Where(f => f.UnitId == unit.Id).OrderByDescending(f => f.Month).ThenBy(f => f.Unsur)
            .Take(most).ToListAsync();
        return await Tell(db, unit, made, upTo);
    }

    /// <summary>The plans for the scores of these months, the first due first.</summary>
    public async Task<IReadOnlyList<PlanStory>> For(Unit unit, Month from, Month to, Month upTo)
    {
        await using var db = await Open();
        var made = await db.FollowUps.AsNoTracking().Where(f => f.UnitId == unit.Id && f.Month >= from && f.Month <= to)
            .OrderBy(f => f.DueOn).ToListAsync();
        return await Tell(db, unit, made, upTo);
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

    private async Task<AppDb> Open()
    {
        var db = await databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        return db;
    }

    private async Task<IReadOnlyList<PlanStory>> Tell(AppDb db, Unit unit, IEnumerable<FollowUp> plans, Month upTo)
    {
        var over = LocalTime.MonthOf(time.GetUtcNow(), units.ZoneOf(unit)).Add(-1);
        var stories = new List<PlanStory>();
        foreach (var plan in plans)
            stories.Add(new PlanStory(plan, plan.FeltFrom(units.ZoneOf(unit)), await Effect(db, plan, Month.Earlier(upTo, over))));
        return stories;
    }

    /// <summary>
    /// The unsur in the month that the plan answers and in the first month after the plan that has enough ratings. That month stays: to
    /// look again every month until the figure pleases would make chance look like success.
    /// </summary>
    private async Task<PlanEffect?> Effect(AppDb db, FollowUp plan, Month upTo)
    {
        var felt = plan.FeltFrom(units.ZoneOf(units.Find(plan.UnitId)));
        if (upTo < felt) return null;
        var months = await Answers(db, plan, felt, Month.Earlier(felt.Add(Watched - 1), upTo));
        if (months.GetValueOrDefault(plan.Month) is not { Count: > 0 } old || old.Count < Enough) return null;
        var (month, later) = months.Where(m => m.Key >= felt && m.Value.Count >= Enough).OrderBy(m => m.Key).FirstOrDefault();
        return later.Count == 0 ? null
            : new PlanEffect(month, (decimal)old.Mean, (decimal)later.Mean, Welch.MoreThanChance(old, later), (int)old.Count,
                (int)later.Count);
    }

    private int Enough => Math.Max(2, options.Value.MinimumRespondents);

    /// <summary>
    /// The answers to the plan's unsur in its month and the months after, summed by the database: the number of rows read does not grow
    /// with the ratings.
    /// </summary>
    private async Task<Dictionary<Month, UnsurAnswers>> Answers(AppDb db, FollowUp plan, Month from, Month to)
    {
        var unsur = Unsur.IndexOf(plan.Unsur);
        var column = $"u{unsur + 1}";
        var sql = $"""
            select month, instrument, count(*), cast(sum({column}) as bigint), cast(sum({column} * {column}) as bigint) from ratings
            where unit_id = @p0 and (month = @p1 or (month >= @p2 and month <= @p3)) and published and state = 'Complete'
            and {column} is not null group by month, instrument
            """;
        var rows = await db.Sql.All(sql,
            r => (Month: new Month(r.GetInt32(0)), Instrument: instruments.Find(r.GetString(1)), Count: r.GetInt64(2), Sum: r.GetInt64(3),
                Squares: r.GetInt64(4)), plan.UnitId, plan.Month, from, to);
        return rows.Where(r => r.Instrument is not null).GroupBy(r => r.Month).ToDictionary(g => g.Key, g => g.Aggregate(
            default(UnsurAnswers), (sum, row) => sum.With(row.Count, row.Sum, row.Squares, row.Instrument!.Items[unsur])));
    }
}

/// <summary>The plans of all units.</summary>
/// <param name="Open">Not done yet.</param>
/// <param name="Past">Of those, past their date.</param>
/// <param name="Done">Done.</param>
/// <param name="Next">Open ones, the first due first.</param>
internal sealed record PlansOverview(int Open, int Past, int Done, IReadOnlyList<FollowUp> Next);
