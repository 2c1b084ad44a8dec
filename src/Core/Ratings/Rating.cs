using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>One citizen's answers to the official survey (Permenpan RB 14/2017), by unsur. Nothing in it says who it was.</summary>
public sealed class Rating
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The unit rated.</summary>
    public required int UnitId { get; init; }

    /// <summary>The service rated.</summary>
    public required int ServiceId { get; init; }

    /// <summary>The version of the questions that were asked.</summary>
    public required string Instrument { get; set; }

    /// <summary>Complete ratings count in the SKM, incomplete ones never do.</summary>
    public required RatingState State { get; set; }

    /// <summary>Sum of the answers (1 to 4 each) about unsur U1; null when none was given. With the official questions: the answer.</summary>
    public int? U1 { get; set; }

    /// <summary>As <see cref="U1"/>, for U2.</summary>
    public int? U2 { get; set; }

    /// <summary>As <see cref="U1"/>, for U3.</summary>
    public int? U3 { get; set; }

    /// <summary>As <see cref="U1"/>, for U4.</summary>
    public int? U4 { get; set; }

    /// <summary>As <see cref="U1"/>, for U5.</summary>
    public int? U5 { get; set; }

    /// <summary>As <see cref="U1"/>, for U6.</summary>
    public int? U6 { get; set; }

    /// <summary>As <see cref="U1"/>, for U7.</summary>
    public int? U7 { get; set; }

    /// <summary>As <see cref="U1"/>, for U8 (asked as question 9).</summary>
    public int? U8 { get; set; }

    /// <summary>As <see cref="U1"/>, for U9 (asked as question 8).</summary>
    public int? U9 { get; set; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>The day in the unit's zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required int Month { get; init; }

    /// <summary>The channel it came by.</summary>
    public required string Channel { get; init; }

    /// <summary>A keyed hash of person, unit, service and day: enough to know a second rating that day, not to know the person.</summary>
    public required string RaterKey { get; init; }

    /// <summary>Which rating of this unit by this account in the month it was when it was first given, from 1 (<see cref="RaterCount"/>).</summary>
    public int Nth { get; init; } = 1;

    /// <summary>Sex as in the questionnaire: L or P; null when not said.</summary>
    public string? Sex { get; set; }

    /// <summary>Age group; null when not said.</summary>
    public string? Age { get; set; }

    /// <summary>Education; null when not said.</summary>
    public string? Education { get; set; }

    /// <summary>Occupation; null when not said.</summary>
    public string? Occupation { get; set; }

    /// <summary>A comment or suggestion; null when none.</summary>
    public string? Comment { get; set; }

    /// <summary>Answer sums in the order U1 to U9.</summary>
    public int?[] Unsur
    {
        get => [U1, U2, U3, U4, U5, U6, U7, U8, U9];
        set => (U1, U2, U3, U4, U5, U6, U7, U8, U9) = (value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7], value[8]);
    }
}

/// <summary>Whether a rating counts.</summary>
public enum RatingState
{
    /// <summary>Every question answered.</summary>
    Complete,

    /// <summary>Stopped half-way.</summary>
    Incomplete,

    /// <summary>Complete, but a person decided with a reason that it does not count (<see cref="RatingExclusion"/>).</summary>
    Excluded,
}

/// <summary>A one-tap rating at a counter, 1 to 4. It is shown apart and never mixed into the SKM.</summary>
public sealed class QuickRating
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The unit rated.</summary>
    public required int UnitId { get; init; }

    /// <summary>1 (not good) to 4 (very good).</summary>
    public required int Value { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required int Month { get; init; }
}

internal sealed class RatingTable : IEntityTypeConfiguration<Rating>, IEntityTypeConfiguration<QuickRating>
{
    public void Configure(EntityTypeBuilder<Rating> table)
    {
        table.ToTable("ratings");
        table.Ignore(r => r.Unsur);
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId);
        table.HasOne<Service>().WithMany().HasForeignKey(r => r.ServiceId);
        table.Property(r => r.Nth).HasDefaultValue(1);
        table.HasIndex(r => r.RaterKey).IsUnique();
        table.HasIndex(r => new { r.UnitId, r.Month });
    }

    public void Configure(EntityTypeBuilder<QuickRating> table)
    {
        table.ToTable("quick_ratings");
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId);
        table.HasIndex(r => new { r.UnitId, r.Month });
        table.HasIndex(r => r.Month);
    }
}
