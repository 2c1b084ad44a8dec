using Core.Calendar;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// Sums over the complete ratings of one service in one month, kept in the same transaction as each rating, so that a score
/// costs the same after ten years as on the first day.
/// </summary>
internal sealed class MonthlySum
{
    /// <summary>The unit.</summary>
    public required int UnitId { get; init; }

    /// <summary>The service.</summary>
    public required int ServiceId { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required Month Month { get; init; }

    /// <summary>The version of the questions: ratings by different questions are not added up.</summary>
    public required string Instrument { get; init; }

    /// <summary>Complete ratings.</summary>
    public int Respondents { get; set; }

    /// <summary>Those among them that were given on paper.</summary>
    public int Paper { get; set; }

    /// <summary>Sum of all answers to U1.</summary>
    public long S1 { get; set; }

    /// <summary>Sum of all answers to U2.</summary>
    public long S2 { get; set; }

    /// <summary>Sum of all answers to U3.</summary>
    public long S3 { get; set; }

    /// <summary>Sum of all answers to U4.</summary>
    public long S4 { get; set; }

    /// <summary>Sum of all answers to U5.</summary>
    public long S5 { get; set; }

    /// <summary>Sum of all answers to U6.</summary>
    public long S6 { get; set; }

    /// <summary>Sum of all answers to U7.</summary>
    public long S7 { get; set; }

    /// <summary>Sum of all answers to U8.</summary>
    public long S8 { get; set; }

    /// <summary>Sum of all answers to U9.</summary>
    public long S9 { get; set; }

    /// <summary>
    /// Sum over respondents of t², where t is 60 times the total of a respondent's nine unsur means (540 to 2160), an exact
    /// integer for up to six questions per unsur. The confidence interval comes from it.
    /// </summary>
    public long Squares { get; set; }
}

internal sealed class MonthlySumTable : IEntityTypeConfiguration<MonthlySum>
{
    public void Configure(EntityTypeBuilder<MonthlySum> table)
    {
        table.ToTable("monthly_sums");
        table.HasKey(s => new { s.Month, s.UnitId, s.ServiceId, s.Instrument });
        table.Property(s => s.Paper).HasDefaultValue(0);
        table.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId);
        table.HasIndex(s => new { s.UnitId, s.Month });
    }
}
