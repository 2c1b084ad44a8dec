using Core.Calendar;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// How many respondents of a month gave one answer about themselves, kept with the month's sums so that history costs nothing.
/// </summary>
internal sealed class RespondentSum
{
    /// <summary>The unit.</summary>
    public required int UnitId { get; init; }

    /// <summary>The month in the unit's zone, as <c>202611</c>.</summary>
    public required Month Month { get; init; }

    /// <summary>The question: sex, age, education, occupation or disability.</summary>
    public required string Question { get; init; }

    /// <summary>The answer's code.</summary>
    public required string Code { get; init; }

    /// <summary>Complete ratings with this answer.</summary>
    public int Respondents { get; set; }

    /// <summary>What a rating says about its respondent, question by question.</summary>
    public static IReadOnlyList<(string Question, string Code)> Of(Rating rating)
    {
        var said = new List<(string, string)>(5);
        if (rating.Sex is { } sex) said.Add(("sex", sex));
        if (rating.Age is { } age) said.Add(("age", age));
        if (rating.Education is { } education) said.Add(("education", education));
        if (rating.Occupation is { } occupation) said.Add(("occupation", occupation));
        if (rating.Disability is { } disability) said.Add(("disability", disability));
        return said;
    }
}

internal sealed class RespondentSumTable : IEntityTypeConfiguration<RespondentSum>
{
    public void Configure(EntityTypeBuilder<RespondentSum> table)
    {
        table.ToTable("respondent_sums");
        table.HasKey(s => new { s.Month, s.UnitId, s.Question, s.Code });
        table.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId);
        table.HasIndex(s => new { s.UnitId, s.Month });
    }
}
