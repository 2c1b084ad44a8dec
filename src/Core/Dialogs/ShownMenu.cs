using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Dialogs;

/// <summary>The menu of commands that a person was last shown, so that it is shown anew only when it changed.</summary>
internal sealed class ShownMenu
{
    /// <summary>Whose.</summary>
    public required long PersonId { get; init; }

    /// <summary>A hash of its lines; empty when it must be shown anew.</summary>
    public required string Hash { get; set; }
}

internal sealed class ShownMenuTable : IEntityTypeConfiguration<ShownMenu>
{
    public void Configure(EntityTypeBuilder<ShownMenu> table)
    {
        table.ToTable("shown_menus");
        table.HasKey(m => m.PersonId);
        table.Property(m => m.PersonId).ValueGeneratedNever();
        table.HasOne<Person>().WithOne().HasForeignKey<ShownMenu>(m => m.PersonId);
    }
}
