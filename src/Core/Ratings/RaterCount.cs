using Core.Calendar;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// How many ratings one account gave a unit this month, so that the sixth can be told from the first. The account stands there
/// only as a keyed hash, a rating holds nothing but its place in the row, and the count goes when its month is over.
/// </summary>
public sealed class RaterCount
{
    private const string CountOne = """
        insert into rater_counts (key, month, ratings) values (@p0, @p1, 1)
        on conflict (key) do update set ratings = rater_counts.ratings + 1
        returning ratings
        """;

    /// <summary>A keyed hash of account, unit and month.</summary>
    public required string Key { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required int Month { get; init; }

    /// <summary>Ratings so far, complete or not; a changed one counts once.</summary>
    public required int Ratings { get; init; }

    /// <summary>Counts one more; its place among the account's ratings of the unit this month, from 1.</summary>
    internal static async ValueTask<int> Next(AppDb db, string key, int month) => Convert.ToInt32(await db.Sql.Value(CountOne, key, month));
}

/// <summary>Forgets the counts of months that are over in every zone.</summary>
public sealed class ForgetRaterCounts(WriteQueue writer, TimeProvider time)
{
    /// <summary>Deletes them.</summary>
    public Task Run(CancellationToken stop = default)
    {
        var over = LocalTime.Month(time.GetUtcNow().AddDays(-1), TimeZoneInfo.Utc);
        return writer.Enqueue(async write => await write.Db.RaterCounts.Where(c => c.Month < over).ExecuteDeleteAsync(stop));
    }
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
