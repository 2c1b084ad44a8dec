namespace Core.Skm;

/// <summary>The difference between two scores of the same unit or of two units.</summary>
/// <param name="Difference">Later minus earlier, in index points, of the indices as they are shown.</param>
/// <param name="MoreThanChance">
/// Whether a difference this large would come from chance alone in fewer than 5 of 100 cases (Welch's test). False also when
/// one of the scores comes from a single respondent, who cannot tell.
/// </param>
internal sealed record ScoreChange(decimal Difference, bool MoreThanChance)
{
    /// <summary>Compares two scores; null when one of them is missing or they are weighted differently.</summary>
    public static ScoreChange? Between(SkmScore? earlier, SkmScore? later)
    {
        if (earlier is null || later is null || earlier.Weight != later.Weight) return null;
        return new ScoreChange(later.Index - earlier.Index, IsMoreThanChance(earlier.Sums, later.Sums));
    }

    private static bool IsMoreThanChance(SkmSums earlier, SkmSums later)
    {
        if (earlier.Complete < 2 || later.Complete < 2) return false;
        var (a, b) = (ScoreSpread.Of(earlier), ScoreSpread.Of(later));
        var (va, vb) = (a.Variance / a.Respondents, b.Variance / b.Respondents);
        var degrees = (va + vb) * (va + vb) / ((va * va / a.Respondents) + (vb * vb / b.Respondents));
        return Math.Abs(b.Mean - a.Mean) > StudentT.TwoSided95(degrees) * Math.Sqrt(va + vb);
    }
}
