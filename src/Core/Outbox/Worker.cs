using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Outbox;

/// <summary>A process that sends from this database beside others, and when it last said so.</summary>
public sealed class Worker
{
    /// <summary>Its name, <see cref="OutboxOptions.Instance"/>.</summary>
    public required string Instance { get; init; }

    /// <summary>When it last said that it is there.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}

internal sealed class WorkerTable : IEntityTypeConfiguration<Worker>
{
    public void Configure(EntityTypeBuilder<Worker> table)
    {
        table.ToTable("workers");
        table.HasKey(w => w.Instance);
    }
}
