using System.Globalization;
using Core.Ratings;
using Core.Skm;

namespace Bot.Reports;

/// <summary>
/// The answers of many respondents, eight bytes each, so that a year of a busy unit costs less memory than one picture. They are in the
/// order of the answers, highest first, so that a respondent's place tells nothing either.
/// </summary>
internal sealed class PublishedAnswers(Instrument instrument)
{
    // The most that an unsur's answers can sum to: six questions of four (InstrumentCheck).
    private const int Bits = 5;
    private const int Mask = (1 << Bits) - 1;

    private readonly List<long> _rows = [];
    private readonly long[] _totals = new long[Unsur.Count];
    private readonly string[][] _texts = [.. instrument.Items.Select(items => Enumerable.Range(0, Mask + 1)
        .Select(sum => ((decimal)sum / items).ToString(CultureInfo.InvariantCulture)).ToArray())];

    /// <summary>The questions that they answered.</summary>
    public Instrument Instrument => instrument;

    /// <summary>How many they are.</summary>
    public int Count => _rows.Count;

    /// <summary>How many of them answered on paper.</summary>
    public int Paper { get; private set; }

    /// <summary>Whether a respondent answered on paper.</summary>
    public bool IsPaper(int respondent) => (_rows[respondent] & 1) == 1;

    /// <summary>Adds a respondent's sums U1 to U9, and whether they answered on paper.</summary>
    public void Add(ReadOnlySpan<int> sums, bool paper)
    {
        var row = 0L;
        for (var u = 0; u < Unsur.Count; u++)
        {
            if (sums[u] is < 0 or > Mask) throw new ArgumentOutOfRangeException(nameof(sums), $"No answers sum to {sums[u]}.");
            row = (row << Bits) | (long)sums[u];
            _totals[u] += sums[u];
        }

        if (paper) Paper++;
        _rows.Add((row << 1) | (paper ? 1L : 0));
    }

    /// <summary>These, in the order of the answers.</summary>
    public PublishedAnswers Sorted()
    {
        _rows.Sort((a, b) => b.CompareTo(a));
        return this;
    }

    /// <summary>A respondent's answer about an unsur as a figure, on average over its questions.</summary>
    public string Text(int respondent, int unsur) =>
        _texts[unsur][(int)(_rows[respondent] >> ((Bits * (Unsur.Count - 1 - unsur)) + 1)) & Mask];

    /// <summary>The sum of these figures over all.</summary>
    public decimal Total(int unsur) => (decimal)_totals[unsur] / instrument.Items[unsur];
}
