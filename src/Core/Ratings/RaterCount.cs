using Core.Calendar;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// How many ratings one account gave a unit this month, so that the sixth can be told from the first. The account stands there
/// only as a hash under the month's key, a rating holds nothing but the mark of a sixth or later one, and count and key go when the month
/// is over.
/// </summary>
internal sealed class RaterCount
{
    /// <summary>From this one on ratings by one account are marked.</summary>
    internal const int ManyFrom = 6;

    private const string CountOne = """
        insert into rater_counts (key, month, ratings) values (@p0, @p1, 1)
        on conflict (key) do update set ratings = rater_counts.ratings + 1
        returning ratings
        """;

    /// <summary>A hash of account, unit and month under the month's key (<see cref="PassingKeys"/>).</summary>
    public required string Key { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required Month Month { get; init; }

    /// <summary>Ratings so far, complete or not; a changed one counts once.</summary>
    public required int Ratings { get; init; }

    /// <summary>Counts one more; its place among the account's ratings of the unit this month, from 1.</summary>
    internal static async ValueTask<int> Next(AppDb db, string key, Month month) =>
        Convert.ToInt32(await db.Sql.Value(CountOne, key, month));
}

internal sealed class RaterCountTable : IEntityTypeConfiguration<RaterCount>
{
    public void Configure(EntityTypeBuilder<RaterCount> table)
    {
        table.ToTable("rater_counts");
        table.HasKey(c => c.Key);
        table.HasIndex(c => c.Month);
    }
}
