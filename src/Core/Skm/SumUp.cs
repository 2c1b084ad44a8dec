namespace Core.Skm;

/// <summary>Adds up complete respondents one by one without an object for each, and gives what <see cref="SkmSums"/> would have.</summary>
internal sealed class SumUp(IReadOnlyList<int> items)
{
    private readonly long[] _totals = new long[Unsur.Count];
    private long _squares;

    /// <summary>How many were added.</summary>
    public int Respondents { get; private set; }

    /// <summary>All of them together.</summary>
    public SkmSums Sums => SkmSums.Of(Respondents, _totals, _squares, items);

    /// <summary>Adds a respondent's sums U1 to U9, all of which are there.</summary>
    public void Add(ReadOnlySpan<int> sums)
    {
        var t = 0L;
        for (var u = 0; u < Unsur.Count; u++)
        {
            if (sums[u] < items[u] || sums[u] > 4 * items[u])
                throw new ArgumentOutOfRangeException(nameof(sums), $"{items[u]} answers from 1 to 4 cannot sum to {sums[u]}.");
            _totals[u] += sums[u];
            t += SkmSums.Parts / items[u] * sums[u];
        }

        _squares += t * t;
        Respondents++;
    }
}
