using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// What an administrator decided about one flagged rating: that it counts, or that it is to be left out. Leaving out waits here until five
/// of the month wait, because a figure that changes by one rating would tell its answers; then it is a <see cref="RatingExclusion"/>.
/// About a rating that was left out it says that it is to count again, and waits in the same way.
/// </summary>
internal sealed class RatingLook
{
    /// <summary>The rating.</summary>
    public required long RatingId { get; init; }

    /// <summary>Whether it is to be left out; otherwise it counts.</summary>
    public required bool LeaveOut { get; init; }

    /// <summary>For what flag; null when it counts.</summary>
    public RatingFlag? Kind { get; init; }

    /// <summary>Why; null when it counts and always did.</summary>
    public string? Reason { get; init; }

    /// <summary>Who decided, by number.</summary>
    public required long DecidedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class RatingLookTable : IEntityTypeConfiguration<RatingLook>
{
    public void Configure(EntityTypeBuilder<RatingLook> table)
    {
        table.ToTable("rating_looks");
        table.HasKey(l => l.RatingId);
        table.Property(l => l.RatingId).ValueGeneratedNever();
        table.HasOne<Rating>().WithOne().HasForeignKey<RatingLook>(l => l.RatingId).OnDelete(DeleteBehavior.Cascade);
    }
}
