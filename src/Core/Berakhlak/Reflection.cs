using Core.Calendar;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Berakhlak;

/// <summary>One answer to the monthly pulse: seven statements, 1 to 4. It is tied to no person and has no time of day.</summary>
internal sealed class Reflection
{
    /// <summary>
    /// A hash of person and month under the month's key (<see cref="PassingKeys"/>): one answer each. Once the month is over it is a number
    /// by lot.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The month, such as 202611.</summary>
    public required Month Month { get; init; }

    /// <summary>The unit; null for people outside the service units.</summary>
    public int? UnitId { get; set; }

    /// <summary>The answers in the order of the values, such as <c>3214432</c>.</summary>
    public required string Answers { get; set; }
}

/// <summary>Forgets whose answers were whose once their month is over: the month's key goes, and what was made with it.</summary>
internal sealed class ForgetPulses(WriteQueue writer, UnitCatalog units, TimeProvider time)
{
    /// <summary>Does it; the key itself goes with those of the ratings (<c>ForgetRaters</c>).</summary>
    public Task Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var month = units.All.Select(units.ZoneOf).Append(units.ZoneOf(null)).Min(zone => LocalTime.MonthOf(now, zone));
        return writer.Enqueue(async write =>
        {
            var over = await write.Db.Reflections.AsNoTracking().Where(r => r.Month < month && !r.Key.StartsWith(Forgotten)).ToListAsync();
            await write.Db.Reflections.Where(r => r.Month < month && !r.Key.StartsWith(Forgotten)).ExecuteDeleteAsync();

            // Written anew in the order of numbers by lot: PostgreSQL keeps rows in the order in which they came.
            foreach (var row in over.Select(r => (Key: $"{Forgotten}{Guid.NewGuid():N}", Row: r))
                .OrderBy(r => r.Key, StringComparer.Ordinal))
                await write.Db.Sql.Run("insert into reflections (key, month, unit_id, answers) values (@p0, @p1, @p2, @p3)", row.Key,
                    row.Row.Month, row.Row.UnitId, row.Row.Answers);
        });
    }

    private const string Forgotten = "-";
}

internal sealed class ReflectionTable : IEntityTypeConfiguration<Reflection>
{
    public void Configure(EntityTypeBuilder<Reflection> table)
    {
        table.ToTable("reflections");
        table.HasKey(r => r.Key);
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId);
        table.HasIndex(r => new { r.UnitId, r.Month });
    }
}
