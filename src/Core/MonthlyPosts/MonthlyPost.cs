using Core.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.MonthlyPosts;

/// <summary>A month's score as it was posted to one chat: at most one row for each subject, month and chat, for ever.</summary>
internal sealed class MonthlyPost
{
    /// <summary>What stands for the whole instansi in <see cref="UnitId"/>.</summary>
    public const int Instansi = 0;

    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The unit; <see cref="Instansi"/> for the whole instansi.</summary>
    public required int UnitId { get; init; }

    /// <summary>The month that it reports on, as <c>202610</c>.</summary>
    public required Month Month { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The chat.</summary>
    public required string Address { get; set; }

    /// <summary>The forum topic; empty for none.</summary>
    public required string Thread { get; init; }

    /// <summary>A fingerprint of what it says: when the month says something else, the post is edited.</summary>
    public required string Print { get; set; }

    /// <summary>The channel's id of the message; null until it is sent.</summary>
    public string? MessageId { get; set; }

    /// <summary>Whether it was sent with a picture; only one of the same kind can take its place.</summary>
    public required bool Picture { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was last edited.</summary>
    public DateTimeOffset? EditedAt { get; set; }
}

internal sealed class MonthlyPostTable : IEntityTypeConfiguration<MonthlyPost>
{
    public void Configure(EntityTypeBuilder<MonthlyPost> table)
    {
        table.ToTable("monthly_posts");
        table.HasIndex(p => new { p.UnitId, p.Month, p.Channel, p.Address, p.Thread }).IsUnique();
        table.HasIndex(p => new { p.Channel, p.Address });
    }
}
