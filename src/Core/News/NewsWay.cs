using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.News;

/// <summary>
/// A way by which somebody is called back to a talk that only who looks sees: a browser that takes pushes, an e-mail address. What
/// leads to them is sealed under the instansi's key.
/// </summary>
internal sealed class NewsWay
{
    /// <summary>Our number of it, and its address in the outbox, where nothing that leads to a person stands.</summary>
    public long Id { get; private set; }

    /// <summary>Whom it calls.</summary>
    public required long PersonId { get; init; }

    /// <summary>Which way it is.</summary>
    public required WayKind Kind { get; init; }

    /// <summary>The browser's subscription or the address, sealed for this person.</summary>
    public required string Sealed { get; set; }

    /// <summary>A keyed hash of it, so that the same one is known again.</summary>
    public required string Mark { get; init; }

    /// <summary>Whether its owner said that it is theirs; nothing but the question itself goes to an unconfirmed one.</summary>
    public bool Confirmed { get; set; }

    /// <summary>The day on which it was given.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Since when there is news that it has not told of; null when there is none.</summary>
    public DateTimeOffset? WantedAt { get; set; }
}

/// <summary>Ways of calling somebody back.</summary>
internal enum WayKind
{
    /// <summary>The push service of their browser.</summary>
    Push,

    /// <summary>An e-mail.</summary>
    Mail,
}

internal sealed class NewsWayTable : IEntityTypeConfiguration<NewsWay>
{
    public void Configure(EntityTypeBuilder<NewsWay> table)
    {
        table.ToTable("news_ways");
        table.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(w => new { w.PersonId, w.Kind, w.Mark }).IsUnique();
        table.HasIndex(w => new { w.Kind, w.Mark });
        table.HasIndex(w => w.WantedAt).HasFilter("wanted_at IS NOT NULL");
    }
}
