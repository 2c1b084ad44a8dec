using Core.Calendar;
using Core.ExternalIndices;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Berakhlak;

/// <summary>Where citizens and measurers find a weakness: what reminders and suggestions lean on.</summary>
internal sealed class WeakPoints(Instruments instruments, IOptions<ScoresOptions> options)
{
    /// <summary>The weakest unsur of a month by unit, for units with enough respondents.</summary>
    public async Task<IReadOnlyDictionary<int, WeakUnsur>> OfMonth(AppDb db, Month month)
    {
        var rows = await db.MonthlySums.AsNoTracking().Where(s => s.Month == month && s.Respondents > 0).ToListAsync();
        var weak = new Dictionary<int, WeakUnsur>();
        foreach (var unit in rows.Where(r => instruments.Find(r.Instrument) is not null).GroupBy(r => r.UnitId))
        {
            var most = unit.GroupBy(r => r.Instrument).MaxBy(g => g.Sum(r => r.Respondents))!;
            var sums = most.Aggregate(SkmSums.None, (sum, row) => sum + ScoreSums.Of(row, instruments.Find(most.Key)!));
            if (sums.Complete >= options.Value.MinimumRespondents) weak[unit.Key] = Weakest(month, sums);
        }

        return weak;
    }

    /// <summary>The latest BerAKHLAK index of the instansi that tells values apart; null when none was recorded.</summary>
    public static Task<ValueIndex?> LatestIndex(AppDb db) => Latest(db, ExternalKind.Berakhlak, int.MaxValue);

    /// <summary>The nation's mean by value of that year, or of the latest one before it.</summary>
    public static Task<ValueIndex?> NationBeside(AppDb db, ValueIndex index) => Latest(db, ExternalKind.BerakhlakNational, index.Year);

    private static async Task<ValueIndex?> Latest(AppDb db, ExternalKind kind, int year)
    {
        var rows = await db.ExternalIndices.AsNoTracking()
            .Where(i => i.Kind == kind && i.UnitId == null && i.Item != ExternalIndex.Total && i.Hundredths != null && i.Year <= year)
            .OrderByDescending(i => i.Year).ToListAsync();
        if (rows.Count == 0) return null;
        var latest = rows.Where(r => r.Year == rows[0].Year).ToList();
        return new ValueIndex(rows[0].Year, latest.ToDictionary(r => r.Item, r => r.Figure!.Value), rows[0].Source);
    }

    private static WeakUnsur Weakest(Month month, SkmSums sums)
    {
        var u = Enumerable.Range(0, Unsur.Count).MinBy(i => (decimal)sums.Totals[i] / sums.Counts[i]);
        return new WeakUnsur(month, Unsur.Codes[u],
            decimal.Round((decimal)sums.Totals[u] / sums.Counts[u], 2, MidpointRounding.AwayFromZero), sums.Complete);
    }
}

/// <summary>The unsur that citizens found weakest.</summary>
/// <param name="Month">In which month.</param>
/// <param name="Code">Which, U1 to U9.</param>
/// <param name="Mean">Its mean, 1 to 4.</param>
/// <param name="Respondents">From how many respondents.</param>
internal sealed record WeakUnsur(Month Month, string Code, decimal Mean, int Respondents);

/// <summary>A BerAKHLAK index by value, as far as values were reported.</summary>
/// <param name="Year">Its year.</param>
/// <param name="Values">Percent by the code of the value.</param>
/// <param name="Source">Where it was reported.</param>
internal sealed record ValueIndex(int Year, IReadOnlyDictionary<string, decimal> Values, string Source);
