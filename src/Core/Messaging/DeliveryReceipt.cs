namespace Core.Messaging;

/// <summary>What a platform says later about a message that it had taken: a closed list.</summary>
internal abstract record DeliveryReceipt
{
    private DeliveryReceipt(string channel, string messageId) => (Channel, MessageId) = (channel, messageId);

    /// <summary>The channel's name.</summary>
    public string Channel { get; }

    /// <summary>The platform's id of the message.</summary>
    public string MessageId { get; }

    /// <summary>It is on the receiver's device.</summary>
    public sealed record Delivered(string Channel, string MessageId) : DeliveryReceipt(Channel, MessageId);

    /// <summary>It cannot be delivered; the platform's code says why.</summary>
    public sealed record Failed(string Channel, string MessageId, string Code) : DeliveryReceipt(Channel, MessageId);

    /// <summary>The receiver opened it.</summary>
    public sealed record Read(string Channel, string MessageId) : DeliveryReceipt(Channel, MessageId);
}
