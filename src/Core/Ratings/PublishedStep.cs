using Core.Calendar;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// How many ratings of each service were published together. When the month is over it tells which services' scores would give away fewer
/// than five ratings beside the figures that the unit showed while it ran.
/// </summary>
internal sealed class PublishedStep
{
    /// <summary>Our number of it, drawn by lot: the steps are in no order.</summary>
    public required long Id { get; init; }

    /// <summary>The unit.</summary>
    public required int UnitId { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required Month Month { get; init; }

    /// <summary>The version of the questions.</summary>
    public required string Instrument { get; init; }

    /// <summary>Ratings by the number of the service, as <c>12:3 15:2</c>.</summary>
    public required string Services { get; init; }

    /// <summary>Ratings by the number of the service.</summary>
    public IReadOnlyDictionary<int, int> Counts() =>
        Services.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split(':'))
            .ToDictionary(s => int.Parse(s[0]), s => int.Parse(s[1]));

    /// <summary>Writes down what is published together.</summary>
    internal static ValueTask Add(AppDb db, IReadOnlyList<Rating> ratings) => db.Sql.RunAlong(
        "insert into published_steps (id, unit_id, month, instrument, services) values (@p0, @p1, @p2, @p3, @p4)",
        Rating.Draw(), ratings[0].UnitId, ratings[0].Month, ratings[0].Instrument,
        string.Join(' ', ratings.GroupBy(r => r.ServiceId).OrderBy(g => g.Key).Select(g => $"{g.Key}:{g.Count()}")));
}

internal sealed class PublishedStepTable : IEntityTypeConfiguration<PublishedStep>
{
    public void Configure(EntityTypeBuilder<PublishedStep> table)
    {
        table.ToTable("published_steps");
        table.Property(s => s.Id).ValueGeneratedNever();
        table.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId);
        table.HasIndex(s => new { s.UnitId, s.Month });
    }
}
