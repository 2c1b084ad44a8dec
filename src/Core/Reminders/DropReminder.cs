using Core.Messaging;
using Core.Outbox;
using Core.Persistence;

namespace Core.Reminders;

/// <summary>A reminder that was too late to be sent, or that the platform did not take, counts as not sent.</summary>
internal sealed class DropReminder : IDeliveryListener
{
    /// <summary>The kind of a message that is a reminder.</summary>
    public const string Reminder = "reminder";

    public bool Wants(Delivery delivery) =>
        delivery.Fate is DeliveryFate.Dropped or DeliveryFate.Refused or DeliveryFate.Unreachable
        && Topic.NumberIn(delivery.Message.Topic, Reminder) is not null;

    public async ValueTask Hear(AppDb db, Delivery delivery) => await db.Sql.Run(
        "update reminders set state = 'Dropped' where id = @p0 and state = 'Sent'", Topic.NumberIn(delivery.Message.Topic, Reminder));
}
