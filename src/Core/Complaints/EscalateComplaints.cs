using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Core.Complaints;

/// <summary>
/// What the clock does with complaints: reminds before, on and after the due day, tells the unit's head and then the
/// instansi, each once; closes after a silence; counts dates again once a year's holidays are decreed. What is due stands
/// in the complaints themselves, so it may run at any moment, twice, and after a long stop.
/// </summary>
public sealed partial class EscalateComplaints
{
    private const int AtOnce = 64;
    private readonly Writer _writer;
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PassStage _pass;
    private readonly TimeProvider _time;
    private readonly ILogger<EscalateComplaints> _log;

    internal EscalateComplaints(Writer writer, IDbContextFactory<AppDb> databases, PassStage pass, TimeProvider time, ILogger<EscalateComplaints> log) =>
        (_writer, _databases, _pass, _time, _log) = (writer, databases, pass, time, log);

    /// <summary>Does what is due; returns how many complaints that were.</summary>
    public async Task<int> Run()
    {
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync();
        var recount = await db.Complaints.Where(c => c.Provisional && c.CountedThrough < _pass.DecreedThrough && c.DueOn != null).Select(c => c.Id).ToListAsync();
        await ForEach(recount, (turn, id) => _pass.Recount(turn, id));
        var due = await db.Complaints.Where(c => c.NextStageAt <= now).OrderBy(c => c.NextStageAt).Select(c => c.Id).ToListAsync();
        await ForEach(due, (turn, id) => _pass.Pass(turn, id));
        return recount.Count + due.Count;
    }

    private async Task ForEach(List<long> complaints, Func<WriteTurn, long, ValueTask> change)
    {
        foreach (var some in complaints.Chunk(AtOnce)) await Task.WhenAll(some.Select(id => One(id, change)));
    }

    private async Task One(long id, Func<WriteTurn, long, ValueTask> change)
    {
        try
        {
            await _writer.Do(turn => change(turn, id));
        }
        catch (Exception e) when (e is not (WriterException or OperationCanceledException))
        {
            LogFailed(id, e.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The clock of complaint {Id} failed with {Error}; it is looked at again at the next run.")]
    private partial void LogFailed(long id, string error);
}

/// <summary>One complaint's step by the clock.</summary>
internal sealed class PassStage(ComplaintClock clock, ComplaintText text, SendLater later, TimeProvider time)
{
    public int DecreedThrough => clock.DecreedThrough;

    /// <summary>Does every stage that is due. After a long stop reminders that a later stage makes pointless are passed by.</summary>
    public async ValueTask Pass(WriteTurn turn, long id)
    {
        var now = time.GetUtcNow();
        var complaint = await turn.Db.Complaints.SingleAsync(c => c.Id == id);
        var desk = new Desk(turn.Db, async o => await later.Put(turn, o), now, Relation.System, null);
        while (complaint is { NextStage: { } stage, NextStageAt: { } at } && at <= now)
        {
            if (stage is Act.Close or Act.Lapse) await End(desk, complaint, stage);
            else
            {
                complaint.PassStage(now, clock);
                var overtaken = stage is Act.RemindBefore or Act.RemindOnDay && complaint.NextStageAt <= now;
                if (!overtaken) await Remind(desk, complaint, stage);
            }
        }
    }

    /// <summary>Counts the dates anew; a moved date is told to the citizen.</summary>
    public async ValueTask Recount(WriteTurn turn, long id)
    {
        var complaint = await turn.Db.Complaints.SingleAsync(c => c.Id == id);
        if (!complaint.Recount(time.GetUtcNow(), clock)) return;
        var desk = new Desk(turn.Db, async o => await later.Put(turn, o), time.GetUtcNow(), Relation.System, null);
        desk.Record(complaint, Act.Recount, complaint.State);
        await desk.TellCitizen(complaint, w => w["complaint.told.recounted", ComplaintText.Code(complaint), text.FollowUp(w, complaint)]);
    }

    private async ValueTask Remind(Desk desk, Complaint complaint, Act stage)
    {
        var occasion = FormattableString.Invariant($"{complaint.Id}:{complaint.State}:{complaint.DueOn:yyyyMMdd}:{stage}");
        if (await desk.Db.ComplaintEvents.AnyAsync(e => e.Occasion == occasion)) return;
        var readers = stage switch
        {
            Act.EscalateToHead => complaint.State == ComplaintState.Submitted ? [] : await desk.Heads(complaint),
            Act.EscalateToInstansi => await desk.Administrators(complaint),
            _ => await desk.Responsible(complaint),
        };
        if (stage == Act.EscalateToHead && readers.Count == 0) return;
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
