using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Inbox;

/// <summary>
/// What an update looked like that could not be read: the names and kinds of its fields, and no value of any. Those that look alike are
/// one row.
/// </summary>
internal sealed class UnreadShape
{
    /// <summary>A fingerprint of channel, kind, reason and shape.</summary>
    public required string Print { get; init; }

    /// <summary>The channel it came by.</summary>
    public required string Channel { get; init; }

    /// <summary>Its kind as the platform names it.</summary>
    public required string Kind { get; init; }

    /// <summary>What was wrong: the kind of error and the place, never a value.</summary>
    public required string Reason { get; init; }

    /// <summary>Names and kinds of its fields; empty when they are not known.</summary>
    public required string Shape { get; init; }

    /// <summary>How many came that look so.</summary>
    public required long Times { get; set; }

    /// <summary>The day on which the last one came, as the moment at which that day began in the instansi's zone.</summary>
    public required DateTimeOffset LastAt { get; set; }
}

internal sealed class UnreadShapeTable : IEntityTypeConfiguration<UnreadShape>
{
    public void Configure(EntityTypeBuilder<UnreadShape> table)
    {
        table.ToTable("unread_shapes");
        table.HasKey(s => s.Print);
    }
}
