using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>Public numbers about a unit's complaints in a period; never texts, and never those berkadar pengawasan.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Received">Filed in the period.</param>
/// <param name="Open">Of those, not yet followed up, withdrawn or closed.</param>
/// <param name="Resolved">Of those, followed up.</param>
/// <param name="OnTime">Of the followed up, within their limit.</param>
/// <param name="Late">Followed up too late, or open past their date.</param>
/// <param name="MedianDays">Median calendar days from filing to follow-up; null when none was.</param>
/// <param name="Rated">How many citizens rated the handling.</param>
/// <param name="MeanRating">Their mean, 1 to 4, apart from the SKM; null when nobody did.</param>
public sealed record UnitComplaints(int UnitId, int Received, int Open, int Resolved, int OnTime, int Late, decimal? MedianDays, int Rated, decimal? MeanRating);

/// <summary>Reads the public numbers.</summary>
public sealed class ComplaintFigures(IDbContextFactory<AppDb> databases, TimeProvider time)
{
    /// <summary>The numbers by unit for complaints filed from one local day to another, both counted; units without any are left out.</summary>
    public Task<IReadOnlyList<UnitComplaints>> Of(DateOnly from, DateOnly to) => Of((int?)null, from, to);

    /// <summary>One unit's numbers.</summary>
    public async Task<UnitComplaints> Of(int unit, DateOnly from, DateOnly to) =>
        (await Of((int?)unit, from, to)).FirstOrDefault() ?? new UnitComplaints(unit, 0, 0, 0, 0, 0, null, 0, null);

    private async Task<IReadOnlyList<UnitComplaints>> Of(int? unit, DateOnly from, DateOnly to)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = await db.Complaints.AsNoTracking()
            .Where(c => c.UnitId != null && (unit == null || c.UnitId == unit) && c.FiledOn >= from && c.FiledOn <= to && (c.Class == null || c.Class != ComplaintClass.Supervisory))
            .Select(c => new Row(c.UnitId!.Value, c.State, c.FiledOn, c.ResolvedOn, c.OnTime, c.DueAt, c.HandlingRating)).ToListAsync();
        return [.. rows.GroupBy(r => r.UnitId).OrderBy(g => g.Key).Select(g => Sum(g.Key, [.. g], time.GetUtcNow()))];
    }

    private static UnitComplaints Sum(int unit, List<Row> rows, DateTimeOffset now)
    {
        var resolved = rows.Where(r => r.ResolvedOn is not null).ToList();
        var open = rows.Where(r => r.ResolvedOn is null && r.State is not (ComplaintState.Closed or ComplaintState.Withdrawn)).ToList();
        var rated = rows.Where(r => r.Rating is not null).ToList();
        var late = resolved.Count(r => r.OnTime == false) + open.Count(r => r.State is not ComplaintState.Returned && r.DueAt < now);
        return new UnitComplaints(unit, rows.Count, open.Count, resolved.Count, resolved.Count(r => r.OnTime == true), late,
            Median([.. resolved.Select(r => r.ResolvedOn!.Value.DayNumber - r.FiledOn.DayNumber).Order()]), rated.Count,
            rated.Count == 0 ? null : Math.Round(rated.Average(r => (decimal)r.Rating!.Value), 2, MidpointRounding.AwayFromZero));
    }

    private static decimal? Median(List<int> sorted) => sorted.Count == 0 ? null
        : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2m;

    private sealed record Row(int UnitId, ComplaintState State, DateOnly FiledOn, DateOnly? ResolvedOn, bool? OnTime, DateTimeOffset? DueAt, int? Rating);
}
