using Core.People;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints;

internal sealed class ComplaintTable : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> table)
    {
        table.ToTable("complaints");
        table.Property(c => c.Code).HasMaxLength(9);
        table.Property(c => c.Version).IsConcurrencyToken();
        table.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Person>().WithMany().HasForeignKey(c => c.ComplainantId).OnDelete(DeleteBehavior.SetNull);
        table.HasOne<Person>().WithMany().HasForeignKey(c => c.HolderId).OnDelete(DeleteBehavior.SetNull);
        table.HasOne<Person>().WithMany().HasForeignKey(c => c.SpamById).OnDelete(DeleteBehavior.SetNull);
        table.HasOne<Complaint>().WithMany().HasForeignKey(c => c.DuplicateOfId).OnDelete(DeleteBehavior.Restrict);
        table.Property(c => c.OfInspectorate).HasDefaultValue(false);
        table.Property(c => c.Raised).HasDefaultValue(false);
        table.Property(c => c.LateBefore).HasDefaultValue(false);
        table.Property(c => c.Passes).HasDefaultValue(0);
        table.Property(c => c.Declined).HasDefaultValue(0);
        table.Property(c => c.Reopened).HasDefaultValue(0);
        table.HasIndex(c => c.Code).IsUnique();
        table.HasIndex(c => new { c.State, c.DueAt });
        table.HasIndex(c => new { c.UnitId, c.State, c.DueAt });
        table.HasIndex(c => new { c.UnitId, c.FiledOn });
        table.HasIndex(c => c.NextStageAt);
        table.HasIndex(c => c.EndedAt);

        // All that the public numbers read, so that they never touch a story.
        table.HasIndex(c => new
        {
            c.FiledOn,
            c.UnitId,
            c.Class,
            c.State,
            c.ResolvedOn,
            c.OnTime,
            c.DueAt,
            c.HandlingRating,
            c.Reopened,
            c.Declined,
            c.EndReason,
        }).HasDatabaseName("ix_complaints_figures");
        table.Property(c => c.ManyAtOnce).HasDefaultValue(false);
        table.Property(c => c.Urgent).HasDefaultValue(false);
        table.HasOne<Service>().WithMany().HasForeignKey(c => c.ServiceId).OnDelete(DeleteBehavior.SetNull);
        table.Ignore(c => c.EndedWithTriage);
        table.HasOne<Person>().WithMany().HasForeignKey(c => c.TakenInById).OnDelete(DeleteBehavior.SetNull);

        // All that the desk filters and counts by, so that a list of a hundred thousand never touches a story.
        table.HasIndex(c => new
        {
            c.State,
            c.UnitId,
            c.Class,
            c.DueAt,
            c.FiledOn,
            c.HolderId,
            c.ComplainantId,
            c.OfInspectorate,
            c.Raised,
            c.SpamById,
            c.Urgent,
            c.ServiceId,
            c.Category,
            c.Origin,
            c.StepFrom,
            c.Reopened,
        }).HasDatabaseName("ix_complaints_desk");
        table.Ignore(c => c.TagList);
        table.Ignore(c => c.IsWithOfficials);
        table.Ignore(c => c.IsOpen);
    }
}
