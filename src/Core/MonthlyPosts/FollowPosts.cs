using Core.Messaging;
using Core.Outbox;
using Core.Persistence;

namespace Core.MonthlyPosts;

/// <summary>Keeps the platform's id of each post, so that it can be edited, and goes along when a linked chat moves.</summary>
internal sealed class FollowPosts(TimeProvider time) : IDeliveryListener, IAddressMoved
{
    /// <summary>The kind of a message that is a monthly post.</summary>
    public const string Post = "post";

    public bool Wants(Delivery delivery) =>
        Topic.NumberIn(delivery.Message.Topic, Post) is not null && (delivery.Fate is DeliveryFate.Refused
            || (delivery.Fate is DeliveryFate.Sent { MessageId: { } id } && id != delivery.Message.EditOf));

    public async ValueTask Hear(AppDb db, Delivery delivery)
    {
        if (delivery.Fate is DeliveryFate.Sent sent) await db.Sql.Run("update monthly_posts set message_id = @p0 where id = @p1",
            sent.MessageId, Topic.NumberIn(delivery.Message.Topic, Post));
        else await db.Sql.Run("update channel_links set refused_at = @p0 where channel = @p1 and address = @p2 and thread = @p3",
            time.GetUtcNow().ToUnixTimeMilliseconds(), delivery.Channel, delivery.Message.Address, delivery.Message.Thread ?? "");
    }

    /// <summary>Where both addresses were linked, the link at the new one stands; likewise the months that were posted at both.</summary>
    public async ValueTask Follow(AppDb db, string channel, string from, string to)
    {
        await db.Sql.Run("""
            delete from channel_links where channel = @p1 and address = @p2 and exists
            (select 1 from channel_links other where other.channel = @p1 and other.address = @p0 and other.thread = channel_links.thread)
            """, to, channel, from);
        await db.Sql.Run("update channel_links set address = @p0 where channel = @p1 and address = @p2", to, channel, from);
        await db.Sql.Run("""
            delete from monthly_posts where channel = @p1 and address = @p2 and exists
            (select 1 from monthly_posts other where other.channel = @p1 and other.address = @p0 and other.thread = monthly_posts.thread
                and other.unit_id = monthly_posts.unit_id and other.month = monthly_posts.month)
            """, to, channel, from);
        await db.Sql.Run("update monthly_posts set address = @p0, message_id = null where channel = @p1 and address = @p2", to, channel,
            from);
    }
}
