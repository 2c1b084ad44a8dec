using Core.Skm;
using FsCheck;
using FsCheck.Fluent;

namespace Tests.Skm;

public sealed class SkmScoreProperties
{
    private static readonly int[] OneEach = [1, 1, 1, 1, 1, 1, 1, 1, 1];

    private static readonly Arbitrary<int[][]> Surveys =
        Gen.Choose(1, 4).ArrayOf(9).ArrayOf().Where(people => people.Length > 0).ToArbitrary();

    [Fact]
    public void The_order_of_respondents_never_matters() => Holds(people =>
        Score(people).Index == Score([.. people.Reverse()]).Index && Equals(Score(people).Interval, Score([.. people.Reverse()]).Interval));

    [Fact]
    public void The_order_of_unsur_never_matters_to_the_index() => Holds(people =>
        Score(people).Index == Score([.. people.Select(p => p.Reverse().ToArray())]).Index);

    [Fact]
    public void One_more_best_rating_never_lowers_the_index() => Holds(people =>
        Score([.. people, Person(4)]).Index >= Score(people).Index);

    [Fact]
    public void One_more_worst_rating_never_raises_the_index() => Holds(people =>
        Score([.. people, Person(1)]).Index <= Score(people).Index);

    [Fact]
    public void Adding_sums_gives_what_computing_over_everybody_gives() => Holds(people =>
    {
        var (first, rest) = (people[..(people.Length / 2)], people[(people.Length / 2)..]);
        var pooled = SkmScore.Of(Sums(first) + Sums(rest))!;
        return pooled.Index == Score(people).Index && Equals(pooled.Interval, Score(people).Interval)
            && pooled.Means.SequenceEqual(Score(people).Means);
    });

    [Fact]
    public void The_index_stays_on_its_scale_and_inside_its_interval() => Holds(people =>
    {
        var score = Score(people);
        return score.Index is >= 25 and <= 100
            && (score.Interval is null || (score.Interval.Low >= 25 && score.Interval.Low <= score.Index
                && score.Index <= score.Interval.High && score.Interval.High <= 100));
    });

    [Fact]
    public void A_partial_rating_of_best_answers_never_lowers_the_index() => Holds(people =>
        SkmScore.Of(Sums(people) + SkmSums.Of([4, null, 4, null, null, null, null, 4, 4], OneEach))!.Index >= Score(people).Index);

    private static void Holds(Func<int[][], bool> property) => Prop.ForAll(Surveys, property).QuickCheckThrowOnFailure();

    private static int[] Person(int answer) => [.. Enumerable.Repeat(answer, 9)];

    private static SkmScore Score(int[][] people) => SkmScore.Of(Sums(people))!;

    private static SkmSums Sums(int[][] people) =>
        people.Aggregate(SkmSums.None, (sums, p) => sums + SkmSums.Of([.. p.Select(a => (int?)a)], OneEach));
}
