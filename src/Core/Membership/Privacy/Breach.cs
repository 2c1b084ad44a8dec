using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Membership.Privacy;

/// <summary>
/// A failure to protect personal data, and the duties that follow: within 3 x 24 hours the people and the authority are told in
/// writing what was disclosed, when and how, and what is done about it (UU 27/2022, article 46). Clock hours, weekends included.
/// </summary>
internal sealed class Breach
{
    /// <summary>How long after it was found it must be told (UU 27/2022, article 46).</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(3 * 24);

    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>When it was found: the clock runs from here.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Who wrote it down, by number.</summary>
    public required long NotedBy { get; init; }

    /// <summary>What happened, when and how.</summary>
    public required string What { get; init; }

    /// <summary>Which data, of about how many people.</summary>
    public required string Data { get; init; }

    /// <summary>What is done about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>When the people concerned were told in writing.</summary>
    public DateTimeOffset? PeopleToldAt { get; private set; }

    /// <summary>When the authority was told in writing.</summary>
    public DateTimeOffset? AuthorityToldAt { get; private set; }

    /// <summary>By when both must be told.</summary>
    public DateTimeOffset DueAt => FoundAt + Limit;

    /// <summary>Whether somebody is still to be told.</summary>
    public bool IsOpen => PeopleToldAt is null || AuthorityToldAt is null;

    /// <summary>The people concerned were told.</summary>
    public void TellPeople(DateTimeOffset now) => PeopleToldAt ??= now;

    /// <summary>The authority was told.</summary>
    public void TellAuthority(DateTimeOffset now) => AuthorityToldAt ??= now;
}

internal sealed class BreachTable : IEntityTypeConfiguration<Breach>
{
    public void Configure(EntityTypeBuilder<Breach> table)
    {
        table.ToTable("breaches");
        table.Ignore(b => b.DueAt);
        table.Ignore(b => b.IsOpen);
        table.HasIndex(b => b.FoundAt);
    }
}
