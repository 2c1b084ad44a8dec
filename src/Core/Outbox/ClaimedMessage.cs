using Core.Messaging;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>A claimed outbox row in memory.</summary>
internal sealed record ClaimedMessage(long Id, string Channel, OutgoingMessage Message, DateTimeOffset? ValidUntil, string? Batch,
    bool Bulk)
{
    public ChatKey Chat => new(Channel, Message.Address);

    public int Attempts { get; set; }

    /// <summary>Whether it holds a place in its channel's second.</summary>
    public bool HasPlace { get; set; }
}
