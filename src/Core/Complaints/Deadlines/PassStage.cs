using Core.Complaints.Handling;
using Core.Complaints.Tracking;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Deadlines;

/// <summary>What the clock does with some complaints, in one transaction.</summary>
internal sealed class PassStage(ComplaintClock clock, ComplaintText text, SendLater later, TimeProvider time)
{
    public int Calendar => clock.Calendar;

    /// <summary>Does every stage that is due. After a long stop reminders that a later stage makes pointless are passed by.</summary>
    public async ValueTask Pass(WriteContext write, long[] ids)
    {
        var journal = DeskOf(write);
        await Hold(write.Db, ids);
        var complaints = await write.Db.Complaints.Where(c => ids.Contains(c.Id)).ToListAsync();
        var done = (await write.Db.ComplaintEvents.Where(e => ids.Contains(e.ComplaintId) && e.Occasion != null).Select(e => e.Occasion!)
            .ToListAsync()).ToHashSet();
        foreach (var complaint in complaints.OrderBy(c => c.NextStageAt).ThenBy(c => c.Id)) await Pass(journal, complaint, done);
    }

    /// <summary>
    /// Counts the dates anew; a moved date is told to the citizen, unless nobody follows it up any more or the clock stands still.
    /// </summary>
    public async ValueTask Recount(WriteContext write, long[] ids)
    {
        var journal = DeskOf(write);
        await Hold(write.Db, ids);
        foreach (var complaint in await write.Db.Complaints.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync())
        {
            if (!complaint.Recount(journal.Now, clock) || !complaint.IsWithOfficials) continue;
            journal.Record(complaint, Act.Recount, complaint.State);
            var told = LocalizedText.Of("complaint.told.recounted", ComplaintText.Code(complaint), ComplaintText.FollowUp(complaint));
            await journal.TellCitizen(complaint, told);
        }
    }

    private static async ValueTask Hold(AppDb db, long[] ids)
    {
        var codes = await db.Complaints.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).Select(c => c.Code).ToListAsync();
        await FindComplaint.Lock(db, codes);
    }

    private ComplaintJournal DeskOf(WriteContext write) =>
        new(write.Db, async o => await later.Put(write, o), time.GetUtcNow(), Relation.System, null);

    private async ValueTask Pass(ComplaintJournal journal, Complaint complaint, HashSet<string> done)
    {
        while (complaint is { NextStage: { } stage, NextStageAt: { } at } && at <= journal.Now)
        {
            if (stage is Act.Close or Act.Lapse) await End(journal, complaint, stage);
            else
            {
                complaint.PassStage(journal.Now, clock);
                var overtaken = stage is Act.RemindBefore or Act.RemindOnDay && complaint.NextStageAt <= journal.Now;
                if (!overtaken) await Remind(journal, complaint, stage, done);
            }
        }
    }

    private async ValueTask Remind(ComplaintJournal journal, Complaint complaint, Act stage, HashSet<string> done)
    {
        var occasion = FormattableString.Invariant($"{complaint.Id}:{complaint.State}:{complaint.DueOn:yyyyMMdd}:{stage}");
        if (done.Contains(occasion)) return;
        var readers = stage switch
        {
            Act.EscalateToHead => complaint.State == ComplaintState.Submitted ? [] : await journal.Readers.Heads(complaint, text),
            Act.EscalateToInstansi => await journal.Readers.Above(complaint, text),
            _ => await journal.Readers.Responsible(complaint, text),
        };
        if (stage == Act.EscalateToHead && readers.Count == 0) return;
        done.Add(occasion);
        journal.Record(complaint, stage, complaint.State, occasion: occasion);
        journal.TellDue(readers, complaint, stage);
    }

    private async ValueTask End(ComplaintJournal journal, Complaint complaint, Act stage)
    {
        var from = complaint.State;
        if (stage == Act.Close) complaint.Close(journal.Now, clock);
        else complaint.Lapse(journal.Now, clock);
        journal.Record(complaint, stage, from);
        var code = ComplaintText.Code(complaint);
        if (stage == Act.Lapse)
        {
            await journal.TellCitizen(complaint, LocalizedText.Of("complaint.told.lapsed", code));
            await MergedReports.GoOn(journal, complaint, from, clock, text);
        }
        else await journal.TellCitizen(complaint, LocalizedText.Of("complaint.told.closed", code, ComplaintText.Due(complaint)),
            [HandleComplaint.Own("buka", complaint), .. HandlingRatings.Of(complaint)]);
    }
}
