using Core.Ratings;

namespace Core.Statistics;

/// <summary>
/// Holds back scores of services that would give away fewer than five ratings. Somebody may know every figure that the unit showed while
/// the
/// month ran, and who rated what and when; then sums of steps and sums of services can be added and subtracted until few ratings are left
/// over.
/// The ratings are the edges of a graph between steps and services, and what is left over by any such sum is a cut through it: so every
/// cut must be of five or more.
/// </summary>
internal static class ProtectServices
{
    private const int AllSetsUpTo = 12;

    /// <summary>The services, in their order, with more of them held back where needed: the smallest shown one first.</summary>
    /// <param name="services">The services of a month that is over, with what may be shown by the minimum.</param>
    /// <param name="minimum">The fewest respondents of a score.</param>
    /// <param name="steps">The ratings of each step by service; one step for what is not known.</param>
    public static IReadOnlyList<UnitScore> Of(IReadOnlyList<UnitScore> services, int minimum,
        IReadOnlyList<IReadOnlyDictionary<int, int>> steps)
    {
        var shown = services.Where(s => s.Score is not null).OrderByDescending(s => s.Respondents).ToList();
        var hidden = services.Where(s => s.Score is null && s.Respondents > 0).ToList();
        while (shown.Count > 0 && (IsFew(hidden, minimum) || IsTold(shown, hidden, steps)))
        {
            hidden.Add(shown[^1]);
            shown.RemoveAt(shown.Count - 1);
        }

        return [.. services.Select(s => s.Score is not null && hidden.Contains(s) ? s with { Figures = s.Figures.HeldBack() } : s)];
    }

    /// <summary>Together they follow from the unit's figure.</summary>
    private static bool IsFew(List<UnitScore> hidden, int minimum) => hidden.Count > 0 && hidden.Sum(s => s.Respondents) < minimum;

    /// <summary>Whether some cut is of fewer than five. All services without a score are one, for nothing is told of each.</summary>
    private static bool IsTold(List<UnitScore> shown, List<UnitScore> hidden, IReadOnlyList<IReadOnlyDictionary<int, int>> steps)
    {
        var columns = shown.Select(s => new[] { s }).Append([.. hidden]).Where(c => c.Length > 0)
            .Select(column => steps.Select(step => column.Sum(s => step.GetValueOrDefault(s.Service!.Id))).ToArray()).ToList();
        var all = steps.Select((_, k) => columns.Sum(c => c[k])).ToArray();
        return Sets(columns.Count).Any(set => Cut(columns, all, set) is > 0 and < PublishRatings.Step);
    }

    /// <summary>Each step goes to the side on which it has more of its ratings; the others are what is left over.</summary>
    private static int Cut(List<int[]> columns, int[] all, int[] set) => Enumerable.Range(0, all.Length).Sum(k =>
    {
        var inside = set.Sum(c => columns[c][k]);
        return Math.Min(inside, all[k] - inside);
    });

    /// <summary>Sets of columns, one of each pair of complements; of very many columns only those of one and of two.</summary>
    private static IEnumerable<int[]> Sets(int columns)
    {
        if (columns <= AllSetsUpTo) return Enumerable.Range(1, (1 << (columns - 1)) - 1)
            .Select(bits => Enumerable.Range(0, columns).Where(c => (bits >> c & 1) > 0).ToArray());
        var ones = Enumerable.Range(0, columns).ToList();
        return ones.Select(c => new[] { c }).Concat(ones.SelectMany(a => ones.Where(b => b > a).Select(b => new[] { a, b })));
    }
}
