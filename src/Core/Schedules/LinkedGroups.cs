using Core.MonthlyPosts;
using Core.Persistence;

namespace Core.Schedules;

/// <summary>The groups and channels that an announcement may also go to: those of the unit, or all where it is for everybody.</summary>
internal static class LinkedGroups
{
    /// <summary>Those that can be posted to.</summary>
    public static IQueryable<ChannelLink> Of(AppDb db, int? unit) =>
        db.ChannelLinks.Where(l => l.LostSince == null && (unit == null || l.UnitId == unit)).OrderBy(l => l.Id);
}
