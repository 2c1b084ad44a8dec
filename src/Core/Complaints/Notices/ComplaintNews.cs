using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints.Notices;

/// <summary>Something that an official hears about a complaint, alone or gathered with others into one message.</summary>
internal sealed class ComplaintNews
{
    public long Id { get; private set; }

    /// <summary>The official.</summary>
    public required long PersonId { get; init; }

    public required long ComplaintId { get; init; }

    /// <summary>The wording that says it.</summary>
    public required string Key { get; init; }

    /// <summary>Not told before.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it is about a date: told in the morning, with the others.</summary>
    public required bool Due { get; init; }

    /// <summary>The step that it comes from, where that can still be taken back.</summary>
    public string? Step { get; init; }

    /// <summary>When it was told; null while it waits.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}

/// <summary>How an official wants to hear of complaints, and what they were told last.</summary>
internal sealed class DeskSettings
{
    /// <summary>Holds what is kept of a person's desk for the transaction: another worker may tell or set the same.</summary>
    public static ValueTask Lock(AppDb db, long person) => db.Sql.Lock($"desk:{person}");

    public required long PersonId { get; init; }

    /// <summary>The hour of the morning message; that of the reminders or the usual one when null.</summary>
    public TimeOnly? DigestAt { get; set; }

    /// <summary>Only of complaints that they hold.</summary>
    public bool OnlyMine { get; set; }

    /// <summary>The last day of a silence they asked for.</summary>
    public DateOnly? MutedUntil { get; set; }

    /// <summary>The colleague who hears of their complaints while they are away.</summary>
    public long? DeputyId { get; set; }

    /// <summary>The day of the last morning message.</summary>
    public DateOnly? DigestOn { get; set; }

    /// <summary>The day of the last message that named everything overdue.</summary>
    public DateOnly? WeeklyOn { get; set; }
}

internal sealed class ComplaintNewsTable : IEntityTypeConfiguration<ComplaintNews>
{
    public void Configure(EntityTypeBuilder<ComplaintNews> table)
    {
        table.ToTable("complaint_news");
        table.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Complaint>().WithMany().HasForeignKey(n => n.ComplaintId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(n => new { n.PersonId, n.ToldAt });
        table.HasIndex(n => new { n.ToldAt, n.At });
    }
}

internal sealed class DeskSettingsTable : IEntityTypeConfiguration<DeskSettings>
{
    public void Configure(EntityTypeBuilder<DeskSettings> table)
    {
        table.ToTable("desk_settings");
        table.HasKey(s => s.PersonId);
        table.Property(s => s.PersonId).ValueGeneratedNever();
        table.HasOne<Person>().WithOne().HasForeignKey<DeskSettings>(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Person>().WithMany().HasForeignKey(s => s.DeputyId).OnDelete(DeleteBehavior.SetNull);
    }
}
