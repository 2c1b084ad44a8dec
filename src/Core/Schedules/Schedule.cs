using Core.People;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Schedules;

/// <summary>A message that comes again by a rule.</summary>
internal sealed class Schedule
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>What it says.</summary>
    public required string Text { get; set; }

    /// <summary>The picture or document that goes with it; null for none.</summary>
    public long? FileId { get; set; }

    /// <summary>Only people of this unit; everybody where there is none.</summary>
    public int? UnitId { get; init; }

    /// <summary>Only people with this role; every civil servant where there is none.</summary>
    public Role? Role { get; init; }

    /// <summary>Whether it also goes into linked groups and channels.</summary>
    public bool ToGroups { get; init; }

    /// <summary>When, as <see cref="Recurrence.Text"/>.</summary>
    public required string Rule { get; set; }

    /// <summary>The time of day, by the clocks of its unit.</summary>
    public required TimeOnly Hour { get; set; }

    /// <summary>Who made it.</summary>
    public required long MadeBy { get; init; }

    /// <summary>Since when it goes by its rule and hour, or goes again after a rest; earlier occasions do not count.</summary>
    public required DateTimeOffset MadeAt { get; set; }

    /// <summary>Whether it rests.</summary>
    public bool Paused { get; set; }

    /// <summary>Since when it is deleted.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Deletes it; what was sent keeps its report.</summary>
    public void Delete(DateTimeOffset now) => DeletedAt ??= now;
}

internal sealed class ScheduleTable : IEntityTypeConfiguration<Schedule>
{
    public void Configure(EntityTypeBuilder<Schedule> table)
    {
        table.ToTable("schedules");
        table.Property(s => s.ToGroups).HasDefaultValue(false);
        table.HasOne<AnnouncementFile>().WithMany().HasForeignKey(x => x.FileId);
        table.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId);
    }
}
