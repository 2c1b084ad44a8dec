using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Persistence;

/// <summary>Something that is true of the whole installation, such as which key its hashes were made with.</summary>
internal sealed class InstallationFact
{
    /// <summary>What it is about.</summary>
    public required string Name { get; init; }

    /// <summary>What is true.</summary>
    public required string Value { get; init; }
}

internal sealed class InstallationFactTable : IEntityTypeConfiguration<InstallationFact>
{
    public void Configure(EntityTypeBuilder<InstallationFact> table)
    {
        table.ToTable("installation");
        table.HasKey(f => f.Name);
    }
}
