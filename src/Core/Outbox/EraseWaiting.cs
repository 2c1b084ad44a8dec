using Core.Persistence;

namespace Core.Outbox;

/// <summary>
/// Takes away all that waits for somebody who has themself erased, also what a worker has in hand already, such as a reply that the
/// platform did not take yet. Only what is on the line at that moment can still arrive.
/// </summary>
internal sealed class EraseWaiting(OutboxSender sender)
{
    public async Task Of(WriteContext write, ChatKey chat) => Drop(write, await write.Db.Sql.All(
        "delete from outbox where channel = @p0 and address = @p1 returning id", row => row.GetInt64(0), chat.Channel, chat.Address));

    /// <summary>Nobody sends these any more, once this turn is on disk.</summary>
    public void Drop(WriteContext write, IReadOnlyList<long> gone)
    {
        if (gone.Count > 0) write.AfterCommit(() => sender.DropEverywhere(gone));
    }
}
