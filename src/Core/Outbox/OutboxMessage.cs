using Core.Messaging;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Outbox;

/// <summary>A message that is still to be sent. A sent row is deleted, unless it belongs to a batch that reports on itself.</summary>
internal sealed class OutboxMessage
{
    /// <summary>Our number of it; messages to one address go out in this order.</summary>
    public long Id { get; private set; }

    /// <summary>The channel it goes by.</summary>
    public required string Channel { get; init; }

    /// <summary>The chat it goes to.</summary>
    public required string Address { get; set; }

    /// <summary>The <see cref="OutgoingMessage"/> as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Whether it is one of many (a reminder, a post) and must let replies pass.</summary>
    public bool Bulk { get; init; }

    /// <summary>Whether it is held back while its receiver is in a dialog.</summary>
    public bool WaitsForTalk { get; init; }

    /// <summary>Not before.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Not after: a stale message is dropped and counted.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Unique per person and occasion, so that a job which runs twice sends once.</summary>
    public string? Occasion { get; init; }

    /// <summary>The announcement or post that it belongs to; its rows stay with their state for the report.</summary>
    public string? Batch { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; set; }

    /// <summary>How often sending failed.</summary>
    public int Attempts { get; set; }

    /// <summary>The process that is sending it; it holds it until it lets go or dies.</summary>
    public string? Owner { get; set; }

    /// <summary>Its chat's <see cref="ChatKey.Lane"/>, by which chats are dealt out among workers.</summary>
    public int Lane { get; init; }

    /// <summary>The platform's id of it, while its receipt is awaited.</summary>
    public string? MessageId { get; set; }

    /// <summary>Why it failed: the platform's words, never ours or the person's.</summary>
    public string? Error { get; set; }

    /// <summary>The same message, unsent, for another address.</summary>
    public OutboxMessage To(string address) => new()
    {
        Channel = Channel,
        Address = address,
        Body = Body,
        Bulk = Bulk,
        WaitsForTalk = WaitsForTalk,
        DueAt = DueAt,
        ValidUntil = ValidUntil,
        Occasion = Occasion,
        Batch = Batch,
        Attempts = Attempts,
        Lane = new ChatKey(Channel, address).Lane,
    };
}

/// <summary>States of an outgoing message.</summary>
internal enum OutboxState
{
    /// <summary>To be sent.</summary>
    Waiting,

    /// <summary>The platform took it; whether it arrived is still to be heard.</summary>
    Accepted,

    /// <summary>Sent; only rows of a batch stay in this state.</summary>
    Sent,

    /// <summary>The receiver cannot be reached; only rows of a batch stay in this state.</summary>
    Unreachable,

    /// <summary>Too old when its turn came, or stopped; only rows of a batch stay in this state.</summary>
    Dropped,

    /// <summary>Refused for good by the platform, kept with its content.</summary>
    Parked,
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> table)
    {
        table.ToTable("outbox");
        table.HasIndex(m => m.Occasion).IsUnique();
        table.Property(m => m.WaitsForTalk).HasDefaultValue(false);
        table.HasIndex(m => new { m.State, m.Bulk, m.DueAt });
        table.Property(m => m.Lane).HasDefaultValue(0);
        table.HasIndex(m => new { m.Batch, m.State });
        table.HasIndex(m => new { m.Channel, m.Address });
        table.HasIndex(m => new { m.Channel, m.MessageId }).HasFilter("message_id IS NOT NULL");
    }
}
