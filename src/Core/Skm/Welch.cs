namespace Core.Skm;

/// <summary>Answers to one unsur, each from 1 to 4: how many, their sum and the sum of their squares.</summary>
internal readonly record struct UnsurAnswers(long Count, double Sum, double Squares)
{
    // As in ScoreSpread: one imagined respondent of ordinary spread, so that two groups of equal answers do not look like certainty.
    private const double UsualSquare = 0.2 * 0.19 * 9;

    public double Mean => Sum / Count;

    public double VarianceOfMean => (Squares - (Sum * Mean) + UsualSquare) / Count / Count;

    /// <summary>With further answers, each the sum over so many questions.</summary>
    public UnsurAnswers With(long count, double sum, double squares, double questions) =>
        new(Count + count, Sum + (sum / questions), Squares + (squares / (questions * questions)));
}

/// <summary>Welch's test for the means of two groups of respondents.</summary>
internal static class Welch
{
    public static bool MoreThanChance(UnsurAnswers a, UnsurAnswers b) => IsBeyond(a, b, StudentT.TwoSided95);

    /// <summary>
    /// The same for one of nine unsur that are looked at together: of nine, one would pass for changed by chance alone in 37 of 100 cases,
    /// so each must pass at a ninth of 5 in 100 (Bonferroni).
    /// </summary>
    public static bool OneOfNineMoreThanChance(UnsurAnswers a, UnsurAnswers b) => IsBeyond(a, b, StudentT.TwoSided95OfNine);

    private static bool IsBeyond(UnsurAnswers a, UnsurAnswers b, Func<double, double> limit)
    {
        var (va, vb) = (a.VarianceOfMean, b.VarianceOfMean);
        var degrees = (va + vb) * (va + vb) / ((va * va / a.Count) + (vb * vb / b.Count));
        return Math.Abs(b.Mean - a.Mean) > limit(degrees) * Math.Sqrt(va + vb);
    }
}
