using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Schedules;

/// <summary>That a person said they have read an announcement. Whoever sent it is shown how many did.</summary>
internal sealed class ReadBroadcast
{
    /// <summary>Which announcement.</summary>
    public required long BroadcastId { get; init; }

    /// <summary>Who.</summary>
    public required long PersonId { get; init; }
}

internal sealed class ReadBroadcastTable : IEntityTypeConfiguration<ReadBroadcast>
{
    public void Configure(EntityTypeBuilder<ReadBroadcast> table)
    {
        table.ToTable("read_broadcasts");
        table.HasKey(r => new { r.BroadcastId, r.PersonId });
        table.HasOne<Broadcast>().WithMany().HasForeignKey(r => r.BroadcastId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(r => r.PersonId);
    }
}
