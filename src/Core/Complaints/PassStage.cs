using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>What the clock does with some complaints, in one transaction.</summary>
internal sealed class PassStage(ComplaintClock clock, ComplaintText text, SendLater later, TimeProvider time)
{
    public int DecreedThrough => clock.DecreedThrough;

    /// <summary>Does every stage that is due. After a long stop reminders that a later stage makes pointless are passed by.</summary>
    public async ValueTask Pass(WriteTurn turn, long[] ids)
    {
        var desk = DeskOf(turn);
        var complaints = await turn.Db.Complaints.Where(c => ids.Contains(c.Id)).ToListAsync();
        var done = (await turn.Db.ComplaintEvents.Where(e => ids.Contains(e.ComplaintId) && e.Occasion != null).Select(e => e.Occasion!).ToListAsync()).ToHashSet();
        foreach (var complaint in complaints.OrderBy(c => c.NextStageAt).ThenBy(c => c.Id)) await Pass(desk, complaint, done);
    }

    /// <summary>Counts the dates anew; a moved date is told to the citizen.</summary>
    public async ValueTask Recount(WriteTurn turn, long[] ids)
    {
        var desk = DeskOf(turn);
        foreach (var complaint in await turn.Db.Complaints.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync())
        {
            if (!complaint.Recount(desk.Now, clock)) continue;
            desk.Record(complaint, Act.Recount, complaint.State);
            await desk.TellCitizen(complaint, w => w["complaint.told.recounted", ComplaintText.Code(complaint), text.FollowUp(w, complaint)]);
        }
    }

    private Desk DeskOf(WriteTurn turn) => new(turn.Db, async o => await later.Put(turn, o), time.GetUtcNow(), Relation.System, null);

    private async ValueTask Pass(Desk desk, Complaint complaint, HashSet<string> done)
    {
        while (complaint is { NextStage: { } stage, NextStageAt: { } at } && at <= desk.Now)
        {
            if (stage is Act.Close or Act.Lapse) await End(desk, complaint, stage);
            else
            {
                complaint.PassStage(desk.Now, clock);
                var overtaken = stage is Act.RemindBefore or Act.RemindOnDay && complaint.NextStageAt <= desk.Now;
                if (!overtaken) await Remind(desk, complaint, stage, done);
            }
        }
    }

    private async ValueTask Remind(Desk desk, Complaint complaint, Act stage, HashSet<string> done)
    {
        var occasion = FormattableString.Invariant($"{complaint.Id}:{complaint.State}:{complaint.DueOn:yyyyMMdd}:{stage}");
        if (done.Contains(occasion)) return;
        var readers = stage switch
        {
            Act.EscalateToHead => complaint.State == ComplaintState.Submitted ? [] : await desk.Heads(complaint),
            Act.EscalateToInstansi => await desk.Administrators(complaint),
            _ => await desk.Responsible(complaint),
        };
        if (stage == Act.EscalateToHead && readers.Count == 0) return;
        done.Add(occasion);
        desk.Record(complaint, stage, complaint.State, occasion: occasion);
        await desk.Tell(readers, complaint, $"complaint.office.{stage}", text);
    }

    private async ValueTask End(Desk desk, Complaint complaint, Act stage)
    {
        var from = complaint.State;
        if (stage == Act.Close) complaint.Close(desk.Now, clock);
        else complaint.Lapse(desk.Now, clock);
        desk.Record(complaint, stage, from);
        if (stage == Act.Lapse) await desk.TellCitizen(complaint, w => w["complaint.told.lapsed", ComplaintText.Code(complaint)]);
        else await desk.TellCitizen(complaint, w => w["complaint.told.closed", ComplaintText.Code(complaint), text.Due(w, complaint)],
            w => [HandleComplaint.Own(w, complaint, "buka"), .. TrackComplaint.RatingButtons(w, complaint)]);
    }
}
