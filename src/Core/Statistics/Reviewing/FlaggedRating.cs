using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics.Reviewing;

/// <summary>
/// One flagged rating as whoever decides about it sees it: that it came, and how. Not its answers, so that nobody leaves out what is low;
/// not its comment, group or day, so that nobody sees who it was; its service only where five or more rated that.
/// </summary>
/// <param name="Id">Its number, by lot.</param>
/// <param name="Instrument">The version of the questions.</param>
/// <param name="Service">The service; null where too few rated it.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Look">What was decided about it; null for nothing yet.</param>
internal sealed record FlaggedRating(long Id, string Instrument, Service? Service, IReadOnlyList<RatingFlag> Flags, RatingLook? Look)
{
    /// <summary>From the heaviest to the lightest. "Outside the hours" is none: who rates in the evening from home is honest.</summary>
    private static readonly RatingFlag[] Reasons =
        [RatingFlag.ManyByOne, RatingFlag.Burst, RatingFlag.SameMinute, RatingFlag.StraightLine];

    /// <summary>The key of the question about it.</summary>
    public string Key => $"one-{Id}";

    /// <summary>The key of the question why it is to be left out.</summary>
    public string WhyKey => $"why-{Id}";

    /// <summary>The flag for which it may be left out; null for none.</summary>
    public RatingFlag? Reason => Reasons.Cast<RatingFlag?>().FirstOrDefault(r => Flags.Contains(r!.Value));

    /// <summary>Those of a unit's month that is over, in the order of their lots.</summary>
    public static async Task<List<FlaggedRating>> Read(AppDb db, Unit unit, Period month, RatingFlags flags)
    {
        var published = db.Ratings.AsNoTracking().Where(r => r.UnitId == unit.Id && r.Month == month.From && r.Published
            && r.State == RatingState.Complete && r.PaperBatch == null);
        var service = await OneByOne.ServiceOf(published, unit);
        var rows = await published.OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.Instrument, r.ServiceId, r.Signs, r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9 })
            .ToListAsync();
        var looks = await db.RatingLooks.AsNoTracking().Where(l => published.Any(r => r.Id == l.RatingId))
            .ToDictionaryAsync(l => l.RatingId);
        return [.. rows.Select(r => new FlaggedRating(r.Id, r.Instrument, service(r.ServiceId),
            Of(flags.Of(r.Signs, r.Instrument, [r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9])), looks.GetValueOrDefault(r.Id)))
            .Where(r => r.Flags.Count > 0)];
    }

    private static List<RatingFlag> Of(int bits) => [.. Enum.GetValues<RatingFlag>().Where(f => (bits & (1 << (int)f)) != 0)];
}
