using System.Numerics;

namespace Core.Skm;

/// <summary>How the weight of each of the nine unsur is taken. The regulation says 1/9 and prints 0,11.</summary>
internal enum Weight
{
    /// <summary>1/9: the best answers give 100,00.</summary>
    Exact,

    /// <summary>0,11 as printed: the best answers give 99,00. Only to reproduce an office's old figures.</summary>
    Printed,
}

/// <summary>
/// The satisfaction index (SKM/IKM, Permenpan RB 14/2017): the mean of the nine unsur means times 25, computed in whole
/// numbers, rounded once to two decimals and only then graded.
/// </summary>
internal sealed class SkmScore
{
    private SkmScore(SkmSums sums, Weight weight, BigInteger top, BigInteger bottom)
    {
        Sums = sums;
        Weight = weight;
        Index = IndexBy(weight, top, bottom);
        Grade = Grades.Of(Index);
        IndexByOtherWeight = IndexBy(weight == Weight.Exact ? Weight.Printed : Weight.Exact, top, bottom);
        Means = [.. Enumerable.Range(0, Unsur.Count).Select(u => (decimal)sums.Totals[u] / sums.Counts[u])];
        Interval = ScoreInterval.Of(sums, weight);
    }

    /// <summary>What it is computed from.</summary>
    public SkmSums Sums { get; }

    /// <summary>The weight it is computed with.</summary>
    public Weight Weight { get; }

    /// <summary>How many people it comes from. No index is shown without it.</summary>
    public int Respondents => Sums.Respondents;

    /// <summary>Those among them that were given on paper.</summary>
    public int Paper => Sums.Paper;

    /// <summary>25,00 to 100,00, rounded to two decimals (with the printed weight 24,75 to 99,00).</summary>
    public decimal Index { get; }

    /// <summary>The mutu of the index.</summary>
    public Grade Grade { get; }

    /// <summary>The index by the other weight convention.</summary>
    public decimal IndexByOtherWeight { get; }

    /// <summary>Whether the other weight convention would give another mutu; whoever publishes the score should say so.</summary>
    public bool GradeDependsOnWeight => Grades.Of(IndexByOtherWeight) != Grade;

    /// <summary>The mean answer of each unsur, U1 to U9, not rounded.</summary>
    public IReadOnlyList<decimal> Means { get; }

    /// <summary>
    /// Where the index would lie for all recipients, with 95 % confidence; null with fewer than two complete respondents.
    /// </summary>
    public ScoreInterval? Interval { get; }

    /// <summary>The lowest unsur, 0 to 8: all that share the lowest mean as it is shown (two decimals); none when all nine do.</summary>
    public IReadOnlyList<int> Lowest => Means.Select(Shown).Distinct().Count() == 1 ? []
        : [.. Enumerable.Range(0, Unsur.Count).Where(u => Shown(Means[u]) == Means.Min(Shown))];

    /// <summary>The score; null without respondents, or when nobody answered one of the unsur: no score is not a zero.</summary>
    public static SkmScore? Of(SkmSums sums, Weight weight = Weight.Exact)
    {
        if (sums.Counts.Contains(0)) return null;
        var (top, bottom) = (BigInteger.Zero, BigInteger.One);
        for (var u = 0; u < Unsur.Count; u++)
            (top, bottom) = ((top * sums.Counts[u]) + (sums.Totals[u] * bottom), bottom * sums.Counts[u]);
        return new SkmScore(sums, weight, top, bottom);
    }

    /// <summary>Hundredths of the index from the sum of the nine means (top/bottom): times 25/9, or times 2,75.</summary>
    private static decimal IndexBy(Weight weight, BigInteger top, BigInteger bottom) => weight == Weight.Exact
        ? RoundedAway(top * 2500, bottom * 9) / 100m
        : RoundedAway(top * 275, bottom) / 100m;

    private static decimal Shown(decimal mean) => Math.Round(mean, 2, MidpointRounding.AwayFromZero);

    private static long RoundedAway(BigInteger top, BigInteger bottom) => (long)(((2 * top) + bottom) / (2 * bottom));
}
