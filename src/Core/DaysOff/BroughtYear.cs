using Core.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.DaysOff;

/// <summary>A year whose days off an administrator brought in; it stands in the place of what the program shipped for that year.</summary>
internal sealed class BroughtYear
{
    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>Where it was decreed, as the administrator wrote it.</summary>
    public required string Source { get; set; }

    /// <summary>When it was brought in.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>A day off of such a year.</summary>
internal sealed class BroughtDay
{
    /// <summary>When.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Its official name.</summary>
    public required string Name { get; init; }

    /// <summary>By which rule.</summary>
    public required HolidayKind Kind { get; init; }
}

internal sealed class BroughtYearTable : IEntityTypeConfiguration<BroughtYear>
{
    public void Configure(EntityTypeBuilder<BroughtYear> table)
    {
        table.ToTable("brought_years");
        table.HasKey(y => y.Year);
        table.Property(y => y.Year).ValueGeneratedNever();
    }
}

internal sealed class BroughtDayTable : IEntityTypeConfiguration<BroughtDay>
{
    public void Configure(EntityTypeBuilder<BroughtDay> table)
    {
        table.ToTable("brought_days");
        table.HasKey(d => d.Date);
    }
}
