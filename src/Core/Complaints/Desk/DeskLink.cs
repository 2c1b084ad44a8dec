using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints.Desk;

/// <summary>
/// A way into the desk that opens once and for minutes only. What opens it is known by its hash alone, so that whoever reads the database
/// cannot enter. The signed words with which a messenger opens it inside itself stand here too, once they were used, so that they are
/// not used twice.
/// </summary>
internal sealed class DeskLink
{
    public long Id { get; private set; }

    public required long PersonId { get; init; }

    public required string Hash { get; init; }

    /// <summary>Not after.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When somebody entered by it.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A browser that is in: it holds a random cookie, of which the database knows the hash.</summary>
internal sealed class DeskSession
{
    public long Id { get; private set; }

    public required long PersonId { get; init; }

    public required string Hash { get; init; }

    /// <summary>The way it came in.</summary>
    public required DeskEntrance Entrance { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>Not after.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When it was ended before that.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Ways into the desk.</summary>
internal enum DeskEntrance
{
    /// <summary>By the one-time link from <c>/meja</c>.</summary>
    Link,

    /// <summary>Inside a messenger, by its signed word.</summary>
    Inside,
}

internal sealed class DeskLinkTable : IEntityTypeConfiguration<DeskLink>
{
    public void Configure(EntityTypeBuilder<DeskLink> table)
    {
        table.ToTable("desk_links");
        table.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(l => l.Hash).IsUnique();
        table.HasIndex(l => l.Until);
    }
}

internal sealed class DeskSessionTable : IEntityTypeConfiguration<DeskSession>
{
    public void Configure(EntityTypeBuilder<DeskSession> table)
    {
        table.ToTable("desk_sessions");
        table.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(s => s.Hash).IsUnique();
        table.HasIndex(s => s.Until);
    }
}
