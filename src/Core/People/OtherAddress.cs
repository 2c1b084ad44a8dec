using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.People;

/// <summary>
/// One more address of a person on their channel, such as an id beside a number. What comes from it is taken as coming from the main one,
/// which <see cref="Person.Address"/> holds: one person has one chat, and so one conversation, one lock and one order.
/// </summary>
internal sealed class OtherAddress
{
    public required string Channel { get; init; }

    public required string Address { get; init; }

    /// <summary>The address that messages go to.</summary>
    public required string Main { get; set; }
}

internal sealed class OtherAddressTable : IEntityTypeConfiguration<OtherAddress>
{
    public void Configure(EntityTypeBuilder<OtherAddress> table)
    {
        table.ToTable("other_addresses");
        table.HasKey(a => new { a.Channel, a.Address });
        table.HasIndex(a => new { a.Channel, a.Main });
    }
}
