using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.People;

/// <summary>A role that a person has, in a unit or in the whole instansi.</summary>
internal sealed class RoleGrant
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>Who.</summary>
    public required long PersonId { get; init; }

    /// <summary>In which unit; null for the whole instansi.</summary>
    public int? UnitId { get; init; }

    /// <summary>As what.</summary>
    public required Role Role { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Until when; null while it lasts. A membership is ended, never deleted.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Ends it.</summary>
    public void End(DateTimeOffset now) => Until ??= now;
}

internal sealed class RoleGrantTable : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> table)
    {
        table.ToTable("memberships");
        table.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(m => new { m.UnitId, m.Role });
    }
}
