using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.People;

/// <summary>Somebody who talks with us on one channel. No name and no number is kept here.</summary>
internal sealed class Person
{
    /// <summary>Our number of the person.</summary>
    public long Id { get; private set; }

    /// <summary>The channel they use.</summary>
    public required string Channel { get; init; }

    /// <summary>Their private address on it.</summary>
    public required string Address { get; set; }

    /// <summary>The language they read: <c>id</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "id";

    /// <summary>The day on which they first wrote, as the moment at which it began in the instansi's zone.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>Since when the channel says that they cannot be reached (blocked, deactivated).</summary>
    public DateTimeOffset? UnreachableSince { get; set; }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> table)
    {
        table.ToTable("people");
        table.HasIndex(p => new { p.Channel, p.Address }).IsUnique();
    }
}
