using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Membership.Profiles;

/// <summary>What a civil servant told us about themselves, and when we may write to them.</summary>
internal sealed class Profile
{
    /// <summary>Who.</summary>
    public required long PersonId { get; init; }

    /// <summary>The name by which administrators know them.</summary>
    public required string Name { get; set; }

    /// <summary>The NIP, encrypted (<see cref="NipVault"/>); null when they gave none.</summary>
    public string? Nip { get; set; }

    /// <summary>The hour of the reminder, by the clocks of their unit.</summary>
    public required TimeOnly Hour { get; set; }

    /// <summary>How often they want to be reminded.</summary>
    public ReminderRhythm Rhythm { get; set; } = ReminderRhythm.Daily;

    /// <summary>The last day of a pause they asked for.</summary>
    public DateOnly? PausedUntil { get; set; }

    /// <summary>When they joined.</summary>
    public required DateTimeOffset JoinedAt { get; init; }
}

/// <summary>How often a person wants to be reminded.</summary>
internal enum ReminderRhythm
{
    /// <summary>Every working day.</summary>
    Daily,

    /// <summary>On the working ones of Monday, Wednesday and Friday.</summary>
    ThriceWeekly,

    /// <summary>On the first working day of the week.</summary>
    Weekly,

    /// <summary>Not at all.</summary>
    Never,
}

internal sealed class ProfileTable : IEntityTypeConfiguration<Profile>
{
    public void Configure(EntityTypeBuilder<Profile> table)
    {
        table.ToTable("profiles");
        table.HasKey(p => p.PersonId);
        table.Property(p => p.PersonId).ValueGeneratedNever();
        table.HasOne<Person>().WithOne().HasForeignKey<Profile>(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(p => p.Hour);
    }
}
