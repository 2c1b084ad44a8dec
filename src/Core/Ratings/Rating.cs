using System.Buffers.Binary;
using System.Security.Cryptography;
using Core.Calendar;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// One citizen's answers to the official survey (Permenpan RB 14/2017), by unsur. Nothing in it says who it was: it holds a day
/// and no moment, its number is drawn by lot so that the rows are in no order, and what recognises a second rating goes with the day.
/// </summary>
internal sealed class Rating
{
    /// <summary>Our number of it, drawn by lot.</summary>
    public long Id { get; init; } = Draw();

    /// <summary>The unit rated.</summary>
    public required int UnitId { get; init; }

    /// <summary>The service rated.</summary>
    public required int ServiceId { get; init; }

    /// <summary>The version of the questions that were asked.</summary>
    public required string Instrument { get; set; }

    /// <summary>Complete ratings count in the SKM, incomplete ones never do.</summary>
    public required RatingState State { get; set; }

    /// <summary>
    /// Sum of the answers (1 to 4 each) about unsur U1; null when none was given. With the official questions: the answer.
    /// </summary>
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

    /// <summary>The day in the unit's zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required Month Month { get; init; }

    /// <summary>
    /// A hash of person, unit, service and day under the key of that day (<see cref="Core.People.PassingKeys"/>), or what was drawn in its
    /// place when the person changed it; null once the day is over.
    /// </summary>
    public string? RaterKey { get; set; }

    /// <summary>Why it may deserve a look, judged when it came in, because its moment is not kept.</summary>
    public RatingSigns Signs { get; set; }

    /// <summary>Whether it is among the published figures (<see cref="PublishRatings"/>).</summary>
    public bool Published { get; set; }

    /// <summary>The published rating that goes when this one is published, because the person changed it; null for none.</summary>
    public long? Replaces { get; set; }

    /// <summary>Whether it was made up for trying (<c>seed-demo</c>).</summary>
    public bool MadeUp { get; init; }

    /// <summary>Sex as in the questionnaire: L or P; null when not said.</summary>
    public string? Sex { get; set; }

    /// <summary>Age group; null when not said.</summary>
    public string? Age { get; set; }

    /// <summary>Education; null when not said.</summary>
    public string? Education { get; set; }

    /// <summary>Occupation; null when not said.</summary>
    public string? Occupation { get; set; }

    /// <summary>Ya or Tidak where the paper asked about a disability; null when not asked or not said.</summary>
    public string? Disability { get; set; }

    /// <summary>The file of paper questionnaires that it came with (<see cref="PaperBatch"/>); null for one given in a talk.</summary>
    public long? PaperBatch { get; init; }

    /// <summary>A comment or suggestion; null when none.</summary>
    public string? Comment { get; set; }

    /// <summary>Answer sums in the order U1 to U9.</summary>
    public int?[] Unsur
    {
        get => [U1, U2, U3, U4, U5, U6, U7, U8, U9];
        set => (U1, U2, U3, U4, U5, U6, U7, U8, U9) = (value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7],
            value[8]);
    }

    /// <summary>
    /// What stands in the place of a hash where nobody shall be recognised by it any more within the day. Not null: by what stands there
    /// the night finds the rows that somebody's turn wrote, and writes them anew.
    /// </summary>
    internal static string NobodysKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>A number by lot, above zero: in a row of numbers that tells nothing, the rows tell no order.</summary>
    internal static long Draw()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return (BinaryPrimitives.ReadInt64LittleEndian(bytes) & long.MaxValue) | 1;
    }
}

/// <summary>What was odd about the moment of a rating, or about its giver. The moment itself is not kept.</summary>
[Flags]
internal enum RatingSigns
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>One of three or more in the same minute.</summary>
    SameMinute = 1,

    /// <summary>One of ten or more within ten minutes.</summary>
    Burst = 2,

    /// <summary>The sixth or a later one of the unit by one account in the month (<see cref="RaterCount"/>).</summary>
    ManyByOne = 4,

    /// <summary>Outside the opening hours, with an hour's grace.</summary>
    OutOfHours = 8,
}

/// <summary>Whether a rating counts.</summary>
internal enum RatingState
{
    /// <summary>Every question answered.</summary>
    Complete,

    /// <summary>Stopped half-way.</summary>
    Incomplete,

    /// <summary>Complete, but a person decided with a reason that it does not count (<see cref="RatingExclusion"/>).</summary>
    Excluded,
}

/// <summary>How far a one-tap rating is on its way into the published counts.</summary>
internal enum QuickStep
{
    /// <summary>Among the newest, up to four.</summary>
    Young,

    /// <summary>Among the five before these.</summary>
    Waiting,

    /// <summary>Counted in what is shown.</summary>
    Published,

    /// <summary>Above what one tablet's people can tap in an hour: kept and shown apart.</summary>
    Apart,
}

/// <summary>A one-tap rating at a counter, 1 to 4. It is shown apart and never mixed into the SKM.</summary>
internal sealed class QuickRating
{
    /// <summary>Our number of it, drawn by lot.</summary>
    public long Id { get; init; } = Rating.Draw();

    /// <summary>The unit rated.</summary>
    public required int UnitId { get; init; }

    /// <summary>1 (not good) to 4 (very good).</summary>
    public required int Value { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required Month Month { get; init; }

    /// <summary>Where it is on its way into the published counts.</summary>
    public QuickStep Step { get; set; }
}

internal sealed class RatingTable : IEntityTypeConfiguration<Rating>, IEntityTypeConfiguration<QuickRating>
{
    public void Configure(EntityTypeBuilder<Rating> table)
    {
        table.ToTable("ratings");
        table.Property(r => r.Id).ValueGeneratedNever();
        table.Property(r => r.Signs).HasConversion<int>();
        table.Ignore(r => r.Unsur);
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId);
        table.HasOne<Service>().WithMany().HasForeignKey(r => r.ServiceId);
        table.HasIndex(r => r.RaterKey).IsUnique();
        table.HasIndex(r => new { r.UnitId, r.Month });
        table.HasIndex(r => new { r.UnitId, r.Month, r.Instrument }).HasFilter(StoreRating.IsWaiting).HasDatabaseName("ix_ratings_waiting");
        table.HasIndex(r => r.PaperBatch).HasFilter("paper_batch is not null").HasDatabaseName("ix_ratings_paper_batch");
    }

    public void Configure(EntityTypeBuilder<QuickRating> table)
    {
        table.ToTable("quick_ratings");
        table.Property(r => r.Id).ValueGeneratedNever();
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId);
        table.HasIndex(r => new { r.UnitId, r.Month, r.Step });
        table.HasIndex(r => new { r.UnitId, r.Month }).HasFilter(CountTaps.IsWaiting).HasDatabaseName("ix_quick_ratings_waiting");
        table.HasIndex(r => r.Month);
    }
}
