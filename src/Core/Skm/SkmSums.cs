namespace Core.Skm;

/// <summary>
/// Sums over ratings, from which a score follows. They add up: two periods added give what both together would have given.
/// </summary>
internal sealed class SkmSums
{
    /// <summary>The parts of one answer step that a respondent's total is counted in: a multiple of 1 to 6 questions.</summary>
    internal const int Parts = 60;

    private readonly long[] _totals;
    private readonly long[] _counts;

    private SkmSums(int respondents, int complete, long[] totals, long[] counts, long linear, long squares) =>
        (Respondents, Complete, _totals, _counts, Linear, Squares) = (respondents, complete, totals, counts, linear, squares);

    /// <summary>The complete ones among them who answered on paper.</summary>
    public int Paper { get; private init; }

    /// <summary>Of nobody.</summary>
    public static SkmSums None { get; } = new(0, 0, new long[Unsur.Count], new long[Unsur.Count], 0, 0);

    /// <summary>People who answered at least one unsur.</summary>
    public int Respondents { get; }

    /// <summary>People who answered all nine; the interval is computed from them.</summary>
    public int Complete { get; }

    /// <summary>Sum of the answers, U1 to U9.</summary>
    public IReadOnlyList<long> Totals => _totals;

    /// <summary>Number of the answers, U1 to U9: an unsur is divided by its own, so that a missing answer is never a zero.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Sum over complete respondents of t, the total of their nine unsur means in sixtieths (540 to 2160).</summary>
    public long Linear { get; }

    /// <summary>Sum over complete respondents of t².</summary>
    public long Squares { get; }

    /// <summary>Of one respondent: answer sums U1 to U9 (null where none was given), and how many questions each unsur has.</summary>
    public static SkmSums Of(IReadOnlyList<int?> unsur, IReadOnlyList<int> items)
    {
        var totals = new long[Unsur.Count];
        var counts = new long[Unsur.Count];
        for (var u = 0; u < Unsur.Count; u++) if (unsur[u] is { } sum) (totals[u], counts[u]) = (Valid(sum, items[u]), items[u]);
        if (counts.Contains(0)) return new SkmSums(counts.Any(c => c > 0) ? 1 : 0, 0, totals, counts, 0, 0);
        var t = Total(totals, items);
        return new SkmSums(1, 1, totals, counts, t, t * t);
    }

    /// <summary>Of many complete respondents, from sums kept elsewhere.</summary>
    public static SkmSums Of(int respondents, IReadOnlyList<long> totals, long squares, IReadOnlyList<int> items, int paper = 0) => new(
        respondents, respondents, [.. totals], [.. items.Select(i => (long)i * respondents)], Total(totals, items), squares)
    { Paper = paper };

    /// <summary>Both together.</summary>
    public static SkmSums operator +(SkmSums a, SkmSums b) => new(
        a.Respondents + b.Respondents, a.Complete + b.Complete, Add(a._totals, b._totals), Add(a._counts, b._counts),
        a.Linear + b.Linear, a.Squares + b.Squares)
    { Paper = a.Paper + b.Paper };

    private static long Total(IReadOnlyList<long> totals, IReadOnlyList<int> items) =>
        Enumerable.Range(0, Unsur.Count).Sum(u => Parts / items[u] * totals[u]);

    private static long[] Add(long[] a, long[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static int Valid(int sum, int items) => sum >= items && sum <= 4 * items
        ? sum
        : throw new ArgumentOutOfRangeException(nameof(sum), $"{items} answers from 1 to 4 cannot sum to {sum}.");
}
