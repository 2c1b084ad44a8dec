using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;
using Tests.Web;

namespace Tests.Ratings;

/// <summary>Whatever is done to ratings, the kept sums say what counting them anew would say.</summary>
public sealed class KeptSumsProperties : IAsyncLifetime
{
    private const int Deeds = 40;
    private const int Runs = 15;

    public enum Deed
    {
        Add,
        Again,
        Stop,
        Exclude,
        CountAgain,
        Erase,
    }

    private PageHost _host = null!;
    private Unit[] _units = [];

    public async Task InitializeAsync()
    {
        _host = await PageHost.Start();
        _units = [await _host.Unit("DINSOS"), await _host.Unit("DISDIK", services: ["paud", "sd"])];
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Property(MaxTest = Runs, Arbitrary = [typeof(Sequences)])]
    public async Task After_any_sequence_of_adding_changing_and_erasing_the_sums_are_those_of_the_ratings((Deed What, int Dice)[] deeds)
    {
        await Play(_host, _units, deeds);
        (await Same(_host)).ShouldBeTrue();
    }

    private static async Task Play(PageHost host, Unit[] units, (Deed What, int Dice)[] deeds)
    {
        foreach (var (what, dice) in deeds)
            await host.Get<WriteQueue>().Enqueue(async write =>
            {
                var all = await write.Db.Ratings.AsNoTracking().OrderBy(r => r.Id).ToListAsync();
                var one = all.Count == 0 ? null : all[dice % all.Count];
                if (what == Deed.Add || one is null) await Put(write.Db, null, Some(units, dice, RatingState.Complete));
                else await Do(write.Db, what, one, units, dice);
            });
    }

    private static async Task Do(AppDb db, Deed what, Rating one, Unit[] units, int dice)
    {
        switch (what)
        {
            case Deed.Again:
            case Deed.Stop:
                await Put(db, one, Same(one, Some(units, dice, what == Deed.Again ? RatingState.Complete : RatingState.Incomplete)));
                break;
            case Deed.Exclude:
            case Deed.CountAgain:
                await Put(db, one, Same(one, one, what == Deed.Exclude ? RatingState.Excluded : RatingState.Complete));
                break;
            default:
                await ScoreSums.Add(db, one, PageHost.Official, -1);
                await db.Ratings.Where(r => r.Id == one.Id).ExecuteDeleteAsync();
                break;
        }
    }

    /// <summary>As the bot does it: what stood there is taken back before the new one counts.</summary>
    private static async Task Put(AppDb db, Rating? earlier, Rating rating)
    {
        if (earlier is not null) await ScoreSums.Add(db, earlier, PageHost.Official, -1);
        await StoreRating.Store(db, rating);
        await ScoreSums.Add(db, rating, PageHost.Official, 1);
    }

    private static Rating Some(Unit[] units, int dice, RatingState state)
    {
        var chance = new Random(dice);
        var unit = units[chance.Next(units.Length)];
        var rating = PageHost.Rating(unit, 202608 + chance.Next(4), string.Concat(Enumerable.Range(0, 9).Select(_ => chance.Next(1, 5))),
            chance.Next(unit.Services.Count));
        rating.State = state;
        foreach (var question in RespondentGroups.Questions)
            if (chance.Next(3) > 0) Say(rating, question, RespondentGroups.Of(question)[chance.Next(RespondentGroups.Of(question).Count)]);
        return rating;
    }

    private static void Say(Rating rating, string question, string code)
    {
        if (question == "sex") rating.Sex = code;
        else if (question == "age") rating.Age = code;
        else if (question == "education") rating.Education = code;
        else rating.Occupation = code;
    }

    /// <summary>The same person's other answers, for the same unit, service and day.</summary>
    private static Rating Same(Rating place, Rating said, RatingState? state = null) => new()
    {
        UnitId = place.UnitId,
        ServiceId = place.ServiceId,
        Month = place.Month,
        Day = place.Day,
        Id = place.Id,
        Published = place.Published,
        Instrument = said.Instrument,
        State = state ?? said.State,
        Unsur = said.Unsur,
        Sex = said.Sex,
        Age = said.Age,
        Education = said.Education,
        Occupation = said.Occupation,
    };

    private static async Task<bool> Same(PageHost host)
    {
        await using var db = await host.Open();
        var ratings = (await db.Ratings.AsNoTracking().ToListAsync()).Where(r => r.State == RatingState.Complete).ToList();
        var scores = ratings.GroupBy(r => (r.Month, r.UnitId, r.ServiceId)).Select(g =>
            Line(ScoreSums.Row(g.Key.Month, g.Key.UnitId, g.Key.ServiceId, PageHost.Official.Id,
                g.Aggregate(SkmSums.None, (s, r) => s + SkmSums.Of(r.Unsur, PageHost.Official.Items)))));
        var groups = ratings.SelectMany(r => RespondentSum.Of(r).Select(said => (r.Month, r.UnitId, said.Question, said.Code)))
            .GroupBy(k => k).Select(g => $"{g.Key} {g.Count()}");
        (await db.MonthlySums.AsNoTracking().ToListAsync()).Select(Line)
            .Where(l => !l.EndsWith(" 0 0 0 0 0 0 0 0 0 0 0", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(scores.Order(StringComparer.Ordinal));
        (await db.RespondentSums.AsNoTracking().Where(s => s.Respondents != 0).ToListAsync())
            .Select(s => $"{(s.Month, s.UnitId, s.Question, s.Code)} {s.Respondents}").Order(StringComparer.Ordinal)
            .ShouldBe(groups.Order(StringComparer.Ordinal));
        return true;
    }

    private static string Line(MonthlySum s) =>
        $"{s.Month} {s.UnitId} {s.ServiceId} {s.Instrument} {s.Respondents} {s.S1} {s.S2} {s.S3} {s.S4} {s.S5} {s.S6} {s.S7} {s.S8} {s.S9} {s.Squares}";

    private static class Sequences
    {
        public static Arbitrary<(Deed What, int Dice)[]> Some() =>
            Gen.Choose(0, 1_000_000).Select(n => ((Deed)(n % 6), n / 6)).ArrayOf(Deeds).ToArbitrary();
    }
}
