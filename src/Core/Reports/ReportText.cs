using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Reports;

/// <summary>What an office wrote into a place of a report; it stands there again when the report is made again.</summary>
internal sealed class ReportText
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The unit whose report it is; null for the instansi's.</summary>
    public int? UnitId { get; init; }

    /// <summary>The report's period (<see cref="Period.Code"/>).</summary>
    public required string Period { get; init; }

    /// <summary>The place, one of <see cref="ReportPlaces"/>.</summary>
    public required string Place { get; init; }

    /// <summary>What stands there; a line for each paragraph.</summary>
    public required string Says { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>The places of a report where an office writes, in the order in which they stand there; their keys are for ever.</summary>
internal static class ReportPlaces
{
    /// <summary>The longest text of a place.</summary>
    public const int Most = 6000;

    /// <summary>Who carried the survey out: taken over from the report before, while none is written for this one.</summary>
    public const string Team = "team";

    public static IReadOnlyList<string> All { get; } = ["number", "foreword", Team, "schedule", "analysis", "forum", "closing", "photos"];
}

internal sealed class ReportTextTable : IEntityTypeConfiguration<ReportText>
{
    public void Configure(EntityTypeBuilder<ReportText> table)
    {
        table.ToTable("report_texts");
        table.HasOne<Unit>().WithMany().HasForeignKey(t => t.UnitId);
        table.HasIndex(t => new { t.UnitId, t.Period });
    }
}
