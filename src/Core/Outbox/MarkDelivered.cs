using System.Collections.Concurrent;
using Core.Channels;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>Writes down what became of sent messages; what gathers while a commit is under way is marked together.</summary>
internal sealed class MarkDelivered(Writer writer, TimeProvider time)
{
    private readonly ConcurrentQueue<(Parcel Parcel, SendOutcome? Outcome)> _waiting = new();
    private int _scheduled;
    private Task _last = Task.CompletedTask;

    public void Mark(Parcel parcel, SendOutcome outcome) => Put(parcel, outcome);

    /// <summary>The message was too old to be sent.</summary>
    public void Drop(Parcel parcel) => Put(parcel, null);

    /// <summary>Waits until everything marked so far is on disk.</summary>
    public async Task Flush()
    {
        await _last;
        if (!_waiting.IsEmpty) await WriteTogether();
    }

    private void Put(Parcel parcel, SendOutcome? outcome)
    {
        _waiting.Enqueue((parcel, outcome));
        if (Interlocked.Exchange(ref _scheduled, 1) == 0) _last = WriteTogether();
    }

    /// <summary>When the database fails, the marks are kept for the next try.</summary>
    private async Task WriteTogether()
    {
        var taken = new List<(Parcel Parcel, SendOutcome? Outcome)>();
        try
        {
            await writer.Do(turn => WriteAll(turn.Db, taken));
        }
        catch (Exception)
        {
            Volatile.Write(ref _scheduled, 0);
            foreach (var mark in taken) _waiting.Enqueue(mark);
        }
    }

    private async ValueTask WriteAll(AppDb db, List<(Parcel Parcel, SendOutcome? Outcome)> taken)
    {
        Volatile.Write(ref _scheduled, 0);
        while (_waiting.TryDequeue(out var mark))
        {
            taken.Add(mark);
            await Write(db, mark.Parcel, mark.Outcome);
        }
    }

    private async ValueTask Write(AppDb db, Parcel parcel, SendOutcome? outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                await Finish(db, parcel, OutboxState.Sent);
                if (sent.MessageId is { } card && parcel.Message.CardOf is { } person)
                    await db.Sql.Run("update conversations set card = @p0 where person_id = @p1", card, person);
                if (sent.MessageId is { } posted && parcel.Message.PostOf is { } post)
                    await db.Sql.Run("update monthly_posts set message_id = @p0 where id = @p1", posted, post);
                break;
            case SendOutcome.Unreachable:
                await Finish(db, parcel, OutboxState.Unreachable);
                await db.Sql.Run(
                    "update people set unreachable_since = @p0 where channel = @p1 and address = @p2 and unreachable_since is null",
                    time.GetUtcNow().ToUnixTimeMilliseconds(), parcel.Channel, parcel.Message.Address);
                break;
            case SendOutcome.Moved moved:
                await MoveAddress.Move(db, parcel.Channel, parcel.Message.Address, moved.To);
                await db.Sql.Run("update outbox set owner = null, lease_until = null where id = @p0", parcel.Id);
                break;
            case SendOutcome.Refused refused:
                await db.Sql.Run("update outbox set state = 'Parked', error = @p0 where id = @p1", refused.Reason, parcel.Id);
                break;
            default:
                await Finish(db, parcel, OutboxState.Dropped);
                if (parcel.Message.ReminderOf is { } reminder)
                    await db.Sql.Run("update reminders set state = 'Dropped' where id = @p0 and state = 'Sent'", reminder);
                break;
        }
    }

    private static async ValueTask Finish(AppDb db, Parcel parcel, OutboxState state)
    {
        if (parcel.Batch is null) await db.Sql.Run("delete from outbox where id = @p0", parcel.Id);
        else await db.Sql.Run("update outbox set state = @p0 where id = @p1", state.ToString(), parcel.Id);
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
