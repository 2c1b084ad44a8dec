using System.Collections.Concurrent;
using Core.Messaging;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>Writes down what became of sent messages; what gathers while a commit is under way is marked together.</summary>
internal sealed class RecordSendResults(WriteQueue writer, MoveAddress move, IEnumerable<IDeliveryListener> listeners)
{
    private readonly IDeliveryListener[] _listeners = [.. listeners];
    private readonly ConcurrentQueue<(ClaimedMessage Parcel, SendOutcome? Outcome)> _waiting = new();
    private int _scheduled;
    private Task _last = Task.CompletedTask;

    public void Mark(ClaimedMessage claimed, SendOutcome outcome) => Put(claimed, outcome);

    /// <summary>The message was too old to be sent.</summary>
    public void Drop(ClaimedMessage claimed) => Put(claimed, null);

    /// <summary>Waits until everything marked so far is on disk.</summary>
    public async Task Flush()
    {
        await _last;
        if (!_waiting.IsEmpty) await WriteTogether();
    }

    private void Put(ClaimedMessage claimed, SendOutcome? outcome)
    {
        _waiting.Enqueue((claimed, outcome));
        if (Interlocked.Exchange(ref _scheduled, 1) == 0) _last = WriteTogether();
    }

    /// <summary>When the database fails, the marks are kept for the next try.</summary>
    private async Task WriteTogether()
    {
        var taken = new List<(ClaimedMessage Parcel, SendOutcome? Outcome)>();
        try
        {
            await writer.Enqueue(write => WriteAll(write.Db, taken));
        }
        catch (Exception)
        {
            Volatile.Write(ref _scheduled, 0);
            foreach (var mark in taken) _waiting.Enqueue(mark);
        }
    }

    private async ValueTask WriteAll(AppDb db, List<(ClaimedMessage Parcel, SendOutcome? Outcome)> taken)
    {
        Volatile.Write(ref _scheduled, 0);
        while (_waiting.TryDequeue(out var mark))
        {
            taken.Add(mark);
            await Write(db, mark.Parcel, mark.Outcome);
        }
    }

    private async ValueTask Write(AppDb db, ClaimedMessage claimed, SendOutcome? outcome)
    {
        if (outcome is SendOutcome.Moved moved)
        {
            await move.Move(db, claimed.Channel, claimed.Message.Address, moved.To);
            await db.Sql.Run("update outbox set owner = null, lease_until = null where id = @p0", claimed.Id);
            return;
        }

        var fate = FateOf(outcome);
        if (fate is DeliveryFate.Refused refused) await db.Sql.Run("update outbox set state = 'Parked', error = @p0 where id = @p1", refused.Reason, claimed.Id);
        else await Finish(db, claimed, StateAfter(fate));
        var delivery = new Delivery(claimed.Channel, claimed.Message, fate);
        foreach (var listener in _listeners)
            if (listener.Wants(delivery)) await listener.Hear(db, delivery);
    }

    private static DeliveryFate FateOf(SendOutcome? outcome) => outcome switch
    {
        SendOutcome.Sent sent => new DeliveryFate.Sent(sent.MessageId),
        SendOutcome.Unreachable unreachable => new DeliveryFate.Unreachable(unreachable.Reason),
        SendOutcome.Refused refused => new DeliveryFate.Refused(refused.Reason),
        _ => new DeliveryFate.Dropped(),
    };

    private static OutboxState StateAfter(DeliveryFate fate) => fate switch
    {
        DeliveryFate.Sent => OutboxState.Sent,
        DeliveryFate.Unreachable => OutboxState.Unreachable,
        _ => OutboxState.Dropped,
    };

    private static async ValueTask Finish(AppDb db, ClaimedMessage claimed, OutboxState state)
    {
        if (claimed.Batch is null) await db.Sql.Run("delete from outbox where id = @p0", claimed.Id);
        else await db.Sql.Run("update outbox set state = @p0 where id = @p1", state.ToString(), claimed.Id);
    }
}
