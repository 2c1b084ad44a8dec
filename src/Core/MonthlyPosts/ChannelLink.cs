using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.MonthlyPosts;

/// <summary>A group, channel or forum topic that receives the monthly post of a unit or of the instansi.</summary>
internal sealed class ChannelLink
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The channel that the chat is on.</summary>
    public required string Channel { get; init; }

    /// <summary>The chat's address.</summary>
    public required string Address { get; set; }

    /// <summary>The forum topic; empty for the whole chat.</summary>
    public required string Thread { get; init; }

    /// <summary>The unit whose post it receives; null for the instansi's.</summary>
    public int? UnitId { get; set; }

    /// <summary>The chat's title when it was linked.</summary>
    public string? Title { get; set; }

    /// <summary>The public name by which people find it, in lower-case letters; null where it has none or it is not known.</summary>
    public string? PublicName { get; set; }

    /// <summary>Who linked it and is still to hear whether the service may post there; null when that was told.</summary>
    public long? AskedBy { get; set; }

    /// <summary>Who linked it, and hears when nothing can be posted there any more; null when nobody is to hear.</summary>
    public long? LinkedBy { get; set; }

    /// <summary>When the platform refused a post there, such as in a topic that was closed; null once that was told.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    /// <summary>Since when; earlier months are not posted there.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Its posts are of this unit, or of the instansi, from now on: what others had before does not come after.</summary>
    public void Become(int? unit, DateTimeOffset now)
    {
        if (UnitId != unit) Since = now;
        UnitId = unit;
    }

    /// <summary>Since when nothing can be posted there; null while it can.</summary>
    public DateTimeOffset? LostSince { get; set; }
}

internal sealed class ChannelLinkTable : IEntityTypeConfiguration<ChannelLink>
{
    public void Configure(EntityTypeBuilder<ChannelLink> table)
    {
        table.ToTable("channel_links");
        table.HasOne<Unit>().WithMany().HasForeignKey(l => l.UnitId);
        table.HasIndex(l => new { l.Channel, l.Address, l.Thread }).IsUnique();
    }
}
