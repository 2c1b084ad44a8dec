using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics;

/// <summary>An unsur that changed more than by chance from one period to the next.</summary>
/// <param name="Unsur">Which, 0 to 8.</param>
/// <param name="Before">Its mean in the period before.</param>
/// <param name="Now">Its mean now.</param>
internal sealed record UnsurChange(int Unsur, decimal Before, decimal Now);

/// <summary>
/// Reads which of the nine unsur changed more than by chance, of periods that both may be shown and had the same questions.
/// </summary>
internal sealed class UnsurChanges(IDbContextFactory<AppDb> databases)
{
    /// <summary>Those of a unit or of the whole instansi, in their order.</summary>
    public async Task<IReadOnlyList<UnsurChange>> Of(Unit? unit, Period period, Instrument instrument)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (before, now) = (await Read(db, unit, period.Before, instrument), await Read(db, unit, period, instrument));
        if (before is null || now is null) return [];
        return [.. Enumerable.Range(0, Unsur.Count).Where(u => Welch.OneOfNineMoreThanChance(before[u], now[u]))
            .Select(u => new UnsurChange(u, (decimal)before[u].Mean, (decimal)now[u].Mean))];
    }

    private static async Task<UnsurAnswers[]?> Read(AppDb db, Unit? unit, Period period, Instrument instrument)
    {
        var ratings = db.Ratings.AsNoTracking().Where(r => r.Month >= period.From && r.Month <= period.To && r.Published
            && r.State == RatingState.Complete && r.Instrument == instrument.Id);
        if (unit is not null) ratings = ratings.Where(r => r.UnitId == unit.Id);
        var sums = await ratings.GroupBy(r => 1).Select(g => new
        {
            Count = g.Count(),
            Sums = new[] { g.Sum(r => r.U1), g.Sum(r => r.U2), g.Sum(r => r.U3), g.Sum(r => r.U4), g.Sum(r => r.U5), g.Sum(r => r.U6),
                g.Sum(r => r.U7), g.Sum(r => r.U8), g.Sum(r => r.U9) },
            Squares = new[] { g.Sum(r => r.U1 * r.U1), g.Sum(r => r.U2 * r.U2), g.Sum(r => r.U3 * r.U3), g.Sum(r => r.U4 * r.U4),
                g.Sum(r => r.U5 * r.U5), g.Sum(r => r.U6 * r.U6), g.Sum(r => r.U7 * r.U7), g.Sum(r => r.U8 * r.U8),
                g.Sum(r => r.U9 * r.U9) },
        }).SingleOrDefaultAsync();
        return sums is not { Count: > 1 } ? null : [.. Enumerable.Range(0, Unsur.Count).Select(u => default(UnsurAnswers)
            .With(sums.Count, sums.Sums[u] ?? 0, sums.Squares[u] ?? 0, instrument.Items[u]))];
    }
}
