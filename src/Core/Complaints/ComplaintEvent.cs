using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints;

/// <summary>One line of a complaint's history. It is only ever added.</summary>
internal sealed class ComplaintEvent
{
    public long Id { get; private set; }

    public required long ComplaintId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Act Act { get; init; }

    /// <summary>As what somebody acted; who the complainant is does not stand here.</summary>
    public required Relation By { get; init; }

    /// <summary>The official who acted; null for the complainant and for the service itself.</summary>
    public long? OfficialId { get; init; }

    public required ComplaintState From { get; init; }

    public required ComplaintState To { get; init; }

    public int? UnitFrom { get; init; }

    public int? UnitTo { get; init; }

    public ComplaintClass? Class { get; init; }

    /// <summary>What was said or the reason; a retention rule may empty it.</summary>
    public string? Words { get; set; }

    /// <summary>For what is done by the clock: unique, so that it is done once.</summary>
    public string? Occasion { get; init; }
}

internal sealed class ComplaintEventTable : IEntityTypeConfiguration<ComplaintEvent>
{
    public void Configure(EntityTypeBuilder<ComplaintEvent> table)
    {
        table.ToTable("complaint_events");
        table.HasOne<Complaint>().WithMany().HasForeignKey(e => e.ComplaintId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Person>().WithMany().HasForeignKey(e => e.OfficialId).OnDelete(DeleteBehavior.SetNull);
        table.HasIndex(e => e.Occasion).IsUnique();
    }
}
