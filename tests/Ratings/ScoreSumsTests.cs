using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Microsoft.EntityFrameworkCore;
using Tests.Skm;
using Tests.Web;

namespace Tests.Ratings;

public sealed class ScoreSumsTests
{
    [Fact]
    public async Task The_kept_sums_are_those_of_the_ratings()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        await host.Rate(unit, 202611, 3, "123412341");
        await host.Rate(unit, 202611, 2, "444444444");

        await using var db = await host.Open();
        var kept = ScoreSums.Of(await db.MonthlySums.SingleAsync(), PageHost.Official);
        var counted = (await db.Ratings.ToListAsync()).Aggregate(SkmSums.None, (sums, r) => sums
            + SkmSums.Of(r.Unsur, PageHost.Official.Items));

        kept.ShouldBeEquivalentTo(counted);
        ScoreSums.Row(new Month(202611), unit.Id, unit.Services[0].Id, PageHost.Official.Id, counted).Squares.ShouldBe(kept.Squares);
    }

    [Fact]
    public async Task A_rating_taken_back_leaves_no_trace_in_the_sums()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        await host.Rate(unit, 202611, 5, "333333333");
        var changed = PageHost.Rating(unit, 202611, "111111111");

        await host.Get<WriteQueue>().Enqueue(async write =>
        {
            await ScoreSums.Add(write.Db, changed, PageHost.Official, 1);
            await ScoreSums.Add(write.Db, changed, PageHost.Official, -1);
        });

        SkmScore.Of(ScoreSums.Of(await Single(host), PageHost.Official))!.Index.ShouldBe(75m);
        (await Single(host)).Respondents.ShouldBe(5);
    }

    [Fact]
    public async Task An_incomplete_rating_never_counts()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        var half = PageHost.Rating(unit, 202611, "333333333");
        half.State = RatingState.Incomplete;

        await host.Get<WriteQueue>().Enqueue(write => ScoreSums.Add(write.Db, half, PageHost.Official, 1));

        await using var db = await host.Open();
        (await db.MonthlySums.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Ratings_by_different_questions_are_not_added_up()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        await host.Rate(unit, 202611, 5, "333333333");
        await using (var db = await host.Open())
        {
            db.MonthlySums.Add(ScoreSums.Row(new Month(202611), unit.Id, unit.Services[0].Id, "unknown-questions",
                SkmScoreTests.Spread(50, 450)));
            await db.SaveChangesAsync();
        }

        var score = await host.Get<ReadScores>().Of(unit, new Month(202611), new Month(202611));

        score.Respondents.ShouldBe(5);
        score.Score!.Index.ShouldBe(75m);
        score.Instrument.ShouldBe(PageHost.Official.Id);
    }

    [Fact]
    public async Task A_period_is_the_score_of_all_its_respondents_together()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        await host.Rate(unit, 202610, 30, "444444444");
        await host.Rate(unit, 202611, 10, "222222222");

        var score = await host.Get<ReadScores>().Of(unit, new Month(202610), new Month(202611));

        score.Score!.Index.ShouldBe(87.5m);
        score.Respondents.ShouldBe(40);
    }

    private static async Task<MonthlySum> Single(PageHost host)
    {
        await using var db = await host.Open();
        return await db.MonthlySums.AsNoTracking().SingleAsync();
    }
}
