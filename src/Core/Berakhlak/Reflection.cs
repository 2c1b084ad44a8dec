using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Berakhlak;

/// <summary>One answer to the monthly pulse: seven statements, 1 to 4. It is tied to no person and has no time of day.</summary>
public sealed class Reflection
{
    /// <summary>A keyed hash of person and month: one answer each, and nobody without the instansi's secret can find out whose.</summary>
    public required string Key { get; init; }

    /// <summary>The month, such as 202611.</summary>
    public required int Month { get; init; }

    /// <summary>The unit; null for people outside the service units.</summary>
    public int? UnitId { get; set; }

    /// <summary>The answers in the order of the values, such as <c>3214432</c>.</summary>
    public required string Answers { get; set; }
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
