using Core.Calendar;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>Public numbers about a unit's complaints in a period; never texts, and never those berkadar pengawasan.</summary>
/// <param name="UnitId">The unit; 0 for the whole instansi.</param>
/// <param name="Received">Filed in the period.</param>
/// <param name="Open">Of those, not yet followed up, withdrawn or closed.</param>
/// <param name="Resolved">Of those, followed up.</param>
/// <param name="OnTime">Of the followed up, within their limit.</param>
/// <param name="Late">Followed up too late, or open past their date.</param>
/// <param name="MedianDays">Median calendar days from filing to follow-up; null when none was.</param>
/// <param name="Rated">How many citizens rated the handling.</param>
/// <param name="MeanRating">
/// Their mean, 1 to 4, apart from the SKM: of the whole instansi alone, and of months in which five or more did. A unit's own stands where
/// the register tells it (<see cref="Desk.PublicRegister"/>): told here too, what is left of the whole would be that of few.
/// </param>
internal sealed record UnitComplaints(int UnitId, int Received, int Open, int Resolved, int OnTime, int Late, decimal? MedianDays,
    int Rated,
    decimal? MeanRating)
{
    /// <summary>The median where it is that of five or more: of fewer it is that of somebody.</summary>
    public decimal? PublicMedian => Resolved >= 5 ? MedianDays : null;

    /// <summary>Of those received, reopened by the citizen at least once; counted as open until they are followed up again.</summary>
    public int Reopened { get; init; }

    /// <summary>Filed in the period and declined by this unit, whoever has it now; for the instansi by any.</summary>
    public int Declined { get; init; }

    /// <summary>Of those received, ended as not ours.</summary>
    public int NotOurs { get; init; }

    /// <summary>Filed in the period and berkadar pengawasan: a bare count, for the whole instansi alone.</summary>
    public int Supervisory { get; init; }
}

/// <summary>Reads the public numbers.</summary>
internal sealed class ComplaintFigures(IDbContextFactory<AppDb> databases, TimeProvider time)
{
    private const int RatedFrom = 5;

    /// <summary>
    /// The numbers by unit for complaints filed from one local day to another, both counted; units without any are left out.
    /// </summary>
    public async Task<IReadOnlyList<UnitComplaints>> Of(DateOnly from, DateOnly to) =>
        await Of(await Declined(from, to), from, to);

    private async Task<IReadOnlyList<UnitComplaints>> Of(ILookup<int, long> declined, DateOnly from, DateOnly to) =>
        [.. (await Groups(null, from, to)).Where(g => g.UnitId is not null).GroupBy(g => g.UnitId!.Value).OrderBy(g => g.Key)
            .Select(g => Sum(g.Key, [.. g]) with { Declined = declined[g.Key].Count() })];

    /// <summary>
    /// The numbers of the whole instansi, with complaints that no unit has yet. How citizens rated the handling counts by months of five or
    /// more, as in the register: whoever subtracts one from the other gets such months again.
    /// </summary>
    public async Task<UnitComplaints> OfAll(DateOnly from, DateOnly to)
    {
        await using var db = await databases.CreateDbContextAsync();
        var supervisory = await db.Complaints
            .CountAsync(c => c.FiledOn >= from && c.FiledOn <= to && c.Class == ComplaintClass.Supervisory);
        var groups = await Groups(null, from, to);
        var rated = groups.Where(g => g.IsRated).GroupBy(g => Month.Of(g.FiledOn)).Where(m => Count(m) >= RatedFrom)
            .SelectMany(m => m).ToList();
        return Sum(0, groups) with { Supervisory = supervisory, Rated = Count(rated), MeanRating = Mean(rated) };
    }

    /// <summary>One unit's numbers.</summary>
    public async Task<UnitComplaints> Of(int unit, DateOnly from, DateOnly to) =>
        Sum(unit, await Groups(unit, from, to)) with { Declined = (await Declined(from, to))[unit].Count() };

    /// <summary>The numbers of several units together.</summary>
    public async Task<UnitComplaints> Together(IReadOnlyCollection<int> units, DateOnly from, DateOnly to)
    {
        var groups = (await Groups(null, from, to)).Where(g => g.UnitId is { } id && units.Contains(id)).ToList();
        var declined = await Declined(from, to);
        return Sum(0, groups) with { Declined = units.SelectMany(u => declined[u]).Distinct().Count() };
    }

    /// <summary>Which ones a unit declined: what it gave away is with another one now, whose doing that was not.</summary>
    private async Task<ILookup<int, long>> Declined(DateOnly from, DateOnly to)
    {
        await using var db = await databases.CreateDbContextAsync();
        var all = await db.Complaints.Where(c => c.FiledOn >= from && c.FiledOn <= to && c.Declined > 0
                && (c.Class == null || c.Class != ComplaintClass.Supervisory))
            .Join(db.ComplaintEvents.Where(e => e.Act == Act.Decline && !e.TakenBack && e.UnitFrom != null), c => c.Id, e => e.ComplaintId,
                (c, e) => new { Unit = e.UnitFrom!.Value, c.Id }).Distinct().ToListAsync();
        return all.ToLookup(d => d.Unit, d => d.Id);
    }

    /// <summary>Until a unit has had it, a report counts for the whole alone.</summary>
    private async Task<List<Group>> Groups(int? unit, DateOnly from, DateOnly to)
    {
        await using var db = await databases.CreateDbContextAsync();
        var all = db.Complaints.AsNoTracking().Where(c => (unit == null || c.UnitId == unit) && c.FiledOn >= from && c.FiledOn <= to
            && (c.Class == null || c.Class != ComplaintClass.Supervisory));
        var had = await Groups(all.Where(HadByUnit.Plainly));
        had.AddRange(await Groups(all.Where(HadByUnit.Not(HadByUnit.Plainly)).Where(HadByUnit.Condition(db))));
        return unit is not null ? had : [.. had, .. (await Groups(all.Where(HadByUnit.Not(db)))).Select(g => g with { UnitId = null })];
    }

    private async Task<List<Group>> Groups(IQueryable<Complaint> all)
    {
        var now = time.GetUtcNow();
        return await all.GroupBy(c => new
        {
            c.UnitId,
            c.State,
            c.FiledOn,
            c.ResolvedOn,
            c.OnTime,
            Past = c.DueAt != null && c.DueAt < now,
            c.HandlingRating,
            Again = c.Reopened > 0,
            Declined = c.Declined > 0,
            c.EndReason,
        })
            .Select(g => new Group(g.Key.UnitId, g.Key.State, g.Key.FiledOn, g.Key.ResolvedOn, g.Key.OnTime, g.Key.Past,
            g.Key.HandlingRating, g.Count(), g.Key.Again, g.Key.Declined, g.Key.EndReason)).ToListAsync();
    }

    private static UnitComplaints Sum(int unit, List<Group> groups)
    {
        var resolved = groups.Where(g => g.ResolvedOn is not null).ToList();
        var open = groups.Where(g => g.ResolvedOn is null && g.State is not (ComplaintState.Closed or ComplaintState.Withdrawn)).ToList();
        var late = Count(resolved.Where(g => g.OnTime == false)) + Count(open.Where(g => g.State is not ComplaintState.Returned && g.Past));
        return new UnitComplaints(unit, Count(groups), Count(open), Count(resolved), Count(resolved.Where(g => g.OnTime == true)), late,
            Median([.. resolved.SelectMany(g => Enumerable.Repeat(g.ResolvedOn!.Value.DayNumber - g.FiledOn.DayNumber, g.Complaints))
                .Order()]), Count(groups.Where(g => g.IsRated)), null)
        {
            Reopened = Count(groups.Where(g => g.Again)),
            Declined = Count(groups.Where(g => g.Declined)),
            NotOurs = Count(groups.Where(g => g.End == EndReason.NotOurs)),
        };
    }

    private static decimal? Mean(List<Group> rated) => rated.Count == 0 ? null
        : Math.Round(rated.Sum(g => (decimal)g.Rating!.Value * g.Complaints) / Count(rated), 2, MidpointRounding.AwayFromZero);

    private static int Count(IEnumerable<Group> groups) => groups.Sum(g => g.Complaints);

    private static decimal? Median(List<int> sorted) => sorted.Count == 0 ? null
        : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2m;

    /// <summary>How many complaints are alike in everything that the numbers need.</summary>
    private sealed record Group(int? UnitId, ComplaintState State, DateOnly FiledOn, DateOnly? ResolvedOn, bool? OnTime, bool Past,
        int? Rating, int Complaints, bool Again, bool Declined, EndReason? End)
    {
        /// <summary>What nobody followed up has no handling to rate; some were asked about it all the same.</summary>
        public bool IsRated => Rating is not null && ResolvedOn is not null;
    }
}
