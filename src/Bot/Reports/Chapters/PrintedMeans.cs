using Core.Skm;

namespace Bot.Reports.Chapters;

/// <summary>
/// The means as a report prints them: with as many decimals, from four on, as it takes for whoever recomputes them with a calculator from
/// what is printed to come to the printed index and grades.
/// </summary>
internal sealed record PrintedMeans(int Decimals, IReadOnlyList<decimal> Means, IReadOnlyList<decimal> Weighted)
{
    private const int Fewest = 4;
    private const int Most = 10;

    /// <summary>The sum of the weighted means, as printed.</summary>
    public decimal Total => Weighted.Sum();

    public static PrintedMeans Of(SkmScore score)
    {
        var decimals = Fewest;
        while (decimals < Most && !With(score, decimals).GivesBack(score)) decimals++;
        return With(score, decimals);
    }

    private static PrintedMeans With(SkmScore score, int decimals)
    {
        var weight = score.Weight == Weight.Exact ? 1m / Unsur.Count : 0.11m;
        var means = score.Means.Select(m => Rounded(m, decimals)).ToList();
        return new PrintedMeans(decimals, means, [.. means.Select(m => Rounded(m * weight, decimals))]);
    }

    private bool GivesBack(SkmScore score) => Rounded(Total * 25, 2) == score.Index
        && Means.Zip(score.Means).All(m => Rounded(m.First * 25, 2) == Rounded(m.Second * 25, 2));

    private static decimal Rounded(decimal number, int decimals) => Math.Round(number, decimals, MidpointRounding.AwayFromZero);
}
