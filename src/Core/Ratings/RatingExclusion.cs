using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>A person's decision that a rating does not count, with the reason. The rating itself stays as it was given.</summary>
internal sealed class RatingExclusion
{
    /// <summary>The rating.</summary>
    public required long RatingId { get; init; }

    /// <summary>Who decided, by number.</summary>
    public required long DecidedBy { get; init; }

    /// <summary>What flag they had in common; null in decisions from before the kind and the reason were made public.</summary>
    public RatingFlag? Kind { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class RatingExclusionTable : IEntityTypeConfiguration<RatingExclusion>
{
    public void Configure(EntityTypeBuilder<RatingExclusion> table)
    {
        table.ToTable("rating_exclusions");
        table.HasKey(e => e.RatingId);
        table.Property(e => e.RatingId).ValueGeneratedNever();
        table.HasOne<Rating>().WithOne().HasForeignKey<RatingExclusion>(e => e.RatingId).OnDelete(DeleteBehavior.Cascade);
    }
}
