using Core.Persistence;
using Core.Ratings;
using Core.Statistics.Reviewing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Ratings;

/// <summary>What somebody decided not to count is not written over by its giver, so that the decision can be taken back.</summary>
public sealed class LeftOutAgainTests
{
    [Theory]
    [InlineData("1", "1", "1", "1", "1", "1", "1", "1", "1", "Lewati semua", "Lewati")]
    [InlineData("1", "1", "Berhenti")]
    public async Task What_its_giver_says_again_the_same_day_changes_nothing_and_it_comes_back_whole(params string[] again)
    {
        await using var town = await LeftOut();
        var before = await Kept(town);

        await Rate(town, "warga0", again);

        town.LastTo("warga0").Text.ShouldContain("tetap seperti semula");
        (await Kept(town)).ShouldBe(before);
        await Decide(town, (left, db, unit, ids) => left.Back(db, unit, ids));
        (await town.Read(db => db.MonthlySums.SumAsync(s => s.Respondents))).ShouldBe(5);
        (await Differences(town)).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_written_over_before_that_held_comes_back_as_incomplete_and_the_others_count()
    {
        await using var town = await LeftOut();
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write => await write.Db.Ratings
            .Where(r => r.State == RatingState.Excluded).OrderBy(r => r.Id).Take(1)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.U9, (int?)null))));

        await Decide(town, (left, db, unit, ids) => left.Back(db, unit, ids));

        (await town.Read(db => db.MonthlySums.SumAsync(s => s.Respondents))).ShouldBe(4);
        (await town.Read(db => db.Ratings.CountAsync(r => r.State == RatingState.Incomplete))).ShouldBe(1);
        (await Differences(town)).ShouldBe(0);
    }

    /// <summary>Ten rated; the five that are published were left out.</summary>
    private static async Task<Town> LeftOut()
    {
        var town = new Town();
        for (var i = 0; i < 10; i++) await Rate(town, $"warga{i}", [.. Enumerable.Repeat("3", 9), "Lewati semua", "Lewati"]);
        await Decide(town, (left, db, unit, ids) => left.Out(db, unit, [.. ids.Select(id => new RatingExclusion
        {
            RatingId = id,
            DecidedBy = 1,
            Reason = "Petugas loket mengisi sendiri",
            At = town.Time.GetUtcNow(),
        })]));
        return town;
    }

    private static async Task Rate(Town town, string who, string[] answers)
    {
        foreach (var text in answers.Prepend("/start DINSOS_bantuan-sosial")) await town.Say(who, text);
    }

    private static Task Decide(Town town, Func<LeaveOutRatings, AppDb, int, IReadOnlyList<long>, ValueTask> decide) =>
        town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var published = await write.Db.Ratings.Where(r => r.Published).Select(r => new { r.Id, r.UnitId }).ToListAsync();
            published.Count.ShouldBe(5);
            await ScoreSums.Lock(write.Db, published[0].UnitId);
            await decide(s.GetRequiredService<LeaveOutRatings>(), write.Db, published[0].UnitId, [.. published.Select(r => r.Id)]);
        }));

    private static async Task<string> Kept(Town town) => string.Join('\n', (await town.Read(db => db.Ratings.AsNoTracking()
        .OrderBy(r => r.Id).ToListAsync())).Select(r => $"{r.Id} {r.State} {r.RaterKey} {string.Join(',', r.Unsur)}"));

    private static Task<int> Differences(Town town) => town.Read(async db =>
    {
        await db.Database.OpenConnectionAsync();
        return (await CompareSums.Find(db, Instruments.Load())).Count;
    });
}
