using Core.Persistence;

namespace Core.Outbox;

/// <summary>A chat has a new address: what waits for it, and everything that listeners know of it, goes there from now on.</summary>
internal sealed class MoveAddress(IEnumerable<IAddressMoved> listeners)
{
    private readonly IAddressMoved[] _listeners = [.. listeners];

    internal async ValueTask Move(AppDb db, string channel, string from, string to)
    {
        if (from == to) return;
        await db.Sql.Run("update outbox set address = @p0, lane = @p3 where channel = @p1 and address = @p2 and state = 'Waiting'", to,
            channel, from, new ChatKey(channel, to).Lane);
        foreach (var listener in _listeners) await listener.Follow(db, channel, from, to);
    }
}
