using Core.Complaints.Deadlines;
using Core.Texts;

namespace Core.Complaints.Handling;

/// <summary>
/// Ends a report without handling it, with a reason; the words to the citizen fit the reason, and whoever does not agree opens it again,
/// which goes to triage.
/// </summary>
internal sealed class EndComplaint(ComplaintClock clock, ComplaintText text)
{
    /// <summary>Another body must handle it; the citizen is told where to go.</summary>
    public async ValueTask NotOurs(ComplaintJournal journal, Complaint complaint, LocalizedText where, string? words)
    {
        var from = complaint.State;
        complaint.Dismiss(Act.Dismiss, EndReason.NotOurs, null, journal.Now, clock);
        journal.Record(complaint, Act.Dismiss, from, words ?? where.In(Wording.Of("id")));
        var told = LocalizedText.Of("complaint.told.not-ours", Code(complaint), where, ComplaintText.Due(complaint));
        await Tell(journal, complaint, words is null ? told
            : LocalizedText.Joined("\n", told, LocalizedText.Of("complaint.told.words", words)));
        await MergedReports.Tell(journal, complaint, same => LocalizedText.Of("complaint.told.merged-not-ours", Code(same), where));
    }

    /// <summary>The citizen does not want it any more and said so somewhere else.</summary>
    public async ValueTask NotWanted(ComplaintJournal journal, Complaint complaint, string how)
    {
        var from = complaint.State;
        complaint.Dismiss(Act.Dismiss, EndReason.NotWanted, null, journal.Now, clock);
        journal.Record(complaint, Act.Dismiss, from, how);
        await Tell(
            journal, complaint, LocalizedText.Of("complaint.told.not-wanted", Code(complaint), how, ComplaintText.Due(complaint)));
        await MergedReports.GoOn(journal, complaint, from, clock, text);
    }

    /// <summary>
    /// It says the same as another: that one goes on, and both citizens hear of it. Neither learns the other's code, unless both
    /// are theirs.
    /// </summary>
    public async ValueTask Duplicate(ComplaintJournal journal, Complaint complaint, Complaint other)
    {
        var from = complaint.State;
        complaint.Dismiss(Act.Dismiss, EndReason.Duplicate, other.Id, journal.Now, clock);
        journal.Record(complaint, Act.Dismiss, from);
        journal.Record(other, Act.Merge, other.State);
        var own = complaint.ComplainantId is { } citizen && citizen == other.ComplainantId;
        await Tell(journal, complaint, own
            ? LocalizedText.Of("complaint.told.duplicate-own", Code(complaint), Code(other))
            : LocalizedText.Of("complaint.told.duplicate", Code(complaint), ComplaintText.Due(complaint)));
        if (!own) await journal.TellCitizen(other, LocalizedText.Of("complaint.told.merged", Code(other)));
    }

    /// <summary>The first pair of eyes: others who may look are asked.</summary>
    public async ValueTask SuspectSpam(ComplaintJournal journal, Complaint complaint, long official, string why)
    {
        complaint.SuspectSpam(official, journal.Now, clock);
        journal.Record(complaint, Act.SuspectSpam, complaint.State, why);
        await journal.Tell(await journal.Readers.SecondEyes(complaint, official, text), complaint, "complaint.office.spam", text);
    }

    /// <summary>The second pair of eyes agrees.</summary>
    public async ValueTask ConfirmSpam(ComplaintJournal journal, Complaint complaint)
    {
        var from = complaint.State;
        complaint.Dismiss(Act.ConfirmSpam, EndReason.Spam, null, journal.Now, clock);
        journal.Record(complaint, Act.ConfirmSpam, from);
        await Tell(journal, complaint, LocalizedText.Of("complaint.told.spam", Code(complaint), ComplaintText.Due(complaint)));
        await MergedReports.TellEnded(journal, complaint);
    }

    public ValueTask ClearSpam(ComplaintJournal journal, Complaint complaint)
    {
        complaint.ClearSpam(journal.Now, clock);
        journal.Record(complaint, Act.ClearSpam, complaint.State);
        return ValueTask.CompletedTask;
    }

    private static ValueTask Tell(ComplaintJournal journal, Complaint complaint, LocalizedText told) =>
        journal.TellCitizen(complaint, told, HandleComplaint.Own("buka", complaint));

    private static string Code(Complaint complaint) => ComplaintText.Code(complaint);
}
