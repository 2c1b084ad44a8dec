using Core.Skm;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Tests.Skm;

[Trait("Database", "any"), Properties(Arbitrary = [typeof(Surveys)])]
public sealed class SkmScoreProperties
{
    private static readonly int[] OneEach = [1, 1, 1, 1, 1, 1, 1, 1, 1];

    [Property]
    public bool The_order_of_respondents_never_matters(int[][] people) =>
        Score(people).Index == Score([.. people.Reverse()]).Index && Equals(Score(people).Interval, Score([.. people.Reverse()]).Interval);

    [Property]
    public bool The_order_of_unsur_never_matters_to_the_index(int[][] people) =>
        Score(people).Index == Score([.. people.Select(p => p.Reverse().ToArray())]).Index;

    [Property]
    public bool One_more_best_rating_never_lowers_the_index(int[][] people) =>
        Score([.. people, Person(4)]).Index >= Score(people).Index;

    [Property]
    public bool One_more_worst_rating_never_raises_the_index(int[][] people) =>
        Score([.. people, Person(1)]).Index <= Score(people).Index;

    [Property]
    public bool Adding_sums_gives_what_computing_over_everybody_gives(int[][] people)
    {
        var (first, rest) = (people[..(people.Length / 2)], people[(people.Length / 2)..]);
        var pooled = SkmScore.Of(Sums(first) + Sums(rest))!;
        return pooled.Index == Score(people).Index && Equals(pooled.Interval, Score(people).Interval)
            && pooled.Means.SequenceEqual(Score(people).Means);
    }

    [Property]
    public bool The_index_stays_on_its_scale_and_inside_its_interval(int[][] people)
    {
        var score = Score(people);
        return score.Index is >= 25 and <= 100
            && (score.Interval is null || (score.Interval.Low >= 25 && score.Interval.Low <= score.Index
                && score.Index <= score.Interval.High && score.Interval.High <= 100));
    }

    [Property]
    public bool A_partial_rating_of_best_answers_never_lowers_the_index(int[][] people) =>
        SkmScore.Of(Sums(people) + SkmSums.Of([4, null, 4, null, null, null, null, 4, 4], OneEach))!.Index >= Score(people).Index;

    private static int[] Person(int answer) => [.. Enumerable.Repeat(answer, 9)];

    private static SkmScore Score(int[][] people) => SkmScore.Of(Sums(people))!;

    private static SkmSums Sums(int[][] people) =>
        people.Aggregate(SkmSums.None, (sums, p) => sums + SkmSums.Of([.. p.Select(a => (int?)a)], OneEach));

    /// <summary>What at least one person answered, U1 to U9.</summary>
    private static class Surveys
    {
        public static Arbitrary<int[][]> People() => Gen.Choose(1, 4).ArrayOf(9).ArrayOf().Where(people => people.Length > 0).ToArbitrary();
    }
}
