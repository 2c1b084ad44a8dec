using System.Collections.Concurrent;
using Core.Messaging;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>
/// Writes down what became of messages. What somebody listens to is written under the lock of its chat, so that it never meets the chat's
/// next message; of the rest, what gathers while a commit is under way is written together.
/// </summary>
internal sealed class RecordSendResults(
    WriteQueue writer, IReadOnlyDictionary<string, IChannel> channels, MoveAddress move, IEnumerable<IDeliveryListener> listeners,
        HeldMessages held, Action<IReadOnlyList<long>> drop)
{
    private readonly IDeliveryListener[] _listeners = [.. listeners];
    private readonly ConcurrentQueue<Mark> _together = new();
    private readonly ConcurrentQueue<Mark> _failed = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private int _scheduled;

    /// <summary>Has it written; a null outcome when the message was too old to be sent.</summary>
    public void Put(ClaimedMessage claimed, SendOutcome? outcome) => Put(new Mark(claimed, outcome));

    /// <summary>Tries again what the database did not take.</summary>
    public void Retry()
    {
        for (var count = _failed.Count; count > 0 && _failed.TryDequeue(out var mark); count--) Put(mark);
        Gather(); // what the writer never came to take
    }

    /// <summary>Waits until everything marked so far is on disk, as far as the database takes it.</summary>
    public async Task Flush()
    {
        Retry();
        while (_underWay.Keys is { Count: > 0 } tasks)
        {
            await Task.WhenAll(tasks);
            foreach (var task in tasks) _underWay.TryRemove(task, out _); // what takes them out may wait for the very thread that is here
        }
    }

    private void Put(Mark mark)
    {
        if (IsHeard(mark)) Follow(WriteAlone(mark));
        else
        {
            _together.Enqueue(mark);
            Gather();
        }
    }

    private void Gather()
    {
        if (!_together.IsEmpty && Interlocked.Exchange(ref _scheduled, 1) == 0) Follow(WriteTogether());
    }

    private void Follow(Task task)
    {
        _underWay[task] = true;
        _ = task.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    private bool IsHeard(Mark mark) => mark.Outcome is SendOutcome.Moved || Array.Exists(_listeners, l => l.Wants(mark.Delivery));

    private async Task WriteAlone(Mark mark)
    {
        try
        {
            await writer.Enqueue(mark.Claimed.Chat, write => Write(write.Db, mark));
            LetGo(mark);
        }
        catch (Exception)
        {
            _failed.Enqueue(mark);
        }
    }

    private async Task WriteTogether()
    {
        var taken = new List<Mark>();
        try
        {
            await writer.Enqueue(write => WriteAll(write.Db, taken));
            foreach (var mark in taken) LetGo(mark);
        }
        catch (Exception)
        {
            Volatile.Write(ref _scheduled, 0);
            foreach (var mark in taken) _failed.Enqueue(mark);
        }
    }

    private void LetGo(Mark mark)
    {
        if (mark.RowIsGone) held.RemoveForGood(mark.Claimed.Id);
        else held.Remove(mark.Claimed.Id);
    }

    /// <summary>In the order of their numbers: rows of several chats are always taken in one order.</summary>
    private async ValueTask WriteAll(AppDb db, List<Mark> taken)
    {
        Volatile.Write(ref _scheduled, 0);
        while (_together.TryDequeue(out var mark)) taken.Add(mark);
        foreach (var mark in taken.OrderBy(m => m.Claimed.Id)) await Write(db, mark);
    }

    private async ValueTask Write(AppDb db, Mark mark)
    {
        var claimed = mark.Claimed;
        if (mark.Outcome is SendOutcome.Moved moved)
        {
            drop(await move.Move(db, claimed.Channel, claimed.Message.Address, moved.To));
            await db.Sql.Run("update outbox set owner = null where id = @p0", claimed.Id);
            return;
        }

        var fate = mark.Delivery.Fate;
        if (fate is DeliveryFate.Refused refused)
            await db.Sql.Run("update outbox set state = 'Parked', owner = null, error = @p0 where id = @p1", refused.Reason, claimed.Id);
        else if (fate is DeliveryFate.Sent { MessageId: { } id } && channels.TryGetValue(claimed.Channel, out var channel)
            && channel.TellsOfDelivery)
            await db.Sql.Run("update outbox set state = 'Accepted', owner = null, message_id = @p0 where id = @p1", id, claimed.Id);
        else
        {
            await FinishMessage.Finish(db, claimed.Id, claimed.Batch, FinishMessage.StateAfter(fate));
            mark.RowIsGone = claimed.Batch is null;
        }

        foreach (var listener in _listeners)
            if (listener.Wants(mark.Delivery)) await listener.Hear(db, mark.Delivery);
    }

    private sealed record Mark(ClaimedMessage Claimed, SendOutcome? Outcome)
    {
        public bool RowIsGone { get; set; }

        public Delivery Delivery { get; } = new(Claimed.Channel, Claimed.Message, FateOf(Outcome));

        private static DeliveryFate FateOf(SendOutcome? outcome) => outcome switch
        {
            SendOutcome.Sent sent => new DeliveryFate.Sent(sent.MessageId),
            SendOutcome.Unreachable unreachable => new DeliveryFate.Unreachable(unreachable.Reason),
            SendOutcome.Refused refused => new DeliveryFate.Refused(refused.Reason),
            _ => new DeliveryFate.Dropped(),
        };
    }
}

/// <summary>Takes a message out of the outbox; of a batch its state stays for the report.</summary>
internal static class FinishMessage
{
    public static OutboxState StateAfter(DeliveryFate fate) => fate switch
    {
        DeliveryFate.Unreachable => OutboxState.Unreachable,
        DeliveryFate.Dropped => OutboxState.Dropped,
        _ => OutboxState.Sent,
    };

    public static ValueTask Finish(AppDb db, long id, string? batch, OutboxState state) => batch is null
        ? db.Sql.RunAlong("delete from outbox where id = @p0", id)
        : db.Sql.RunAlong("update outbox set state = @p0, owner = null where id = @p1", state.ToString(), id);
}
