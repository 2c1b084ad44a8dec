using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Outbox;

/// <summary>
/// A chat has a new address: what waits for it, and everything that listeners know of it, goes there from now on. Whoever was known there
/// before leaves first, with what waits for them: two who are known as two are never made one, and neither gets what is the other's.
/// </summary>
internal sealed class MoveAddress(IEnumerable<IAddressMoved> listeners, ILeaveAddress holders)
{
    private readonly IAddressMoved[] _listeners = [.. listeners];

    /// <summary>Does it; returns the numbers of messages that nobody who has them in hand may send any more.</summary>
    internal async ValueTask<IReadOnlyList<long>> Move(AppDb db, string channel, string from, string to)
    {
        if (from == to) return [];
        IReadOnlyList<long> taken = [];
        if (await holders.Leave(db, channel, from, to) is { } left)
        {
            taken = await TakeAlong(db, channel, to, left);
            await Tell(db, channel, to, left.Address);
        }

        await db.Sql.Run("update outbox set address = @p0, lane = @p3 where channel = @p1 and address = @p2 and state = 'Waiting'", to,
            channel, from, new ChatKey(channel, to).Lane);
        await Tell(db, channel, from, to);
        return taken;
    }

    private async ValueTask Tell(AppDb db, string channel, string from, string to)
    {
        foreach (var listener in _listeners) await listener.Follow(db, channel, from, to);
    }

    /// <summary>
    /// Under new numbers, since a message in hand goes to the address that it was claimed with. What nobody can be reached with any more
    /// ends as to one who left; of a batch its state stays for the report.
    /// </summary>
    private static async Task<IReadOnlyList<long>> TakeAlong(AppDb db, string channel, string address, LeftTo left)
    {
        var waiting = await db.Outbox.AsNoTracking().Where(m => m.Channel == channel && m.Address == address
            && m.State == OutboxState.Waiting).OrderBy(m => m.Id).ToListAsync();
        foreach (var message in waiting.Where(_ => !left.IsReached))
            await FinishMessage.Finish(db, message.Id, message.Batch, OutboxState.Unreachable);
        var ids = waiting.ConvertAll(m => m.Id);
        if (!left.IsReached) return ids;
        await db.Outbox.Where(m => ids.Contains(m.Id)).ExecuteDeleteAsync();
        db.Outbox.AddRange(waiting.Select(m => m.To(left.Address)));
        await db.SaveChangesAsync();
        return ids;
    }
}

/// <summary>Where somebody is left to be found who gave an address up.</summary>
/// <param name="Address">Another address of theirs, or one that is nobody's.</param>
/// <param name="IsReached">Whether messages reach them there.</param>
internal sealed record LeftTo(string Address, bool IsReached);

/// <summary>Knows who stands at an address. The outbox knows people by this alone.</summary>
internal interface ILeaveAddress
{
    /// <summary>
    /// Somebody known at <paramref name="from"/> gets <paramref name="to"/>: another one who is known there stays who they were, with all
    /// that is theirs, and leaves it. Null where nobody has to.
    /// </summary>
    ValueTask<LeftTo?> Leave(AppDb db, string channel, string from, string to);
}
