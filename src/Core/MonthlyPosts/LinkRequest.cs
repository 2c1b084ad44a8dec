using Core.People;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.MonthlyPosts;

/// <summary>
/// An administrator wants to link a group or channel that they named from outside. Whether they have a say in it only the platform knows,
/// and no turn waits for it: the wish stands here until it was asked (<see cref="AnswerLinkRequests"/>).
/// </summary>
internal sealed class LinkRequest
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The channel that the chat is on.</summary>
    public required string Channel { get; init; }

    /// <summary>The chat's address or public name, as it was named.</summary>
    public required string Wanted { get; init; }

    /// <summary>The unit; null for the instansi.</summary>
    public int? UnitId { get; init; }

    /// <summary>Who wants it.</summary>
    public required long PersonId { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class LinkRequestTable : IEntityTypeConfiguration<LinkRequest>
{
    public void Configure(EntityTypeBuilder<LinkRequest> table)
    {
        table.ToTable("link_requests");
        table.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId);
    }
}
