using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Inbox;

/// <summary>A received update. Its row is written in the transaction that handles it, so that nothing is handled twice.</summary>
internal sealed class InboxMessage
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The channel it came by.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's id of it.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The day on which we stored it, as the moment at which that day began in the instansi's zone.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How often handling failed; a row with 3 failures is parked and keeps its content.</summary>
    public int Failures { get; init; }

    /// <summary>The content, kept only while parked.</summary>
    public string? Body { get; set; }

    /// <summary>Why it was parked: the kind of error, never anybody's words.</summary>
    public string? Error { get; set; }
}

internal sealed class InboxTable : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> table)
    {
        table.ToTable("inbox");
        table.HasIndex(m => new { m.Channel, m.ExternalId }).IsUnique();
        table.HasIndex(m => m.ReceivedAt);
    }
}
