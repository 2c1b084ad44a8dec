using Core.Messaging;
using Core.Outbox;
using Core.Persistence;

namespace Core.News;

/// <summary>
/// When news stands in a talk, its reader is to be called back to it; when a way turns out to lead nowhere any more, it is forgotten.
/// </summary>
internal sealed class FollowNews(TimeProvider time) : IDeliveryListener
{
    private const string Want = """
        update news_ways set wanted_at = @p0 where wanted_at is null and confirmed
            and person_id in (select p.id from people p where p.channel = @p1 and p.address = @p2)
        """;

    public bool Wants(Delivery delivery) => delivery.Fate switch
    {
        DeliveryFate.Sent => Topic.NumberIn(delivery.Message.Topic, Topic.News) is not null,
        DeliveryFate.Unreachable => KindOf(delivery.Channel) is not null,
        _ => false,
    };

    public async ValueTask Hear(AppDb db, Delivery delivery)
    {
        if (delivery.Fate is DeliveryFate.Sent)
            await db.Sql.Run(Want, time.GetUtcNow().ToUnixTimeMilliseconds(), delivery.Channel, delivery.Message.Address);
        else if (long.TryParse(delivery.Message.Address, out var way))
            await db.Sql.Run("delete from news_ways where id = @p0", way);
    }

    private static WayKind? KindOf(string channel) =>
        Enum.GetValues<WayKind>().Where(kind => FindWays.ChannelOf(kind) == channel).Select(kind => (WayKind?)kind).FirstOrDefault();
}
