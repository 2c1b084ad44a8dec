using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.NationalSurvey;

/// <summary>That a rating was taken by the national survey (skm.go.id), so that it is not sent again. It holds no moment.</summary>
internal sealed class PushedAnswer
{
    /// <summary>The rating.</summary>
    public required long RatingId { get; init; }
}

internal sealed class PushedAnswerTable : IEntityTypeConfiguration<PushedAnswer>
{
    public void Configure(EntityTypeBuilder<PushedAnswer> table)
    {
        table.ToTable("pushed_answers");
        table.HasKey(p => p.RatingId);
        table.Property(p => p.RatingId).ValueGeneratedNever();
        table.HasOne<Rating>().WithOne().HasForeignKey<PushedAnswer>(p => p.RatingId).OnDelete(DeleteBehavior.Cascade);
    }
}
