using Core.Complaints.Handling;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Complaints.National;

/// <summary>
/// Files what officials want filed in SP4N-LAPOR!, one after the other. That a call begins is stored before it, so a process that dies
/// during it leaves a complaint that may be there or not: that is asked of a person and never filed a second time by itself. Something
/// harmless is asked first, so an outage costs no such question.
/// </summary>
internal sealed partial class CarryUp(WriteQueue writer, IDbContextFactory<AppDb> databases, INationalDesk desk, ComposeNational compose,
    SendLater later, TimeProvider time, IOptions<NationalOptions> options, IOptions<ComplaintsOptions> complaints, ComplaintText text,
    ILogger<CarryUp> log)
{
    private const int AtOnce = 20;

    /// <summary>Longer than any call takes.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(5);

    /// <summary>Does it; returns how many calls were made about complaints.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        if (!options.Value.On) return 0;
        await writer.Enqueue(DoubtTheDead);
        await writer.Enqueue(WantRejections);
        var due = await Due(stop);
        if (due.Count == 0) return 0;
        if ((await desk.Agencies(1, stop)).Why is { } why)
        {
            await writer.Enqueue(write => PutOff(write, due, why));
            LogAway(due.Count, why);
            return 0;
        }

        var calls = 0;
        foreach (var id in due)
        {
            stop.ThrowIfCancellationRequested();
            calls++;
            if (await Carry(id, stop) is NationalOutcome.Later or NationalOutcome.Unsure) break; // whatever it is, it may ail the next too
        }

        return calls;
    }

    /// <summary>
    /// What was still to be filed in a copy that is restored may be there by now: that is asked of a person, as after a death in a call.
    /// </summary>
    public Task DoubtWanted() => writer.Enqueue(async write =>
    {
        var wanted = await write.Db.NationalCopies.Where(c => c.State == NationalState.Wanted || c.State == NationalState.Calling)
            .ToListAsync();
        foreach (var copy in wanted)
        {
            var complaint = await Of(write, copy);
            if (!DropErased(write, complaint, copy)) await Doubt(write, complaint, copy, "restored");
        }
    });

    private async Task<List<long>> Due(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(stop);
        return await db.NationalCopies.Where(c => c.NextTryAt <= now).OrderBy(c => c.NextTryAt).ThenBy(c => c.Id).Take(AtOnce)
            .Select(c => c.Id).ToListAsync(stop);
    }

    private async ValueTask DoubtTheDead(WriteContext write)
    {
        var since = time.GetUtcNow() - Dead;
        var left = await write.Db.NationalCopies.Where(c => c.State == NationalState.Calling && c.CalledAt < since).ToListAsync();
        foreach (var copy in left)
        {
            var complaint = await Of(write, copy);
            if (!DropErased(write, complaint, copy)) await Doubt(write, complaint, copy, "process");
        }
    }

    /// <summary>Of a complaint whose words were erased meanwhile nothing stays that leads to them there.</summary>
    private static bool DropErased(WriteContext write, Complaint complaint, NationalCopy copy)
    {
        if (complaint.Story.Length > 0) return false;
        write.Db.Remove(copy);
        return true;
    }

    /// <summary>What is there and ended here as not ours is said there, once that cannot be taken back any more.</summary>
    private async ValueTask WantRejections(WriteContext write)
    {
        var now = time.GetUtcNow();
        var before = now.AddMinutes(-complaints.Value.TakeBackMinutes);
        await write.Db.NationalCopies
            .Where(c => c.State == NationalState.Sent && c.Rejection == NationalRejection.None && c.NextTryAt == null
                && write.Db.Complaints.Any(o => o.Id == c.ComplaintId && o.EndReason == EndReason.NotOurs && o.EndedAt <= before))
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.NextTryAt, now));
    }

    private async ValueTask PutOff(WriteContext write, List<long> due, string why)
    {
        var now = time.GetUtcNow();
        foreach (var copy in await write.Db.NationalCopies.Where(c => due.Contains(c.Id)).ToListAsync()) copy.TryLater(why, now);
    }

    private async Task<NationalOutcome?> Carry(long id, CancellationToken stop)
    {
        if (await writer.Enqueue(write => Begin(write, id)) is not { } begun) return null;
        var outcome = begun switch
        {
            Begun { Sends: { } sent } => await desk.File(sent, stop),
            Begun { Agency: { } agency } => await desk.Reject(begun.Number!, agency, begun.Why!, stop),
            _ => await desk.Find(begun.Number!, stop),
        };
        await writer.Enqueue(write => Finish(write, id, outcome));
        if (outcome is not NationalOutcome.Done) LogFailed(id, outcome.GetType().Name, outcome.Why);
        return outcome;
    }

    /// <summary>Looks once more whether it may still go, and stores that a call begins.</summary>
    private async ValueTask<Begun?> Begin(WriteContext write, long id)
    {
        var now = time.GetUtcNow();
        if (await write.Db.NationalCopies.FirstOrDefaultAsync(c => c.Id == id && c.NextTryAt <= now) is not { } copy) return null;
        var complaint = await Of(write, copy);
        if (copy.State == NationalState.Sent) return await BeginRejection(write, complaint, copy);
        if (copy.State == NationalState.Looking) return new Begun(null, copy.NationalId, null, null);
        var became = complaint.Class == ComplaintClass.Supervisory && !copy.Supervisory;
        if (!complaint.IsOpen || complaint.Story.Length == 0 || became || compose.Of(complaint) is not { } sent)
        {
            write.Db.Remove(copy);
            var why = Wording.Of("id")[became ? "national.note-class" : "national.note-ended"];
            Journal(write).Record(complaint, Act.Note, complaint.State, why);
            return null;
        }

        copy.Call(now);
        return new Begun(sent, null, null, null);
    }

    private async ValueTask<Begun?> BeginRejection(WriteContext write, Complaint complaint, NationalCopy copy)
    {
        var (why, agency) = await compose.Rejection(write.Db, complaint);
        if (complaint.EndReason == EndReason.NotOurs && agency is { } whose) return new Begun(null, copy.NationalId, whose, why);
        copy.Rest(); // opened again meanwhile: nothing is to be said
        return null;
    }

    private async ValueTask Finish(WriteContext write, long id, NationalOutcome outcome)
    {
        if (await write.Db.NationalCopies.FirstOrDefaultAsync(c => c.Id == id) is not { } copy) return;
        var complaint = await Of(write, copy);
        if (DropErased(write, complaint, copy)) return;
        var now = time.GetUtcNow();
        switch (copy.State, outcome)
        {
            case (NationalState.Sent, NationalOutcome.Done):
                copy.Reject(NationalRejection.Said);
                Journal(write).Record(complaint, Act.Note, complaint.State, Wording.Of("id")["national.note-rejected"]);
                break;
            case (NationalState.Sent, NationalOutcome.Refused):
                copy.Reject(NationalRejection.Refused);
                await Tell(write, complaint, copy, "national.office.rejection-refused", outcome.Why);
                break;
            case (NationalState.Calling or NationalState.Looking, NationalOutcome.Done { Number: var taken })
                when await IsAnothers(write.Db, complaint, taken):
                await Doubt(write, complaint, copy, "number-of-another");
                break;
            case (NationalState.Calling or NationalState.Looking, NationalOutcome.Done { Number: var number }):
                copy.Take(number, now);
                complaint.EnterNational(number);
                Journal(write).Record(complaint, Act.EnterNational, complaint.State, number);
                await Tell(write, complaint, copy, "national.office.sent", number);
                break;
            case (NationalState.Calling, NationalOutcome.Unsure) or (NationalState.Looking, NationalOutcome.Refused):
                await Doubt(write, complaint, copy, outcome.Why);
                break;
            case (NationalState.Calling, NationalOutcome.Refused):
                copy.Refuse(outcome.Why);
                await Tell(write, complaint, copy, "national.office.refused", outcome.Why);
                break;
            default:
                copy.TryLater(outcome.Why, now); // looking up and rejecting may be repeated, whatever became of them
                break;
        }
    }

    /// <summary>One number for two would tell each citizen what is answered to the other.</summary>
    private static Task<bool> IsAnothers(AppDb db, Complaint complaint, string number) =>
        db.NationalCopies.AnyAsync(c => c.ComplaintId != complaint.Id && c.NationalId == number && c.State == NationalState.Sent);

    private async ValueTask Doubt(WriteContext write, Complaint complaint, NationalCopy copy, string why)
    {
        copy.Doubt(why);
        await Tell(write, complaint, copy, "national.office.unsure", why);
    }

    /// <summary>Whoever wanted it hears of it; where they are gone, those who handle it.</summary>
    private async ValueTask Tell(WriteContext write, Complaint complaint, NationalCopy copy, string key, string what)
    {
        var journal = Journal(write);
        var code = ComplaintText.Code(complaint);
        if (copy.AskedById is { } official) await journal.TellOfficial(official, LocalizedText.Of(key, code, what), text,
            Button.Of("complaint.open", Commands.Tasks.With(code)));
        else if (complaint.HolderId is { } holder) await journal.TellOfficial(holder, LocalizedText.Of(key, code, what), text);
    }

    private ComplaintJournal Journal(WriteContext write) =>
        new(write.Db, async message => await later.Put(write, message), time.GetUtcNow(), Relation.System, null);

    private static async ValueTask<Complaint> Of(WriteContext write, NationalCopy copy)
    {
        var code = await write.Db.Complaints.Where(c => c.Id == copy.ComplaintId).Select(c => c.Code).SingleAsync();
        await FindComplaint.Lock(write.Db, code);
        return await write.Db.Complaints.SingleAsync(c => c.Id == copy.ComplaintId);
    }

    /// <summary>A call that was noted: filing, or else looking up, or with an agency saying that it is not ours.</summary>
    private sealed record Begun(NationalComplaint? Sends, string? Number, int? Agency, string? Why);

    [LoggerMessage(LogLevel.Warning, "SP4N-LAPOR! does not answer ({Why}); {Count} complaints wait and are tried again later.")]
    private partial void LogAway(int count, string why);

    [LoggerMessage(LogLevel.Warning, "The call about copy {Id} in SP4N-LAPOR! ended as {Outcome} ({Why}).")]
    private partial void LogFailed(long id, string outcome, string why);
}
