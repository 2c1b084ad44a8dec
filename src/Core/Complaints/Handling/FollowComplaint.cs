using Core.Complaints.Accusations;
using Core.Complaints.Deadlines;
using Core.Complaints.Notices;
using Core.Intents;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>What a citizen does with an own complaint: the change, its line in the history, and the word to those who handle it.</summary>
internal sealed class FollowComplaint(ComplaintClock clock, ComplaintText text, IntentReader reader, TakeBackStep takeBack)
{
    /// <summary>What speaks of danger is urgent.</summary>
    public void LookForDanger(Complaint complaint, string words)
    {
        if (reader.DangerIn(words) is not null) complaint.MarkUrgent();
    }

    public async ValueTask Add(ComplaintJournal journal, Complaint complaint, string words)
    {
        await journal.LetGoEarlier(complaint);
        var from = complaint.State;
        complaint.Add(journal.Now, clock);
        journal.Record(complaint, Act.Add, from, words);
        await Raise(journal, complaint, words);
        await journal.TellResponsible(complaint, "complaint.office.added", text);
    }

    public async ValueTask Answer(ComplaintJournal journal, Complaint complaint, string answer)
    {
        await journal.LetGoEarlier(complaint);
        var from = complaint.State;
        complaint.Answer(journal.Now, clock);
        journal.Record(complaint, Act.Answer, from, answer);
        await Raise(journal, complaint, answer);
        await journal.TellResponsible(complaint, "complaint.office.answered", text);
    }

    public async ValueTask Complete(ComplaintJournal journal, Complaint complaint, string words)
    {
        await journal.LetGoEarlier(complaint);
        var from = complaint.State;
        complaint.Complete(journal.Now, clock);
        journal.Record(complaint, Act.Complete, from, words);
        LookForDanger(complaint, words);
        await journal.TellResponsible(complaint, "complaint.office.completed", text);
    }

    /// <summary>
    /// As the citizen knows it: what they had not read yet of an official's step never reaches them, nor whoever would have had it. Returns
    /// the kept files to erase after the commit (<see cref="EraseFiles"/>).
    /// </summary>
    public async ValueTask<IReadOnlyList<string>> Withdraw(ComplaintJournal journal, Complaint complaint)
    {
        var files = await takeBack.TakeBackUnread(journal, complaint);
        var readers = complaint.State == ComplaintState.Returned ? [] : await journal.Readers.Responsible(complaint, text);
        var from = complaint.State;
        complaint.Withdraw(journal.Now, clock);
        journal.Record(complaint, Act.Withdraw, from);
        await journal.Tell(readers, complaint, "complaint.office.withdrawn", text);
        await MergedReports.GoOn(journal, complaint, from, clock, text);
        return files;
    }

    public void EraseFiles(IReadOnlyList<string> files) => takeBack.EraseFiles(files);

    public async ValueTask Confirm(ComplaintJournal journal, Complaint complaint, string words)
    {
        await journal.LetGoEarlier(complaint);
        var readers = await journal.Readers.Responsible(complaint, text);
        var from = complaint.State;
        complaint.Confirm(journal.Now, clock);
        journal.Record(complaint, Act.Confirm, from, NullIfEmpty(words));
        await journal.Tell(readers, complaint, words.Length > 0 ? "complaint.office.confirmed-words" : "complaint.office.confirmed", text);
    }

    public async ValueTask Reopen(ComplaintJournal journal, Complaint complaint, string reason)
    {
        await journal.LetGoEarlier(complaint);
        var from = complaint.State;
        var heads = await journal.Readers.Heads(complaint, text);
        complaint.Reopen(heads.Count > 0, journal.Now, clock);
        journal.Record(complaint, Act.Reopen, from, reason);
        await Raise(journal, complaint, reason);
        var key = complaint.State == ComplaintState.Submitted ? "complaint.office.reopened-triage" : "complaint.office.reopened";
        await journal.TellResponsible(complaint, key, text);
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
        await journal.LetGoEarlier(complaint);
        journal.Record(complaint, Act.Hurry, complaint.State, occasion: occasion);
        if (earlier.Count == 0) await journal.TellResponsible(complaint, "complaint.office.hurried", text);
        else await journal.Tell(await Above(journal, complaint), complaint, "complaint.office.hurried-again", text);
        return earlier.Count + 1;
    }

    public ValueTask Rate(ComplaintJournal journal, Complaint complaint, int value, string words)
    {
        var from = complaint.State;
        complaint.Rate(value, journal.Now, clock);
        journal.Record(complaint, Act.Rate, from, NullIfEmpty(words));
        return ValueTask.CompletedTask;
    }

    private static string? NullIfEmpty(string words) => words.Length > 0 ? words : null;

    /// <summary>The unit's head; where there is none yet, or it may be the accused, the instansi's administrators.</summary>
    private async Task<List<Reader>> Above(ComplaintJournal journal, Complaint complaint)
    {
        var heads = complaint.State == ComplaintState.Submitted ? [] : await journal.Readers.Heads(complaint, text);
        return heads.Count > 0 ? heads : await journal.Readers.Administrators(complaint);
    }

    /// <summary>Words of bribery, extortion or violence that come later raise the question of the class: triage looks again.</summary>
    private async ValueTask Raise(ComplaintJournal journal, Complaint complaint, string words)
    {
        LookForDanger(complaint, words);
        if (complaint.Raised || AccusationWords.In(words).Count == 0) return;
        complaint.Raise();
        if (complaint.Raised) await journal.Tell(await journal.Readers.Triage(complaint, text), complaint, "complaint.office.raised", text);
    }
}
