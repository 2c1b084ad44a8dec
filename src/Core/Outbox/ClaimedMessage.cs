using Core.Messaging;

namespace Core.Outbox;

/// <summary>A claimed outbox row in memory.</summary>
internal sealed record ClaimedMessage(long Id, string Channel, OutgoingMessage Message, DateTimeOffset? ValidUntil, string? Batch, bool Bulk)
{
    public int Attempts { get; set; }

    /// <summary>Whether it holds a place in its channel's second.</summary>
    public bool HasPlace { get; set; }
}
