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

    /// <summary>What their days are like, as they said; null while it is only guessed.</summary>
    public WorkKind? Work { get; set; }

    /// <summary>Whether they were asked what their days are like; that is asked once.</summary>
    public bool WorkAsked { get; private set; }

    /// <summary>How far their reminders gave way to their silence.</summary>
    public Slowed Slowed { get; private set; }

    /// <summary>Since when; their silence is counted from there.</summary>
    public DateOnly? SlowedOn { get; private set; }

    /// <summary>They answered, or said how often they want it: silence counts from this day anew.</summary>
    public void Heard(DateOnly day) => (Slowed, SlowedOn) = (Slowed.Not, day);

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

/// <summary>How far reminders gave way to the silence of a person.</summary>
internal enum Slowed
{
    /// <summary>Not at all.</summary>
    Not,

    /// <summary>Fewer were offered.</summary>
    Offered,

    /// <summary>They come once a week by themselves.</summary>
    Weekly,

    /// <summary>They rest by themselves.</summary>
    Resting,
}

internal sealed class ProfileTable : IEntityTypeConfiguration<Profile>
{
    public void Configure(EntityTypeBuilder<Profile> table)
    {
        table.ToTable("profiles");
        table.HasKey(p => p.PersonId);
        table.Property(p => p.PersonId).ValueGeneratedNever();
        table.HasOne<Person>().WithOne().HasForeignKey<Profile>(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.Property(p => p.WorkAsked).HasDefaultValue(false);
        table.Property(p => p.Slowed).HasDefaultValue(Slowed.Not);
        table.HasIndex(p => p.Hour);
    }
}
