using System.Collections.Concurrent;
using Core.Messaging;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>Writes down what became of sent messages; what gathers while a commit is under way is marked together.</summary>
internal sealed class RecordSendResults(WriteQueue writer, TimeProvider time)
{
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
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                await Finish(db, claimed, OutboxState.Sent);
                if (sent.MessageId is { } card && claimed.Message.CardOf is { } person)
                    await db.Sql.Run("update conversations set card = @p0 where person_id = @p1", card, person);
                if (sent.MessageId is { } posted && claimed.Message.PostOf is { } post)
                    await db.Sql.Run("update monthly_posts set message_id = @p0 where id = @p1", posted, post);
                break;
            case SendOutcome.Unreachable:
                await Finish(db, claimed, OutboxState.Unreachable);
                await db.Sql.Run(
                    "update people set unreachable_since = @p0 where channel = @p1 and address = @p2 and unreachable_since is null",
                    time.GetUtcNow().ToUnixTimeMilliseconds(), claimed.Channel, claimed.Message.Address);
                break;
            case SendOutcome.Moved moved:
                await MoveAddress.Move(db, claimed.Channel, claimed.Message.Address, moved.To);
                await db.Sql.Run("update outbox set owner = null, lease_until = null where id = @p0", claimed.Id);
                break;
            case SendOutcome.Refused refused:
                await db.Sql.Run("update outbox set state = 'Parked', error = @p0 where id = @p1", refused.Reason, claimed.Id);
                break;
            default:
                await Finish(db, claimed, OutboxState.Dropped);
                if (claimed.Message.ReminderOf is { } reminder)
                    await db.Sql.Run("update reminders set state = 'Dropped' where id = @p0 and state = 'Sent'", reminder);
                break;
        }
    }

    private static async ValueTask Finish(AppDb db, ClaimedMessage claimed, OutboxState state)
    {
        if (claimed.Batch is null) await db.Sql.Run("delete from outbox where id = @p0", claimed.Id);
        else await db.Sql.Run("update outbox set state = @p0 where id = @p1", state.ToString(), claimed.Id);
    }
}

/// <summary>A chat has a new address: everything we know goes there from now on.</summary>
internal static class MoveAddress
{
    public static async ValueTask Move(AppDb db, string channel, string from, string to)
    {
        await db.Sql.Run("update outbox set address = @p0 where channel = @p1 and address = @p2 and state = 'Waiting'", to, channel, from);
        await db.Sql.Run("update people set address = @p0 where channel = @p1 and address = @p2", to, channel, from);
        await db.Sql.Run("update channel_links set address = @p0 where channel = @p1 and address = @p2", to, channel, from);
        await db.Sql.Run("update monthly_posts set address = @p0, message_id = null where channel = @p1 and address = @p2", to, channel, from);
    }
}
