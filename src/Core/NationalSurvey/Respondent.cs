using Core.Calendar;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.NationalSurvey;

/// <summary>
/// What one respondent answered, as the national survey takes it: the nine unsur and nothing that could tell who it was (no day, service,
/// sex, age, education, work or words). Only of months that are over, published and counted, and no month of fewer than the minimum.
/// </summary>
/// <param name="RatingId">The rating.</param>
/// <param name="Id">A number that is the same whenever it is sent, and tells nothing without the instansi's key.</param>
/// <param name="Answers">Answers 1 to 4 to U1 to U9.</param>
/// <param name="IsPaper">Whether it was given on paper.</param>
/// <param name="Month">The month that it counts in.</param>
internal sealed record Respondent(long RatingId, string Id, IReadOnlyList<int> Answers, bool IsPaper, Month Month)
{
    /// <summary>Those of a unit's months up to this one, in the order of their lots, which is no order of coming.</summary>
    public static async Task<IReadOnlyList<Respondent>> Of(AppDb db, Unit unit, Month from, Month to, Month thisMonth, int minimum,
        Instruments instruments, SecretKey key)
    {
        to = Month.Earlier(to, thisMonth.Add(-1));
        var ratings = await db.Ratings.AsNoTracking().Where(r => r.UnitId == unit.Id && r.Month >= from && r.Month <= to && r.Published
            && r.State == RatingState.Complete).OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.Month, r.Instrument, r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9, r.PaperBatch })
            .ToListAsync();
        var enough = ratings.GroupBy(r => r.Month).Where(g => g.Count() >= minimum).Select(g => g.Key).ToHashSet();
        // Where an unsur has several questions its sum is no answer that the national survey could take.
        return [.. ratings.Where(r => enough.Contains(r.Month) && instruments.Find(r.Instrument)?.Items.All(n => n == 1) == true)
            .Select(r => new Respondent(r.Id, key.Hash("national-survey", $"{r.Id}"),
            [.. new[] { r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9 }.Select(u => u!.Value)], r.PaperBatch is not null,
            r.Month))];
    }
}
