using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.ExternalIndices;

/// <summary>A figure that somebody else measured, kept as it was reported. We show it; we never compute or correct it.</summary>
internal sealed class ExternalIndex
{
    /// <summary>What stands for the whole index rather than one of its values.</summary>
    public const string Total = "total";

    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>Which instrument.</summary>
    public required ExternalKind Kind { get; init; }

    /// <summary>For which year.</summary>
    public required int Year { get; init; }

    /// <summary>Of which unit; null for the whole instansi.</summary>
    public int? UnitId { get; init; }

    /// <summary>Of what: <see cref="Total"/>, or the code of a BerAKHLAK value.</summary>
    public required string Item { get; init; }

    /// <summary>The figure in hundredths (9016 is 90,16); null where only a category was reported.</summary>
    public int? Hundredths { get; init; }

    /// <summary>The category in the words of the report; null where it named none.</summary>
    public string? Category { get; init; }

    /// <summary>Where it was reported.</summary>
    public required string Source { get; init; }

    /// <summary>When it was entered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The figure.</summary>
    public decimal? Figure => Hundredths / 100m;
}

/// <summary>Instruments of others.</summary>
internal enum ExternalKind
{
    /// <summary>The BerAKHLAK index (implementation of the core values), in percent.</summary>
    Berakhlak,

    /// <summary>The Ombudsman's assessment of service, 0 to 100.</summary>
    Ombudsman,

    /// <summary>The ministry's index of public service (IPP), 0 to 5.</summary>
    Ipp,

    /// <summary>The nation's mean of the BerAKHLAK index, to stand beside one's own.</summary>
    BerakhlakNational,

    /// <summary>The office's own satisfaction index (SKM) of a year before this service, 25 to 100.</summary>
    Skm,

    /// <summary>The ministry's index of bureaucratic reform (RB), 0 to 100.</summary>
    Rb,

    /// <summary>The ministry's evaluation of performance accountability (SAKIP), 0 to 100.</summary>
    Sakip,
}

internal sealed class ExternalIndexTable : IEntityTypeConfiguration<ExternalIndex>
{
    public void Configure(EntityTypeBuilder<ExternalIndex> table)
    {
        table.ToTable("external_indices");
        table.Ignore(i => i.Figure);
        table.HasOne<Unit>().WithMany().HasForeignKey(i => i.UnitId);
        table.HasIndex(i => new { i.Kind, i.Year });
    }
}
