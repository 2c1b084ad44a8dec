using System.Text.Json;
using Core.Messaging;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>A claimed outbox row in memory.</summary>
internal sealed record ClaimedMessage(long Id, string Channel, OutgoingMessage Message, DateTimeOffset? ValidUntil, string? Batch,
    bool Bulk)
{
    public ChatKey Chat => new(Channel, Message.Address);

    public int Attempts { get; set; }

    /// <summary>How many of its parts the person has already, so that what is tried again goes on from there.</summary>
    public int PartsOut { get; set; }

    /// <summary>When it was taken in hand, as a timestamp.</summary>
    public long TakenAt { get; set; }

    /// <summary>Whether it holds a place in its channel's second.</summary>
    public bool HasPlace { get; set; }

    /// <summary>Others to its chat that stood under our name when it was claimed, some of them perhaps not in hand yet.</summary>
    public IEnumerable<long> Behind { get; init; } = [];

    /// <summary>What stands in a row: its chat may have moved since it was put.</summary>
    public static OutgoingMessage MessageOf(string body, string address) =>
        JsonSerializer.Deserialize(body, OutgoingMessageJson.Default.OutgoingMessage)! with { Address = address };
}
