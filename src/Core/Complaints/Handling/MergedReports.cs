using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>
/// Reports that were merged into another: their citizens were promised to hear what becomes of it, also where that one was merged on.
/// </summary>
internal static class MergedReports
{
    /// <summary>It ends without being handled: their matter is not settled by that, and they hear what they can do.</summary>
    public static ValueTask TellEnded(ComplaintJournal journal, Complaint complaint) =>
        Tell(journal, complaint, same => LocalizedText.Of("complaint.told.merged-ended", ComplaintText.Code(same)));

    /// <summary>Tells each of them in words with its own code.</summary>
    public static async ValueTask Tell(ComplaintJournal journal, Complaint complaint, Func<Complaint, LocalizedText> words)
    {
        HashSet<long> told = [complaint.Id];
        for (List<long> into = [complaint.Id]; into.Count > 0;)
        {
            var merged = await journal.Db.Complaints.Where(c => c.DuplicateOfId != null && into.Contains(c.DuplicateOfId.Value))
                .OrderBy(c => c.Id).ToListAsync();
            into = [.. merged.Where(same => told.Add(same.Id)).Select(same => same.Id)];
            foreach (var same in merged.Where(s => into.Contains(s.Id)))
                await journal.TellCitizen(same, words(same), [.. Ways(journal, same)]);
        }
    }

    /// <summary>Opened again while that is still possible.</summary>
    private static IEnumerable<Messaging.Button> Ways(ComplaintJournal journal, Complaint same) =>
        same.State == ComplaintState.Closed && same.DueAt >= journal.Now ? [HandleComplaint.Own("buka", same)] : [];
}
