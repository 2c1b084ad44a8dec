using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics;

/// <summary>Ratings that a person decided not to count.</summary>
/// <param name="Month">Their month.</param>
/// <param name="Kind">The flag they had in common; null in decisions from before it was kept.</param>
/// <param name="Reason">Why; null where who decided did not know that it would be public.</param>
/// <param name="Count">How many.</param>
internal sealed record LeftOutRatings(Month Month, RatingFlag? Kind, string? Reason, int Count)
{
    /// <summary>Those of a unit, or of the whole instansi, in these months, the earliest first.</summary>
    public static async Task<IReadOnlyList<LeftOutRatings>> Read(AppDb db, Unit? unit, Month from, Month to)
    {
        var ratings = db.Ratings.AsNoTracking()
            .Where(r => r.State == RatingState.Excluded && r.Published && r.Month >= from && r.Month <= to);
        if (unit is not null) ratings = ratings.Where(r => r.UnitId == unit.Id);
        var rows = await ratings.Join(db.RatingExclusions, r => r.Id, e => e.RatingId, (r, e) => new { r.Month, e.Kind, e.Reason })
            .GroupBy(x => new { x.Month, x.Kind, x.Reason })
            .Select(g => new { g.Key.Month, g.Key.Kind, g.Key.Reason, Count = g.Count() }).ToListAsync();
        return [.. rows.Select(r => new LeftOutRatings(r.Month, r.Kind, r.Kind is null ? null : r.Reason, r.Count))
            .OrderBy(r => r.Month).ThenBy(r => r.Kind).ThenBy(r => r.Reason, StringComparer.Ordinal)];
    }
}

/// <summary>Left-out ratings in words: how many, of what kind, why and by whose decision; the role, never the name.</summary>
internal static class LeftOutWords
{
    /// <summary>A line for each decision.</summary>
    public static IEnumerable<string> Lines(Wording words, IReadOnlyList<LeftOutRatings> all) => all
        .GroupBy(e => (e.Kind, e.Reason)).Select(g => Line(words, g.Key.Kind, g.Key.Reason, g.Sum(e => e.Count)));

    /// <summary>Only how many, for the whole instansi; null when none is.</summary>
    public static string? Sum(Wording words, IReadOnlyList<LeftOutRatings> all) =>
        all.Count == 0 ? null : words["excluded.sum", all.Sum(e => e.Count)];

    private static string Line(Wording words, RatingFlag? kind, string? reason, int count) => kind is null
        ? words["excluded.unsaid", count]
        : words["excluded.line", count, words[$"excluded.kind.{kind}"], reason?.TrimEnd('.', ' ')];
}
