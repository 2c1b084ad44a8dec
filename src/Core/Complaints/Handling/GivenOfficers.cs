using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>Officials to whom a complaint can be given, with what they hold already.</summary>
internal static class GivenOfficers
{
    /// <summary>Who can be given the complaint: officers and heads of its unit, never its complainant.</summary>
    public static Task<List<long>> To(AppDb db, Complaint complaint)
    {
        var (unit, complainant) = (complaint.UnitId, complaint.ComplainantId);
        return db.Memberships.Where(m => m.Until == null && m.UnitId == unit && (m.Role == Role.Officer || m.Role == Role.Head)
            && (complainant == null || m.PersonId != complainant)).Select(m => m.PersonId).Distinct().OrderBy(id => id).ToListAsync();
    }

    /// <summary>How many open ones each of them holds: one look at the desk's index, however many there are.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> Held(AppDb db, IReadOnlyCollection<long> officials)
    {
        ComplaintState[] open = [ComplaintState.Submitted, ComplaintState.Returned, ComplaintState.Forwarded, ComplaintState.InProgress,
            ComplaintState.Waiting, ComplaintState.Reopened];
        return await db.Complaints.Where(c => open.Contains(c.State) && c.HolderId != null && officials.Contains(c.HolderId.Value))
            .GroupBy(c => c.HolderId!.Value).Select(g => new { Holder = g.Key, Count = g.Count() })
            .ToDictionaryAsync(h => h.Holder, h => h.Count);
    }
}
