using Core.Persistence;
using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Tests.Web;

namespace Tests.Ratings;

/// <summary>Sums against the ratings that they are made of.</summary>
public sealed class RecomputeSumsTests
{
    [Theory]
    [InlineData("update monthly_sums set respondents = respondents + 1 where unit_id = {0}")]
    [InlineData("update monthly_sums set s9 = s9 - 1 where unit_id = {0}")]
    [InlineData("update monthly_sums set squares = squares + 1 where unit_id = {0}")]
    [InlineData("delete from monthly_sums where unit_id = {0}")]
    [InlineData("update respondent_sums set respondents = 9 where code = 'L' and unit_id = {0}")]
    [InlineData("delete from respondent_sums where question = 'age' and unit_id = {0}")]
    [InlineData("insert into respondent_sums (unit_id, month, question, code, respondents) values ({0}, 202611, 'education', 'S1', 3)")]
    public async Task A_wrong_sum_is_found_and_mended(string harm)
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        var other = await host.Unit("DISDUK");
        await Rate(host, unit, 7);
        await Rate(host, other, 6);
        await using var db = await host.Open();
        await db.Database.OpenConnectionAsync();
        var right = await Sums(db);
        await db.Database.ExecuteSqlRawAsync(harm, unit.Id);
        (await Sums(db)).ShouldNotBe(right);

        (await CompareSums.Find(db, Core.Ratings.Instruments.Load())).ShouldBe([new WrongSum(unit.Id, 202611)]);
        (await host.Get<RecomputeSums>().Run()).ShouldBe([new WrongSum(unit.Id, 202611)]);

        (await Sums(db)).ShouldBe(right);
        (await host.Get<RecomputeSums>().Run()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_was_left_or_is_excluded_belongs_to_no_sum()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        await Rate(host, unit, 5);
        await using var db = await host.Open();
        var waiting = PageHost.Rating(unit, 202611, "444444444");
        waiting.Published = false;
        var left = PageHost.Rating(unit, 202611, "111111111");
        (left.State, left.U9) = (RatingState.Incomplete, null);
        var excluded = PageHost.Rating(unit, 202611, "111111111");
        excluded.State = RatingState.Excluded;
        db.AddRange(waiting, left, excluded);
        await db.SaveChangesAsync();
        var before = await Sums(db);
        await db.Database.OpenConnectionAsync();

        (await CompareSums.Find(db, Core.Ratings.Instruments.Load())).ShouldBeEmpty();
        await db.Database.ExecuteSqlRawAsync("delete from monthly_sums");
        await host.Get<RecomputeSums>().Run();

        (await Sums(db)).ShouldBe(before);
    }

    private static Task Rate(PageHost host, Core.Units.Unit unit, int times) => host.Get<WriteQueue>().Enqueue(async write =>
    {
        for (var i = 0; i < times; i++)
        {
            var rating = PageHost.Rating(unit, 202611, $"4343{1 + (i % 4)}3433");
            (rating.Sex, rating.Age) = (i % 2 == 0 ? "L" : "P", "18-29");
            write.Db.Ratings.Add(rating);
            await ScoreSums.Add(write.Db, rating, PageHost.Official, 1);
        }
    });

    private static async Task<string> Sums(AppDb db)
    {
        var scores = await db.MonthlySums.AsNoTracking().OrderBy(s => s.UnitId).ThenBy(s => s.ServiceId).ToListAsync();
        var said = await db.RespondentSums.AsNoTracking().OrderBy(s => s.UnitId).ThenBy(s => s.Question).ThenBy(s => s.Code).ToListAsync();
        return string.Join('\n', scores.Select(s => $"{s.UnitId} {s.ServiceId} {s.Respondents} {s.S1} {s.S5} {s.S9} {s.Squares}")
            .Concat(said.Where(s => s.Respondents != 0).Select(s => $"{s.UnitId} {s.Question} {s.Code} {s.Respondents}")));
    }
}
