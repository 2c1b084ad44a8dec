using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Membership.Privacy;

/// <summary>A recorded agreement to have data processed, so that it can be proved (UU 27/2022, articles 22 and 24).</summary>
internal sealed class Consent
{
    /// <summary>The notice that is agreed to at present; a changed notice gets a new name and is asked anew.</summary>
    public const string Notice = "asn-1";

    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>Who agreed.</summary>
    public required long PersonId { get; init; }

    /// <summary>To which notice.</summary>
    public required string Version { get; init; }

    /// <summary>In which language they read it.</summary>
    public required string Language { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Since when it is withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Withdraws it.</summary>
    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}

internal sealed class ConsentTable : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> table)
    {
        table.ToTable("consents");
        table.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
