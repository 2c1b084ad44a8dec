using Core.Complaints.Deadlines;
using Core.Complaints.Tracking;
using Core.Messaging;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>What officials do with a complaint: the change, its line in the history and the word to the citizen, together.</summary>
internal sealed class HandleComplaint(ComplaintClock clock, ComplaintText text)
{
    public async ValueTask Verify(ComplaintJournal journal, Complaint complaint, ComplaintClass kind, Unit unit)
    {
        var (from, before) = (complaint.State, complaint.UnitId);
        complaint.Verify(kind, unit.Id, journal.Now, clock);
        journal.Record(complaint, Act.Verify, from, unitFrom: before);
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.verified", Code(complaint), text.Handler(complaint),
                ComplaintText.Next(complaint, journal.Now)));
        await journal.TellResponsible(complaint, "complaint.office.new", text);
    }

    public async ValueTask Return(ComplaintJournal journal, Complaint complaint, string reason)
    {
        var from = complaint.State;
        complaint.Return(journal.Now, clock);
        journal.Record(complaint, Act.Return, from, reason);
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.returned", Code(complaint), reason, ComplaintText.Due(complaint)),
            Own("lengkapi", complaint), Own("cabut", complaint));
    }

    public async ValueTask Take(ComplaintJournal journal, Complaint complaint, long officer)
    {
        var from = complaint.State;
        complaint.Take(officer, journal.Now, clock);
        journal.Record(complaint, Act.Take, from);
        if (from == complaint.State) return;
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.taken", Code(complaint), text.Handler(complaint), ComplaintText.Due(complaint)));
    }

    public async ValueTask Ask(ComplaintJournal journal, Complaint complaint, string question)
    {
        var from = complaint.State;
        complaint.Ask(journal.Now, clock);
        journal.Record(complaint, Act.Ask, from, question);
        await journal.TellCitizen(complaint, LocalizedText.Of("complaint.told.asked", Code(complaint), question), Own("jawab", complaint));
    }

    public async ValueTask Resume(ComplaintJournal journal, Complaint complaint)
    {
        var from = complaint.State;
        complaint.Resume(journal.Now, clock);
        journal.Record(complaint, Act.Resume, from);
        await journal.TellCitizen(complaint, LocalizedText.Of("complaint.told.resumed", Code(complaint), ComplaintText.Due(complaint)));
    }

    public async ValueTask Progress(ComplaintJournal journal, Complaint complaint, string report)
    {
        var from = complaint.State;
        complaint.Progress(journal.Now, clock);
        journal.Record(complaint, Act.Progress, from, report);
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.progress", Code(complaint), report), Own("tambah", complaint));
    }

    /// <summary>To another unit, or back to triage when none is given.</summary>
    public async ValueTask PassOn(ComplaintJournal journal, Complaint complaint, Unit? unit, string reason)
    {
        var (from, before) = (complaint.State, complaint.UnitId);
        complaint.PassOn(unit?.Id, journal.Now, clock);
        journal.Record(complaint, Act.PassOn, from, reason, before);
        var key = unit is null ? "complaint.told.back-to-triage" : "complaint.told.passed-on";
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of(key, Code(complaint), text.Unit(complaint.UnitId), reason, ComplaintText.Due(complaint)));
        await journal.TellResponsible(complaint, "complaint.office.passed-on", text);
    }

    public async ValueTask Resolve(ComplaintJournal journal, Complaint complaint, string report)
    {
        var from = complaint.State;
        complaint.Resolve(journal.Now, clock);
        journal.Record(complaint, Act.Resolve, from, report);
        await journal.TellCitizen(
            complaint,
            LocalizedText.Of("complaint.told.resolved", Code(complaint), report, ComplaintText.Due(complaint)),
            Own("selesai", complaint), Own("belum", complaint));
    }

    public async ValueTask Assign(ComplaintJournal journal, Complaint complaint)
    {
        var from = complaint.State;
        complaint.Assign(journal.Now, clock);
        journal.Record(complaint, Act.Assign, from);
        await journal.TellCitizen(complaint, LocalizedText.Of("complaint.told.assigned", Code(complaint), ComplaintText.Due(complaint)));
        await journal.TellResponsible(complaint, "complaint.office.assigned", text);
    }

    /// <summary>A button of the citizen's own: <c>/cek CODE word</c>.</summary>
    public static Button Own(Wording words, Complaint complaint, string act) =>
        new(words[$"complaint.do.{act}"], $"/cek {Code(complaint)} {act}");

    /// <summary>The same, put into words when it goes out.</summary>
    public static Button Own(string act, Complaint complaint) => Button.Of($"complaint.do.{act}", $"/cek {Code(complaint)} {act}");

    private static string Code(Complaint complaint) => ComplaintText.Code(complaint);
}

/// <summary>What a citizen does with an own complaint: the change, its line in the history, and the word to those who handle it.</summary>
internal sealed class FollowComplaint(ComplaintClock clock, ComplaintText text)
{
    public async ValueTask Add(ComplaintJournal journal, Complaint complaint, string words)
    {
        var from = complaint.State;
        complaint.Add(journal.Now, clock);
        journal.Record(complaint, Act.Add, from, words);
        await journal.TellResponsible(complaint, "complaint.office.added", text);
    }

    public async ValueTask Answer(ComplaintJournal journal, Complaint complaint, string answer)
    {
        var from = complaint.State;
        complaint.Answer(journal.Now, clock);
        journal.Record(complaint, Act.Answer, from, answer);
        await journal.TellResponsible(complaint, "complaint.office.answered", text);
    }

    public async ValueTask Complete(ComplaintJournal journal, Complaint complaint, string words)
    {
        var from = complaint.State;
        complaint.Complete(journal.Now, clock);
        journal.Record(complaint, Act.Complete, from, words);
        await journal.TellResponsible(complaint, "complaint.office.completed", text);
    }

    public async ValueTask Withdraw(ComplaintJournal journal, Complaint complaint)
    {
        var readers = complaint.State == ComplaintState.Returned ? [] : await journal.Responsible(complaint);
        var from = complaint.State;
        complaint.Withdraw(journal.Now, clock);
        journal.Record(complaint, Act.Withdraw, from);
        await journal.Tell(readers, complaint, "complaint.office.withdrawn", text);
    }

    public async ValueTask Confirm(ComplaintJournal journal, Complaint complaint)
    {
        var readers = await journal.Responsible(complaint);
        var from = complaint.State;
        complaint.Confirm(journal.Now, clock);
        journal.Record(complaint, Act.Confirm, from);
        await journal.Tell(readers, complaint, "complaint.office.confirmed", text);
    }

    public async ValueTask Reopen(ComplaintJournal journal, Complaint complaint, string reason)
    {
        var from = complaint.State;
        var heads = await journal.Heads(complaint);
        complaint.Reopen(heads.Count > 0, journal.Now, clock);
        journal.Record(complaint, Act.Reopen, from, reason);
        await journal.TellResponsible(complaint, "complaint.office.reopened", text);
    }

    /// <summary>
    /// A late one is asked for, once a day: first those who must act are reminded, then the unit's head is told. Returns how often that
    /// was so, this time included; 0 when it was done today already.
    /// </summary>
    public async ValueTask<int> Hurry(ComplaintJournal journal, Complaint complaint)
    {
        var occasion = FormattableString.Invariant($"{complaint.Id}:{Act.Hurry}:{clock.Day(complaint, journal.Now):yyyyMMdd}");
        var earlier = await journal.Db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && e.Act == Act.Hurry)
            .Select(e => e.Occasion).ToListAsync();
        if (earlier.Contains(occasion)) return 0;
        journal.Record(complaint, Act.Hurry, complaint.State, occasion: occasion);
        if (earlier.Count == 0) await journal.TellResponsible(complaint, "complaint.office.hurried", text);
        else await journal.Tell(await Above(journal, complaint), complaint, "complaint.office.hurried-again", text);
        return earlier.Count + 1;
    }

    public ValueTask Rate(ComplaintJournal journal, Complaint complaint, int value)
    {
        var from = complaint.State;
        complaint.Rate(value, journal.Now, clock);
        journal.Record(complaint, Act.Rate, from);
        return ValueTask.CompletedTask;
    }

    /// <summary>The unit's head; where there is none yet, or it may be the accused, the instansi's administrators.</summary>
    private static async Task<List<Reader>> Above(ComplaintJournal journal, Complaint complaint)
    {
        var heads = complaint.State == ComplaintState.Submitted ? [] : await journal.Heads(complaint);
        return heads.Count > 0 ? heads : await journal.Administrators(complaint);
    }

    /// <summary>Whether the time to reopen a closed one is over.</summary>
    public bool IsTooLateToReopen(Complaint complaint, DateTimeOffset now) =>
        complaint.State == ComplaintState.Closed && (complaint.DueAt is not { } until || until < now);
}

/// <summary>Finds complaints.</summary>
internal static class FindComplaint
{
    /// <summary>
    /// The complaint of a code as typed; null when it is none of ours. Inside a message nobody else changes it until the message is
    /// answered.
    /// </summary>
    public static async ValueTask<Complaint?> ByCode(Core.Persistence.AppDb db, string? typed)
    {
        if (TrackingCode.Parse(typed, out var code) != TrackingCode.Reading.Good) return null;
        await Lock(db, code);
        return await db.Complaints.FirstOrDefaultAsync(c => c.Code == code);
    }

    /// <summary>Holds a complaint for the transaction.</summary>
    public static ValueTask Lock(Core.Persistence.AppDb db, string code) => db.Sql.Lock($"complaint:{code}");
}
