using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Reminders;

/// <summary>Days of a person's own leave, both counted. Nobody but the person sees them.</summary>
internal sealed class Leave
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>Whose.</summary>
    public required long PersonId { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly To { get; init; }
}

/// <summary>A recap that was sent; the key keeps it from coming twice.</summary>
internal sealed class Recap
{
    /// <summary>To whom.</summary>
    public required long PersonId { get; init; }

    /// <summary>The local day of it.</summary>
    public required DateOnly Day { get; init; }
}

internal sealed class LeaveTable : IEntityTypeConfiguration<Leave>
{
    public void Configure(EntityTypeBuilder<Leave> table)
    {
        table.ToTable("leaves");
        table.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(l => new { l.PersonId, l.To });
    }
}

internal sealed class RecapTable : IEntityTypeConfiguration<Recap>
{
    public void Configure(EntityTypeBuilder<Recap> table)
    {
        table.ToTable("recaps");
        table.HasKey(r => new { r.PersonId, r.Day });
        table.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
