using Core.Complaints.Filing;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Desk;

/// <summary>Finds reports that say much the same, among those that the reader may read: newer ones of the same unit first.</summary>
internal static class SimilarReports
{
    private const double Alike = 0.35;
    private const int LookedAt = 200;
    private const int Shown = 5;
    private const int SeasonDays = 90;

    public static async Task<IReadOnlyList<Complaint>> To(AppDb db, Caller who, Complaint complaint)
    {
        var (id, unit, since) = (complaint.Id, complaint.UnitId, complaint.FiledOn.AddDays(-SeasonDays));
        var words = SimilarComplaint.WordsOf(complaint.Story);
        if (words.Count < 3) return [];
        var near = await db.Complaints.AsNoTracking().Where(DeskSight.Reads(who))
            .Where(c => c.Id != id && c.UnitId == unit && c.FiledOn >= since && c.Story != "")
            .OrderByDescending(c => c.FiledOn).ThenByDescending(c => c.Id).Take(LookedAt).Select(c => new { c.Id, c.Story }).ToListAsync();
        var ids = near.Select(c => (c.Id, Alike: SimilarComplaint.Overlap(words, SimilarComplaint.WordsOf(c.Story))))
            .Where(c => c.Alike >= Alike).OrderByDescending(c => c.Alike).Take(Shown).Select(c => c.Id).ToList();
        if (ids.Count == 0) return [];
        var shown = await db.Complaints.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync();
        return [.. shown.OrderBy(c => ids.IndexOf(c.Id))];
    }
}
