using System.Data.Common;
using System.Text.Json;
using Core.Messaging;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Outbox;

/// <summary>
/// Takes what a platform says later about a message, and finds the message by the platform's id of it. A receipt that comes twice, or for
/// what is no longer kept, changes nothing.
/// </summary>
internal sealed class ReceiveReceipts(WriteQueue writer, IDbContextFactory<AppDb> databases, IEnumerable<IDeliveryListener> listeners,
    TimeProvider time)
{
    private const string Find =
        "select id, address, body, batch from outbox where channel = @p0 and message_id = @p1 and state = 'Accepted'";

    // A platform may tell of a delivery before we have written down that it took the message.
    private static readonly TimeSpan[] Again = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly IDeliveryListener[] _listeners = [.. listeners];

    /// <summary>Takes one; returns after it is on disk. False when it belongs to no message that waits for one.</summary>
    public async Task<bool> Receive(DeliveryReceipt receipt, CancellationToken stop = default)
    {
        foreach (var wait in Again)
        {
            if (await ChatOf(receipt, stop) is { } chat) return await writer.Enqueue(chat, write => Write(write.Db, receipt));
            await Task.Delay(wait, time, stop);
        }

        return false;
    }

    private async Task<ChatKey?> ChatOf(DeliveryReceipt receipt, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var address = await db.Outbox.AsNoTracking().Where(m => m.Channel == receipt.Channel && m.MessageId == receipt.MessageId)
            .OrderBy(m => m.Id)
            .Select(m => m.Address).FirstOrDefaultAsync(stop);
        return address is null ? null : new ChatKey(receipt.Channel, address);
    }

    private async ValueTask<bool> Write(AppDb db, DeliveryReceipt receipt)
    {
        if (await db.Sql.First(Find, Read, receipt.Channel, receipt.MessageId) is not { } found) return false;
        DeliveryFate fate = receipt switch
        {
            DeliveryReceipt.Failed failed => new DeliveryFate.Refused(failed.Code),
            DeliveryReceipt.Read => new DeliveryFate.Read(),
            _ => new DeliveryFate.Delivered(),
        };
        if (fate is DeliveryFate.Refused refused)
            await db.Sql.Run("update outbox set state = 'Parked', error = @p0 where id = @p1", refused.Reason, found.Id);
        else await FinishMessage.Finish(db, found.Id, found.Batch, OutboxState.Sent);
        var delivery = new Delivery(receipt.Channel, found.Message, fate);
        foreach (var listener in _listeners)
            if (listener.Wants(delivery)) await listener.Hear(db, delivery);
        return true;
    }

    private static Found Read(DbDataReader row) => new(
        row.GetInt64(0),
        JsonSerializer.Deserialize(row.GetString(2), OutgoingMessageJson.Default.OutgoingMessage)! with { Address = row.GetString(1) },
        row.IsDBNull(3) ? null : row.GetString(3));

    private sealed record Found(long Id, OutgoingMessage Message, string? Batch);
}
