using Core.Calendar;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Statistics;
using Core.Units;
using Tests.Support;

namespace Tests.Statistics;

/// <summary>
/// Somebody looks at every door after every rating, having seen at the counter who gave it, and wants to know what they answered.
/// </summary>
public sealed class WatcherTests
{
    private const int Step = 5;
    private const string November = "2026-11";

    private static readonly DateTimeOffset December = new(2026, 11, 30, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Between_two_looks_at_any_door_lie_five_ratings_or_none()
    {
        await using var city = await WatchedCity.Open();
        var chance = new Random(5);
        var (before, published) = (await city.Look(November), 0);
        for (var n = 1; n <= 23; n++)
        {
            var said = await city.Rate($"citizen{n}", chance.Next(1, 5), chance.Next(3) > 0 ? "satu" : "dua");
            if (n % 4 == 0) await city.Rate($"citizen{n - chance.Next(4)}", chance.Next(1, 5), "satu");
            await Compare(n);
            if (published > 0) said.ShouldContain($"dari {published} penilaian; yang terbaru menyusul");
            else said.ShouldNotContain("bulan ini");
        }

        published.ShouldBeGreaterThan(0);
        city.Time.Set(December);
        var total = (await city.Figure(November)).Respondents;
        (total - published).ShouldBeGreaterThanOrEqualTo(Step);

        async Task Compare(int n)
        {
            var (now, figure) = (await city.Look(November), await city.Figure(November));
            var changed = now.Where(d => d.Value != before[d.Key]).Select(d => d.Key).ToList();
            if (changed.Count > 0) (figure.Respondents - published).ShouldBeGreaterThanOrEqualTo(Step,
                $"after rating {n}: {string.Join(", ", changed)}");
            (before, published) = (now, figure.Respondents);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(14)]
    [InlineData(16)]
    [InlineData(27)]
    public async Task A_running_month_holds_back_its_newest_five_to_nine_and_one_that_is_over_is_exact(int ratings)
    {
        await using var city = await WatchedCity.Open();
        var (chance, answers, figures) = (new Random(ratings), new List<int>(), new List<(int Respondents, decimal? Mean)> { (0, null) });
        for (var n = 1; n <= ratings; n++)
        {
            answers.Add(chance.Next(1, 5));
            city.Time.Advance(TimeSpan.FromMinutes(7));
            await city.Rate($"citizen{n}", answers[^1], n % 3 == 0 ? "satu" : "dua");
            figures.Add(await city.Figure(November));
            var held = n - figures[^1].Respondents;
            if (n < 2 * Step) figures[^1].Respondents.ShouldBe(0);
            else held.ShouldBeInRange(Step, (2 * Step) - 1);
            if (figures[^1].Mean is { } mean) ((decimal?)mean).ShouldBe(Mean(answers[..figures[^1].Respondents]));
        }

        city.Time.Set(December);
        figures.Add(await city.Figure(November));

        figures[^1].ShouldBe((ratings, Mean(answers)));
        figures.Zip(figures.Skip(1)).ShouldAllBe(pair => pair.First.Equals(pair.Second) || pair.Second.Respondents
            - pair.First.Respondents >= Step);
        var last = await city.Look(November);
        last["export"].Split('\n').Length.ShouldBe(ratings);
    }

    [Fact]
    public async Task However_many_ratings_a_month_has_no_step_is_smaller_than_five()
    {
        await using var city = await WatchedCity.Open();
        var (chance, answers) = (new Random(300), new List<int>());
        var (unit, publish, scores) = (city.Get<UnitCatalog>().Find(WatchedCity.Unit)!, city.Get<PublishRatings>(), city.Get<ReadScores>());
        for (var n = 1; n <= 300; n++)
        {
            answers.Add(chance.Next(1, 5));
            city.Time.Advance(TimeSpan.FromMinutes(1));
            await city.Get<WriteQueue>().Enqueue(async write =>
            {
                var rating = Fill.Rating(unit, 202611, new string((char)('0' + answers[^1]), 9), 0, service: n % 2);
                rating.Published = false;
                var recent = await RecentList.Open(write.Db, city.Get<PassingKeys>(), unit.Id, rating.Day);
                recent.Add(rating.Id, city.Time.GetUtcNow());
                await recent.Keep(write.Db);
                await StoreRating.Store(write.Db, rating);
                await publish.Next(write.Db, rating, recent);
            });
            var shown = await scores.Of(unit, new Month(202611), new Month(202611));
            shown.Respondents.ShouldBe(n < 2 * Step ? 0 : (n - Step) / Step * Step);
            if (shown.Score is { } score) score.Sums.Totals[0].ShouldBe(answers.Take(shown.Respondents).Sum());
        }

        city.Time.Set(December.AddSeconds(1));
        await publish.CloseMonths();
        (await scores.Of(unit, new Month(202611), new Month(202611))).ShouldSatisfyAllConditions(s => s.Respondents.ShouldBe(300),
            s => s.Score!.Sums.Totals[0].ShouldBe(answers.Sum()));
    }

    [Fact]
    public async Task A_changed_rating_shows_only_with_five_others()
    {
        await using var city = await WatchedCity.Open();
        for (var n = 1; n <= 12; n++) await city.Rate($"citizen{n}", 2, "satu");
        var before = await city.Look(November);

        await city.Rate("citizen1", 4, "satu"); // one of the published five

        (await city.Look(November)).Where(d => d.Value != before[d.Key]).ShouldBeEmpty();
        (await city.Figure(November)).ShouldBe((5, 2m));
        for (var n = 13; n <= 19; n++) await city.Rate($"citizen{n}", 2, "satu");
        (await city.Figure(November)).Respondents.ShouldBe(10);
        city.Time.Set(December);
        (await city.Figure(November)).ShouldBe((19, Math.Round((18 * 2m + 4) / 19, 2)));
    }

    [Fact]
    public async Task A_rating_that_is_finished_after_its_month_counts_in_the_next()
    {
        await using var city = await WatchedCity.Open();
        city.Time.Set(December.AddMinutes(-10));
        for (var n = 1; n <= 10; n++) await city.Rate($"citizen{n}", 3, "satu");
        await city.Say("late", $"/start {WatchedCity.Unit}_satu");
        city.Time.Set(December.AddMinutes(3));
        var over = await city.Look(November);

        for (var question = 0; question < 9; question++) await city.Say("late", "1");

        (await city.Look(November)).Where(d => d.Value != over[d.Key]).ShouldBeEmpty();
        (await city.Figure(November)).ShouldBe((10, 3m));
        city.Time.Set(December.AddDays(32));
        (await city.Figure("2026-12")).Respondents.ShouldBe(1);
    }

    [Fact]
    public async Task One_tap_ratings_at_the_counter_show_in_steps_too()
    {
        await using var city = await WatchedCity.Open();
        var shown = new List<int>();
        for (var n = 1; n <= 21; n++)
        {
            await city.Tap((n % 4) + 1);
            shown.Add(await city.Taps(November));
        }

        shown.Distinct().ShouldBe([0, 5, 10, 15]);
        shown.Index().ShouldAllBe(s => s.Item == Math.Max(0, (s.Index + 1 - Step) / Step * Step));
        city.Time.Set(December);
        (await city.Taps(November)).ShouldBe(21);
    }

    private static decimal? Mean(IReadOnlyList<int> answers) =>
        answers.Count == 0 ? null : Math.Round((decimal)answers.Sum() / answers.Count, 2, MidpointRounding.AwayFromZero);
}
