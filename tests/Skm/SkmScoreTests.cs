using Core.Skm;

namespace Tests.Skm;

public sealed class SkmScoreTests
{
    private static readonly int[] OneEach = [1, 1, 1, 1, 1, 1, 1, 1, 1];

    [Theory]
    [InlineData(1, 36, "100.00", Grade.A)]
    [InlineData(1, 9, "25.00", Grade.D)]
    [InlineData(5, 117, "65.00", Grade.C)]
    [InlineData(19, 604, "88.30", Grade.B)]
    [InlineData(19, 524, "76.61", Grade.B)]
    [InlineData(29, 955, "91.48", Grade.A)]
    internal void The_index_is_rounded_once_and_then_graded(int respondents, int total, string index, Grade grade)
    {
        var score = SkmScore.Of(Spread(respondents, total))!;

        score.Index.ShouldBe(decimal.Parse(index));
        score.Grade.ShouldBe(grade);
        score.Respondents.ShouldBe(respondents);
    }

    [Fact]
    public void The_published_example_gives_both_of_its_two_figures()
    {
        long[] sums = [105, 101, 100, 116, 102, 105, 106, 105, 115];

        var exact = SkmScore.Of(SkmSums.Of(29, sums, 0, OneEach))!;
        var printed = SkmScore.Of(SkmSums.Of(29, sums, 0, OneEach), Weight.Printed)!;

        exact.Index.ShouldBe(91.48m);
        exact.IndexByOtherWeight.ShouldBe(90.56m);
        exact.GradeDependsOnWeight.ShouldBeFalse();
        printed.Index.ShouldBe(90.56m);
        exact.Means.Select(m => Math.Round(m, 2)).ShouldBe([3.62m, 3.48m, 3.45m, 4m, 3.52m, 3.62m, 3.66m, 3.62m, 3.97m]);
        exact.Lowest.ShouldBe([2]);
    }

    [Fact]
    public void The_best_answers_give_one_hundred_and_by_the_printed_weight_ninety_nine()
    {
        SkmScore.Of(Spread(7, 7 * 36))!.Index.ShouldBe(100m);
        SkmScore.Of(Spread(7, 7 * 36), Weight.Printed)!.Index.ShouldBe(99m);
    }

    [Fact]
    public void A_score_says_when_the_weight_convention_decides_its_grade()
    {
        var score = SkmScore.Of(Spread(100, 3190))!;

        score.Index.ShouldBe(88.61m);
        score.Grade.ShouldBe(Grade.A);
        score.IndexByOtherWeight.ShouldBe(87.73m);
        score.GradeDependsOnWeight.ShouldBeTrue();
    }

    [Fact]
    public void Without_respondents_there_is_no_score() => SkmScore.Of(SkmSums.None).ShouldBeNull();

    [Fact]
    public void An_exact_half_hundredth_rounds_away_from_zero()
    {
        // 88.305 exactly: 25 T / 9 n with n = 5000 and T = 158949.
        SkmScore.Of(Spread(5000, 158_949))!.Index.ShouldBe(88.31m);
    }

    [Fact]
    public void A_missing_answer_is_divided_out_and_never_counts_as_zero()
    {
        var whole = SkmSums.Of([4, 4, 4, 4, 4, 4, 4, 4, 4], OneEach);
        var partial = SkmSums.Of([4, null, null, 4, 4, 4, 4, 4, 4], OneEach);

        var score = SkmScore.Of(whole + partial)!;

        score.Index.ShouldBe(100m);
        score.Respondents.ShouldBe(2);
        score.Sums.Complete.ShouldBe(1);
        score.Interval.ShouldBeNull();
        SkmScore.Of(partial).ShouldBeNull();
    }

    [Fact]
    public void Several_questions_of_one_unsur_weigh_as_much_as_one()
    {
        int[] items = [2, 3, 1, 3, 1, 1, 3, 1, 1];

        var score = SkmScore.Of(SkmSums.Of([5, 12, 3, 12, 3, 3, 9, 3, 3], items))!;

        score.Means[0].ShouldBe(2.5m);
        score.Index.ShouldBe(Math.Round((2.5m + 4 + 3 + 4 + 3 + 3 + 3 + 3 + 3) * 25 / 9, 2));
    }

    [Fact]
    public void Sums_that_no_answers_can_give_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SkmSums.Of([5, 1, 1, 1, 1, 1, 1, 1, 1], OneEach));

    [Theory]
    [InlineData("88.31", Grade.A)]
    [InlineData("88.30", Grade.B)]
    [InlineData("76.61", Grade.B)]
    [InlineData("76.60", Grade.C)]
    [InlineData("65.00", Grade.C)]
    [InlineData("64.99", Grade.D)]
    [InlineData("25.00", Grade.D)]
    internal void Grades_follow_the_table_of_2017(string index, Grade grade) => Grades.Of(decimal.Parse(index)).ShouldBe(grade);

    /// <summary>Respondents whose answers have the given total, as even as can be.</summary>
    internal static SkmSums Spread(int respondents, int total)
    {
        var answers = new int?[respondents, Unsur.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i / 9, i % 9] = (total / answers.Length) + (i < total % answers.Length ? 1 : 0);
        return Enumerable.Range(0, respondents)
            .Aggregate(SkmSums.None, (sums, r) => sums + SkmSums.Of([.. Enumerable.Range(0, 9).Select(u => answers[r, u])], OneEach));
    }
}
