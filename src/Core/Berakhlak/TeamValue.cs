using Core.Calendar;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Berakhlak;

/// <summary>The value that a unit's team practises together in a month (apel kesadaran).</summary>
internal sealed class TeamValue
{
    /// <summary>Whose team.</summary>
    public required int UnitId { get; init; }

    /// <summary>In which month.</summary>
    public required Month Month { get; init; }

    /// <summary>The code of the value, such as <c>AD</c>.</summary>
    public required string Value { get; set; }
}

internal sealed class TeamValueTable : IEntityTypeConfiguration<TeamValue>
{
    public void Configure(EntityTypeBuilder<TeamValue> table)
    {
        table.ToTable("team_values");
        table.HasKey(t => new { t.UnitId, t.Month });
        table.HasOne<Unit>().WithMany().HasForeignKey(t => t.UnitId);
    }
}
