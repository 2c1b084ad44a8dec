using System.Globalization;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>
/// Takes away all that waits for somebody who has themself erased, also what a worker has in hand already, such as a reply that the
/// platform did not take yet. Only what is on the line at that moment can still arrive.
/// </summary>
internal sealed class EraseWaiting(OutboxSender sender, IWorkers workers)
{
    private const int AtOnce = 100; // a signal has room for 8,000 bytes

    public async Task Of(WriteContext write, ChatKey chat)
    {
        var gone = await write.Db.Sql.All("delete from outbox where channel = @p0 and address = @p1 returning id", row => row.GetInt64(0),
            chat.Channel, chat.Address);
        write.AfterCommit(() =>
        {
            sender.Drop(gone);
            foreach (var some in gone.Chunk(AtOnce))
                workers.Signal(OutboxSender.Erased, string.Join(',', some.Select(id => id.ToString(CultureInfo.InvariantCulture))));
        });
    }
}
