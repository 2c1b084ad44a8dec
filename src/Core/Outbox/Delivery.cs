using Core.Messaging;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>What became of a message, as those who care hear it.</summary>
/// <param name="Channel">The channel it went by.</param>
/// <param name="Message">The message.</param>
/// <param name="Fate">What became of it.</param>
internal readonly record struct Delivery(string Channel, OutgoingMessage Message, DeliveryFate Fate);

/// <summary>What can become of a message: a closed list.</summary>
internal abstract record DeliveryFate
{
    private DeliveryFate() { }

    /// <summary>The platform took it; its id of the message, when it gave one.</summary>
    public sealed record Sent(string? MessageId) : DeliveryFate;

    /// <summary>The receiver cannot be reached any more.</summary>
    public sealed record Unreachable(string Reason) : DeliveryFate;

    /// <summary>The platform refuses this very message for good.</summary>
    public sealed record Refused(string Reason) : DeliveryFate;

    /// <summary>It was too old when its turn came, and was not sent.</summary>
    public sealed record Dropped : DeliveryFate;

    /// <summary>The platform says that it is on the receiver's device.</summary>
    public sealed record Delivered : DeliveryFate;

    /// <summary>The platform says that the receiver opened it.</summary>
    public sealed record Read : DeliveryFate;
}

/// <summary>A capability that wants to know what became of messages. The outbox knows it by this alone.</summary>
internal interface IDeliveryListener
{
    /// <summary>Whether it does anything about this; asked before there is a transaction.</summary>
    bool Wants(Delivery delivery);

    /// <summary>Writes down what follows, in the transaction that marks the message.</summary>
    ValueTask Hear(AppDb db, Delivery delivery);
}

/// <summary>A capability that keeps addresses of chats, and follows when a chat gets another.</summary>
internal interface IAddressMoved
{
    /// <summary>
    /// From now on the chat is reached at <paramref name="to"/>. Where that address is known already, what is known of both chats becomes
    /// one (of two people it never does, <see cref="ILeaveAddress"/>): a move never fails.
    /// </summary>
    ValueTask Follow(AppDb db, string channel, string from, string to);
}
