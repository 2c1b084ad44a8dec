using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using Tests.Web;

namespace Tests.Ratings;

/// <summary>What several processes, or several writers of one, do to the ratings of a unit in the same moment.</summary>
public sealed class SideBySideTests
{
    private static readonly DateTimeOffset December = new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_month_that_eight_close_at_once_counts_each_rating_once()
    {
        await using var host = await PageHost.Start();
        var units = new List<Unit>();
        foreach (var code in new[] { "DINSOS", "DISDIK", "DISDUK" }) units.Add(await host.Unit(code));
        await using (var db = await host.Open())
        {
            foreach (var unit in units) db.AddRange(Enumerable.Range(0, 9).Select(_ => Waiting(unit)));
            await db.SaveChangesAsync();
        }

        host.Time.Set(December);
        var closing = Enumerable.Range(0, 8).Select(_ => new PublishRatings(host.Get<WriteQueue>(), host.Get<UnitCatalog>(),
            host.Get<Instruments>(), host.Time)).ToList();
        await Task.WhenAll(closing.Select(c => Task.Run(c.CloseMonths)));

        await using var after = await host.Open();
        await after.Database.OpenConnectionAsync();
        (await after.MonthlySums.Select(s => s.Respondents).ToListAsync()).ShouldBe([9, 9, 9]);
        (await CompareSums.Find(after, host.Get<Instruments>())).ShouldBeEmpty();
        (await after.PublishedSteps.CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Taps_that_come_at_once_are_published_by_fives()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        var taps = Enumerable.Range(0, 64).Select(_ => new QuickRating
        {
            UnitId = unit.Id,
            Value = 3,
            Month = new(202611),
            Step = QuickStep.Young,
        });
        await Task.WhenAll(taps.Select(t => host.Get<WriteQueue>().Enqueue(write => CountTaps.Add(write.Db, t))));

        await using var db = await host.Open();
        var steps = await db.QuickRatings.GroupBy(t => t.Step).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        steps.ToDictionary(s => s.Key, s => s.Count).ShouldBe(new Dictionary<QuickStep, int>
        {
            [QuickStep.Young] = 4,
            [QuickStep.Waiting] = 5,
            [QuickStep.Published] = 55,
        }, ignoreOrder: true);
    }

    [PostgresFact]
    public async Task The_night_waits_for_what_is_being_published()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        var rating = Waiting(unit);
        rating.RaterKey = "hash";
        await using (var db = await host.Open())
        {
            db.Add(rating);
            await db.SaveChangesAsync();
        }

        var (held, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var publishing = host.Get<WriteQueue>().Enqueue(async write =>
        {
            await ScoreSums.Lock(write.Db, unit.Id);
            await write.Db.Sql.Run("update ratings set published = @p0 where id = @p1", true, rating.Id);
            held.SetResult();
            await go.Task;
        });
        await held.Task;
        var night = host.Get<ForgetRaters>().Run();
        await using (var db = await host.Open()) await TestDatabase.WhenSomebodyWaits(TestDatabase.At("postgres",
            db.Database.GetConnectionString()!));
        go.SetResult();
        await Task.WhenAll(publishing, night);

        await using var after = await host.Open();
        (await after.Ratings.SingleAsync()).ShouldSatisfyAllConditions(r => r.Published.ShouldBeTrue(), r => r.RaterKey.ShouldBeNull());
    }

    [PostgresFact]
    public async Task After_the_night_no_rating_was_written_by_the_turn_of_a_person_the_changed_ones_included()
    {
        await using var town = new Town(new() { ["Ratings:AskRespondent"] = "false", ["Ratings:AskComment"] = "false" });
        await town.StayUp();
        for (var i = 0; i < 12; i++) await Rate(town, $"citizen{i}");
        foreach (var published in await Published(town)) await Rate(town, published, again: true);
        (await Written(town)).ShouldBeGreaterThan(5);

        town.Time.Advance(TimeSpan.FromDays(1));
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());

        (await Written(town)).ShouldBe(0);
        (await town.Read(db => db.Ratings.CountAsync(r => r.Replaces != null))).ShouldBe(5);
    }

    [Fact]
    public async Task What_was_decided_about_a_rating_of_the_day_is_still_there_after_the_night()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        var ratings = Enumerable.Range(0, 3).Select(_ => PageHost.Rating(unit, 202611, "333333333")).ToList();
        foreach (var rating in ratings) rating.RaterKey = Rating.NobodysKey();
        ratings[0].State = RatingState.Excluded;
        await using (var db = await host.Open())
        {
            db.AddRange(ratings);
            db.Add(new RatingExclusion { RatingId = ratings[0].Id, DecidedBy = 1, Reason = "Satu orang", At = PageHost.Noon });
            db.Add(new RatingLook { RatingId = ratings[1].Id, LeaveOut = true, DecidedBy = 1, At = PageHost.Noon });
            db.Add(new Core.NationalSurvey.PushedAnswer { RatingId = ratings[2].Id });
            await db.SaveChangesAsync();
        }

        await host.Get<ForgetRaters>().Run();

        await using var after = await host.Open();
        (await after.RatingExclusions.SingleAsync()).RatingId.ShouldBe(ratings[0].Id);
        (await after.RatingLooks.SingleAsync()).RatingId.ShouldBe(ratings[1].Id);
        (await after.PushedAnswers.SingleAsync()).RatingId.ShouldBe(ratings[2].Id);
        (await after.Ratings.Select(r => r.RaterKey).ToListAsync()).ShouldBe([null, null, null]);
    }

    /// <summary>How many ratings bear the number of a transaction that also wrote a row of a talk.</summary>
    private static Task<int> Written(Town town) => town.Read(db => db.Database.SqlQueryRaw<int>(
        "select count(*)::int as \"Value\" from ratings where xmin::text in (select xmin::text from conversations)").SingleAsync());

    /// <summary>Whose ratings are published: each answered as their number says.</summary>
    private static Task<List<string>> Published(Town town) => town.Read(async db =>
        (await db.Ratings.Where(r => r.Published).ToListAsync()).ConvertAll(r => $"citizen{((r.U1 - 1) * 4) + r.U2 - 1}"));

    private static async Task Rate(Town town, string address, bool again = false)
    {
        var number = int.Parse(address["citizen".Length..]);
        await town.Say(address, "/start DINSOS_bantuan-sosial");
        if (again) await town.Say(address, "1");
        foreach (var answer in new[] { number / 4, number % 4, 2, 2, 2, 2, 2, 2, 2 }) await town.Say(address, $"{answer + 1}");
    }

    private static Rating Waiting(Unit unit)
    {
        var rating = PageHost.Rating(unit, 202611, "432143214");
        rating.Published = false;
        return rating;
    }
}
