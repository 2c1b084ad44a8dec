using Core.Messaging;
using Core.Outbox;
using Core.Persistence;

namespace Core.Dialogs.Conversations;

/// <summary>What a conversation learns from deliveries: which message shows its open question, who cannot be reached, who moved.</summary>
internal sealed class FollowDeliveries(TimeProvider time) : IDeliveryListener, IAddressMoved
{
    /// <summary>The kind of a message that shows the open question of a person.</summary>
    public const string Card = "card";

    /// <summary>Who is in a dialog is busy: an open question comes before what can wait.</summary>
    public static readonly BusyChats Busy = new("""
        exists (select 1 from people p join conversations c on c.person_id = p.id
            where p.channel = o.channel and p.address = o.address and c.open_dialog is not null)
        """);

    // An edited card keeps its id, and the conversation knows that one already.
    public bool Wants(Delivery delivery) => delivery.Fate switch
    {
        DeliveryFate.Unreachable => true,
        DeliveryFate.Sent { MessageId: { } id } =>
            id != delivery.Message.EditOf && Topic.NumberIn(delivery.Message.Topic, Card) is not null,
        _ => false,
    };

    public async ValueTask Hear(AppDb db, Delivery delivery)
    {
        if (delivery.Fate is DeliveryFate.Sent { MessageId: { } id })
            await db.Sql.RunAlong("update conversations set card = @p0 where person_id = @p1",
                id, Topic.NumberIn(delivery.Message.Topic, Card));
        else
            await db.Sql.Run(
                "update people set unreachable_since = @p0 where channel = @p1 and address = @p2 and unreachable_since is null",
                time.GetUtcNow().ToUnixTimeMilliseconds(), delivery.Channel, delivery.Message.Address);
    }

    /// <summary>Somebody else who was known there has left by then (<see cref="LeaveAddress"/>).</summary>
    public async ValueTask Follow(AppDb db, string channel, string from, string to) =>
        await db.Sql.Run("update people set address = @p0 where channel = @p1 and address = @p2", to, channel, from);
}
