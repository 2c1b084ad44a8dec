using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints;

/// <summary>One line of a complaint's history. Lines are only ever added; one that was taken back says so.</summary>
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

    /// <summary>Whether it was with the head of the instansi, being about the inspectorate.</summary>
    public bool OfInspectorate { get; init; }

    /// <summary>What was said or the reason; a retention rule may empty it.</summary>
    public string? Words { get; set; }

    /// <summary>For what is done by the clock: unique, so that it is done once.</summary>
    public string? Occasion { get; init; }

    /// <summary>Until when the citizen does not read it yet, so that it can be taken back.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>What the complaint was before it (<see cref="ComplaintBefore"/>), where it can be taken back.</summary>
    public string? Before { get; init; }

    /// <summary>The name of its step, under which its messages wait.</summary>
    public string? Step { get; init; }

    /// <summary>Whether it was taken back before the citizen read of it; the line stays for officials.</summary>
    public bool TakenBack { get; set; }
}

internal sealed class ComplaintEventTable : IEntityTypeConfiguration<ComplaintEvent>
{
    public void Configure(EntityTypeBuilder<ComplaintEvent> table)
    {
        table.ToTable("complaint_events");
        table.HasOne<Complaint>().WithMany().HasForeignKey(e => e.ComplaintId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Person>().WithMany().HasForeignKey(e => e.OfficialId).OnDelete(DeleteBehavior.SetNull);
        table.HasIndex(e => e.Occasion).IsUnique();
        table.Property(e => e.TakenBack).HasDefaultValue(false);
        table.Property(e => e.OfInspectorate).HasDefaultValue(false);
    }
}
