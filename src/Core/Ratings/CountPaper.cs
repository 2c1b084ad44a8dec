using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Ratings;

/// <summary>
/// Counts questionnaires on paper, and takes them back. Whoever typed them knows their answers, so they protect nobody: they are published
/// all at once and never in a step with ratings from talks, and where a month holds fewer than five of those, these are held back while
/// paper counts beside them (<see cref="PublishRatings"/>).
/// </summary>
internal sealed class CountPaper(PublishRatings publish, Instruments instruments)
{
    /// <summary>The fewest sheets of one month in a file: a figure never changes by fewer.</summary>
    public const int Fewest = PublishRatings.Step;

    /// <summary>Counts them. Each rating must bear the number of its batch.</summary>
    public async ValueTask In(AppDb db, IReadOnlyList<Rating> ratings)
    {
        await ScoreSums.Lock(db, ratings[0].UnitId);
        foreach (var (unit, month, instrument) in Groups(ratings)) await publish.HoldFew(db, unit, month, instrument);
        foreach (var rating in ratings.OrderBy(r => r.Id)) await StoreRating.Store(db, rating);
        await ScoreSums.Add(db, ratings, instruments, 1);
    }

    /// <summary>Takes a batch back as a whole; the figures are what they were before it.</summary>
    public async ValueTask Out(AppDb db, PaperBatch batch, DateTimeOffset now)
    {
        await ScoreSums.Lock(db, batch.UnitId);
        var ratings = await db.Ratings.AsNoTracking().Where(r => r.PaperBatch == batch.Id).ToListAsync();
        await ScoreSums.Add(db, ratings, instruments, -1);
        await db.Ratings.Where(r => r.PaperBatch == batch.Id).ExecuteDeleteAsync();
        foreach (var (unit, month, instrument) in Groups(ratings)) await publish.CloseOver(db, unit, month, instrument);
        batch.Undo(now);
    }

    private static IEnumerable<(int Unit, Calendar.Month Month, string Instrument)> Groups(IEnumerable<Rating> ratings) =>
        ratings.Select(r => (r.UnitId, r.Month, r.Instrument)).Distinct();
}
