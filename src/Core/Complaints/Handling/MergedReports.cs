using Core.Complaints.Deadlines;
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
        Tell(journal, complaint, Ended);

    /// <summary>
    /// Its own citizen wants it no more, which is nobody else's wish: the first of the others goes on in its place, where that one was,
    /// with limits of its own, and the rest stay merged into it. What the same citizen filed twice ends with it.
    /// </summary>
    public static async ValueTask GoOn(ComplaintJournal journal, Complaint ended, ComplaintState was, ComplaintClock clock,
        ComplaintText text)
    {
        var (others, done) = await Below(journal, ended);
        foreach (var same in done) await journal.TellCitizen(same, Ended(same), [.. Ways(journal, same)]);
        if (others.Count == 0) return;
        await FindComplaint.Lock(journal.Db, [.. others.Select(o => o.Code)]);
        var (heir, before) = (others[0], others[0].Snapshot().Stored());
        heir.GoOn(ended, was, journal.Now, clock);
        foreach (var other in others.Skip(1)) other.MergeOn(heir);
        journal.Record(heir, Act.GoOn, ComplaintState.Closed, before: before);
        await journal.TellCitizen(
            heir, LocalizedText.Of("complaint.told.goes-on", ComplaintText.Code(heir), text.Handler(heir), ComplaintText.Due(heir)));
        var key = heir.State == ComplaintState.Submitted ? "complaint.office.filed" : "complaint.office.new";
        await journal.TellResponsible(heir, key, text);
    }

    /// <summary>Tells each of them in words with its own code.</summary>
    public static async ValueTask Tell(ComplaintJournal journal, Complaint complaint, Func<Complaint, LocalizedText> words)
    {
        HashSet<long> told = [complaint.Id];
        for (List<long> into = [complaint.Id]; into.Count > 0;)
        {
            var merged = (await Into(journal, into)).Where(same => told.Add(same.Id)).ToList();
            foreach (var same in merged) await journal.TellCitizen(same, words(same), [.. Ways(journal, same)]);
            into = merged.ConvertAll(same => same.Id);
        }
    }

    /// <summary>Those of others, and those that end with it: of the same citizen, or forgotten; below these, others again.</summary>
    private static async Task<(List<Complaint> Others, List<Complaint> Same)> Below(ComplaintJournal journal, Complaint ended)
    {
        var (others, same, seen) = (new List<Complaint>(), new List<Complaint>(), new HashSet<long> { ended.Id });
        for (List<long> into = [ended.Id]; into.Count > 0;)
        {
            var merged = (await Into(journal, into)).Where(m => seen.Add(m.Id)).ToLookup(m => IsOthers(m, ended));
            others.AddRange(merged[true]);
            same.AddRange(merged[false]);
            into = [.. merged[false].Select(m => m.Id)];
        }

        return ([.. others.OrderBy(o => o.Id)], same);
    }

    private static bool IsOthers(Complaint merged, Complaint ended) => merged is { State: ComplaintState.Closed, Story.Length: > 0 }
        && (merged.ComplainantId is null || merged.ComplainantId != ended.ComplainantId);

    private static Task<List<Complaint>> Into(ComplaintJournal journal, List<long> ids) => journal.Db.Complaints
        .Where(c => c.DuplicateOfId != null && ids.Contains(c.DuplicateOfId.Value)).OrderBy(c => c.Id).ToListAsync();

    private static LocalizedText Ended(Complaint same) => LocalizedText.Of("complaint.told.merged-ended", ComplaintText.Code(same));

    /// <summary>Opened again while that is still possible.</summary>
    private static IEnumerable<Messaging.Button> Ways(ComplaintJournal journal, Complaint same) =>
        same.State == ComplaintState.Closed && same.DueAt >= journal.Now ? [HandleComplaint.Own("buka", same)] : [];
}
