using Core.Complaints.Desk;
using Core.Messaging;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints.Attachments;

/// <summary>
/// A file that an official chose at the desk and that waits, looked at and cleaned, until the step is taken: through a preview, or a slip
/// in the form. It belongs to one browser, one complaint and one step.
/// </summary>
internal sealed class HeldEvidence
{
    public long Id { get; private set; }

    public required long SessionId { get; init; }

    public required long PersonId { get; init; }

    public required long ComplaintId { get; init; }

    public required string Step { get; init; }

    /// <summary>As the official's device calls it, to be told from others in the form.</summary>
    public required string Name { get; init; }

    public required string KeptAs { get; init; }

    public required FileKind Kind { get; init; }

    public required long Size { get; init; }

    /// <summary>When it goes.</summary>
    public required DateTimeOffset Until { get; init; }
}

internal sealed class HeldEvidenceTable : IEntityTypeConfiguration<HeldEvidence>
{
    public void Configure(EntityTypeBuilder<HeldEvidence> table)
    {
        table.ToTable("held_evidence");
        table.HasOne<DeskSession>().WithMany().HasForeignKey(e => e.SessionId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Complaint>().WithMany().HasForeignKey(e => e.ComplaintId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(e => e.Until);
    }
}
