using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Units;

/// <summary>A service unit of the instansi, such as a dinas or a puskesmas.</summary>
internal sealed class Unit
{
    /// <summary>Our number of it.</summary>
    public int Id { get; private set; }

    /// <summary>Its public code in links and pages: 2 to 32 characters of <c>A-Z0-9-</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its full name.</summary>
    public required string Name { get; set; }

    /// <summary>A short name for cards; the code where none is given.</summary>
    public string? ShortName { get; set; }

    /// <summary>Its IANA time zone; the instansi's where none is given.</summary>
    public string? TimeZone { get; set; }

    /// <summary>
    /// Recipients of its services in a year, the population of the sample table (Permenpan RB 14/2017); null when unknown.
    /// </summary>
    public int? YearlyRecipients { get; set; }

    /// <summary>Where it is, in words (UU 25/2009, article 21: what the standard of a service tells, with those below).</summary>
    public string? Address { get; set; }

    /// <summary>Its point on a map as degrees, <c>-0.22012,100.63087</c>.</summary>
    public string? MapPoint { get; set; }

    /// <summary>The telephone that a citizen may call.</summary>
    public string? Phone { get; set; }

    /// <summary>When it serves, as <see cref="OpeningHours"/> reads it.</summary>
    public string? Hours { get; set; }

    /// <summary>As what its head signs, such as "Camat Payakumbuh Barat" or "Direktur RSUD"; null when unknown.</summary>
    public string? SignerTitle { get; set; }

    /// <summary>The name of its head, with degrees, as it stands below a signature; null when unknown.</summary>
    public string? SignerName { get; set; }

    /// <summary>Whether citizens can still choose it.</summary>
    public bool Active { get; set; } = true;

    /// <summary>The number of the unit above it; null at the top, as every unit of a flat instansi is.</summary>
    public int? ParentId { get; private set; }

    /// <summary>
    /// The unit above it, such as the dinas of a puskesmas: sums and sight of those above follow (<see cref="UnitTree"/>). Null also where
    /// it was not read; what is to be shown is read by <see cref="UnitCatalog.ParentOf"/>.
    /// </summary>
    public Unit? Parent { get; private set; }

    /// <summary>Its services.</summary>
    public List<Service> Services { get; private set; } = [];

    /// <summary>Puts it below another unit, or on top; whoever does it has asked <see cref="UnitTree.Problem"/>.</summary>
    public void PutBelow(Unit? above)
    {
        Parent = above;
        if (above is null) ParentId = null;
    }

    /// <summary>What cards call it.</summary>
    public string Label => ShortName ?? Code;
}

/// <summary>One kind of service that a unit gives.</summary>
internal sealed class Service
{
    /// <summary>Our number of it.</summary>
    public int Id { get; private set; }

    /// <summary>The unit that gives it.</summary>
    public int UnitId { get; private set; }

    /// <summary>The unit that gives it.</summary>
    public Unit Unit { get; private set; } = null!;

    /// <summary>Its code within the unit: 1 to 32 characters of <c>a-z0-9-</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>What a citizen must bring or fulfil (persyaratan; UU 25/2009, article 21).</summary>
    public string? Requirements { get; set; }

    /// <summary>What it costs (biaya/tarif).</summary>
    public string? Cost { get; set; }

    /// <summary>How long it takes (jangka waktu penyelesaian).</summary>
    public string? PromisedTime { get; set; }

    /// <summary>Whether citizens can still choose it.</summary>
    public bool Active { get; set; } = true;
}

internal sealed class UnitTable : IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Unit> table)
    {
        table.ToTable("units");
        table.Property(u => u.Code).HasMaxLength(32);
        table.HasIndex(u => u.Code).IsUnique();
        table.Ignore(u => u.Label);
        table.HasOne(u => u.Parent).WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.SetNull);
        table.HasMany<RoleGrant>().WithOne().HasForeignKey(m => m.UnitId);
    }

    public void Configure(EntityTypeBuilder<Service> table)
    {
        table.ToTable("services");
        table.Property(s => s.Code).HasMaxLength(32);
        table.HasIndex(s => new { s.UnitId, s.Code }).IsUnique();
    }
}
