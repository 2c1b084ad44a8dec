using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Core.Complaints.Deadlines;

/// <summary>
/// What the clock does with complaints: reminds before, on and after the due day, tells the unit's head and then the
/// instansi, each once; closes after a silence; counts dates again when the days off changed: a year was
/// decreed, or corrected after. What is due stands
/// in the complaints themselves, so it may run at any moment, twice, and after a long stop.
/// </summary>
internal sealed partial class EscalateComplaints
{
    private const int AtOnce = 64;
    private const int AtOnceBesideOthers = 16;
    private readonly WriteQueue _writer;
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PassStage _pass;
    private readonly TimeProvider _time;
    private readonly ILogger<EscalateComplaints> _log;

    internal EscalateComplaints(WriteQueue writer, IDbContextFactory<AppDb> databases, PassStage pass, TimeProvider time,
        ILogger<EscalateComplaints> log) =>
        (_writer, _databases, _pass, _time, _log) = (writer, databases, pass, time, log);

    /// <summary>Does what is due; returns how many complaints that were.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(stop);
        var calendar = _pass.Calendar;
        var recount = await db.Complaints.Where(c => c.CountedThrough != calendar
                && ((c.State != ComplaintState.Closed && c.State != ComplaintState.Withdrawn) || (c.Provisional && c.DueOn != null)))
            .Select(c => c.Id).ToListAsync(stop);
        await ForEach(recount, _pass.Recount, stop);
        var due = await db.Complaints.Where(c => c.NextStageAt <= now).OrderBy(c => c.NextStageAt).Select(c => c.Id).ToListAsync(stop);
        await ForEach(due, _pass.Pass, stop);
        return recount.Count + due.Count;
    }

    /// <summary>
    /// Many in one transaction; where one of them fails, each in its own, so that it holds up no other. Beside other workers they are
    /// fewer, for whoever writes about one of them waits; it takes their locks in the order of their numbers, and nobody else takes two.
    /// </summary>
    private async Task ForEach(List<long> complaints, Func<WriteContext, long[], ValueTask> change, CancellationToken stop)
    {
        foreach (var some in complaints.Chunk(_writer.IsShared ? AtOnceBesideOthers : AtOnce))
        {
            stop.ThrowIfCancellationRequested();
            if (await Do(some, change) || some.Length == 1) continue;
            foreach (var id in some) await Do([id], change);
        }
    }

    private async Task<bool> Do(long[] complaints, Func<WriteContext, long[], ValueTask> change)
    {
        try
        {
            await _writer.Enqueue(write => change(write, complaints));
            return true;
        }
        catch (Exception e) when (e is not (WriteQueueException or OperationCanceledException))
        {
            if (complaints.Length == 1) LogFailed(complaints[0], e.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The clock of complaint {Id} failed with {Error}; it is looked at again at the next run.")]
    private partial void LogFailed(long id, string error);
}
