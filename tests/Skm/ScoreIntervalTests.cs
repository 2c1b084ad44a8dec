using Core.Skm;
using Tests.Support;

namespace Tests.Skm;

[Trait("Database", "any")]
public sealed class ScoreIntervalTests
{
    private const int Surveys = 2000;
    private const int Answers = 600_000;
    private static readonly int[] OneEach = [1, 1, 1, 1, 1, 1, 1, 1, 1];

    /// <summary>Chances of the answers 1 to 4, and how many people give one answer to all nine questions.</summary>
    public static readonly TheoryData<string, double[], double> Populations = new()
    {
        { "typical", [0.02, 0.08, 0.55, 0.35], 0.3 },
        { "high", [0, 0.02, 0.28, 0.70], 0.4 },
        { "low", [0.15, 0.30, 0.40, 0.15], 0.3 },
        { "split", [0.20, 0.05, 0.15, 0.60], 0.5 },
        { "straight", [0.02, 0.05, 0.50, 0.43], 0.8 },
        { "independent", [0.05, 0.10, 0.50, 0.35], 0 },
        { "of one mind", [0.01, 0.02, 0.17, 0.80], 1 },
        { "content", [0.01, 0.04, 0.75, 0.20], 0.5 },
    };

    [Slow, Theory]
    [MemberData(nameof(Populations))]
    public void The_interval_holds_the_truth_as_often_as_it_says(string name, double[] chances, double straight)
    {
        var people = Population(new Random(2017), chances, straight);
        var truth = (decimal)people.Average(a => a.Sum()) * 25 / 9;
        var random = new Random(14);
        foreach (var n in (int[])[5, 8, 12, 20, 50, 200, 2000])
        {
            var surveys = Math.Clamp(Answers / n, Surveys, 20_000);
            var held = Enumerable.Range(0, surveys).Count(_ => Holds(Survey(random, people, n), truth)) / (double)surveys;
            held.ShouldBeInRange(0.93, n < 12 ? 0.985 : 0.975, $"{name}, n = {n}");
        }
    }

    [Slow, Theory]
    [MemberData(nameof(Populations))]
    public void Chance_alone_seldom_looks_like_a_change(string name, double[] chances, double straight)
    {
        var people = Population(new Random(2017), chances, straight);
        var random = new Random(15);
        foreach (var n in (int[])[5, 20, 100])
        {
            var alarms = Enumerable.Range(0, Surveys).Count(_ =>
                ScoreChange.Between(SkmScore.Of(Survey(random, people, n)), SkmScore.Of(Survey(random, people, 2 * n)))!.MoreThanChance);
            (alarms / (double)Surveys).ShouldBeLessThan(0.075, $"{name}, n = {n}");
        }
    }

    [Fact]
    public void One_respondent_has_no_interval() => SkmScore.Of(Equal(1, 4))!.Interval.ShouldBeNull();

    [Fact]
    public void Equal_answers_are_no_certainty_but_many_of_them_come_near_it()
    {
        Equal(5, 4).Interval().Low.ShouldBeInRange(80, 90);
        Equal(5, 4).Interval().High.ShouldBe(100);
        Equal(1000, 4).Interval().Low.ShouldBeInRange(99.9m, 100);
        Equal(5, 1).Interval().Low.ShouldBe(25);
        Equal(5, 3).Interval().Low.ShouldBeLessThan(75);
        Equal(5, 3).Interval().High.ShouldBeGreaterThan(75);
    }

    [Fact]
    public void More_respondents_give_a_narrower_interval()
    {
        var few = SkmScoreTests.Spread(10, 290).Interval();
        var many = SkmScoreTests.Spread(100, 2900).Interval();

        (many.High - many.Low).ShouldBeLessThan(few.High - few.Low);
    }

    [Fact]
    public void A_large_difference_of_many_is_a_change_and_of_few_is_not()
    {
        ScoreChange.Between(SkmScore.Of(Equal(100, 3)), SkmScore.Of(Equal(100, 4))).ShouldBe(new ScoreChange(25, true));
        ScoreChange.Between(SkmScore.Of(Equal(1, 3)), SkmScore.Of(Equal(1, 4))).ShouldBe(new ScoreChange(25, false));
        ScoreChange.Between(SkmScore.Of(Equal(3, 3)), null).ShouldBeNull();
    }

    [Theory]
    [InlineData(2, 4.3027)]
    [InlineData(3, 3.1824)]
    [InlineData(5, 2.5706)]
    [InlineData(10, 2.2281)]
    [InlineData(30, 2.0423)]
    [InlineData(1000, 1.9623)]
    public void The_t_points_are_those_of_the_tables(double degrees, double point) =>
        StudentT.TwoSided95(degrees).ShouldBe(point, point * 0.002);

    private static bool Holds(SkmSums survey, decimal truth)
    {
        var interval = survey.Interval();
        return interval.Low <= truth && truth <= interval.High;
    }

    private static SkmSums Equal(int respondents, int answer) => SkmScoreTests.Spread(respondents, respondents * 9 * answer);

    private static SkmSums Survey(Random random, int[][] people, int n)
    {
        var totals = new long[9];
        long squares = 0;
        for (var i = 0; i < n; i++)
        {
            var person = people[random.Next(people.Length)];
            for (var u = 0; u < 9; u++) totals[u] += person[u];
            squares += 3600L * person.Sum() * person.Sum();
        }

        return SkmSums.Of(n, totals, squares, OneEach);
    }

    private static int[][] Population(Random random, double[] chances, double straight) =>
        [.. Enumerable.Range(0, 20_000).Select(_ => Person(random, chances, random.NextDouble() < straight))];

    private static int[] Person(Random random, double[] chances, bool straight)
    {
        if (straight) return [.. Enumerable.Repeat(Answer(random, chances), 9)];
        var mood = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) * 0.35;
        return [.. Enumerable.Range(0, 9).Select(_ => (int)Math.Clamp(Math.Round(Answer(random, chances) + mood), 1, 4))];
    }

    private static int Answer(Random random, double[] chances)
    {
        var left = random.NextDouble();
        for (var answer = 1; answer < 4; answer++) if ((left -= chances[answer - 1]) < 0) return answer;
        return 4;
    }
}

internal static class IntervalOfSums
{
    public static ScoreInterval Interval(this SkmSums sums) => ScoreInterval.Of(sums).ShouldNotBeNull();
}
