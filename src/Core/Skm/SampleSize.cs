namespace Core.Skm;

/// <summary>
/// How many respondents a period needs: the table of Krejcie and Morgan in Permenpan RB 14/2017 (chi-square 3,841; P = 0,5;
/// d = 0,05). The formula rounded to the nearest whole number gives all 90 rows of the table; rounded up it misses half of them.
/// </summary>
internal static class SampleSize
{
    private const decimal ChiSquare = 3.841m;
    private const decimal Spread = 0.25m;
    private const decimal ErrorSquared = 0.0025m;

    /// <summary>Respondents needed when so many people receive the service in a year.</summary>
    public static int Needed(int recipients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(recipients, 1);
        var size = ChiSquare * recipients * Spread / ((ErrorSquared * (recipients - 1)) + (ChiSquare * Spread));
        return (int)Math.Round(size, MidpointRounding.AwayFromZero);
    }
}
