using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.News;

/// <summary>
/// The private link that opens a talk of the browser on another device. Its token is nowhere but in the link: here stand a hash of it,
/// and the browser's cookie sealed under the token itself, so that whoever reads the database can open nobody's talk.
/// </summary>
internal sealed class TalkLink
{
    /// <summary>The browser's address, which is a hash of its cookie; each talk has one link at most.</summary>
    public required string Address { get; init; }

    /// <summary>A hash of the token.</summary>
    public required string TokenHash { get; set; }

    /// <summary>The cookie, sealed under the token.</summary>
    public required string Sealed { get; set; }

    /// <summary>The day on which it was made.</summary>
    public required DateOnly Since { get; set; }
}

internal sealed class TalkLinkTable : IEntityTypeConfiguration<TalkLink>
{
    public void Configure(EntityTypeBuilder<TalkLink> table)
    {
        table.ToTable("talk_links");
        table.HasKey(l => l.Address);
        table.HasIndex(l => l.TokenHash).IsUnique();
    }
}
