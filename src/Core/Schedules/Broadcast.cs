using Core.People;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Schedules;

/// <summary>One message to many, and how far it has been filled into the outbox; a crash goes on where it stood.</summary>
internal sealed class Broadcast
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>The picture or document that goes with it; null for none.</summary>
    public long? FileId { get; init; }

    /// <summary>Only people of this unit; everybody where there is none.</summary>
    public int? UnitId { get; init; }

    /// <summary>Only people with this role; every civil servant where there is none.</summary>
    public Role? Role { get; init; }

    /// <summary>Whether it also goes into linked groups and channels.</summary>
    public bool ToGroups { get; init; }

    /// <summary>Who sends it.</summary>
    public long? MadeBy { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The schedule it belongs to; null for one that was sent by hand.</summary>
    public long? ScheduleId { get; init; }

    /// <summary>The occasion of the schedule.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Not delivered after this moment.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The last person whose message stands in the outbox.</summary>
    public long FilledTo { get; private set; }

    /// <summary>Where it stands.</summary>
    public BroadcastState State { get; private set; }

    /// <summary>The name of its rows in the outbox.</summary>
    public string Batch => BatchOf(Id);

    /// <summary>The same of a broadcast by its number; also what is held while it changes.</summary>
    internal static string BatchOf(long id) => FormattableString.Invariant($"broadcast:{id}");

    /// <summary>The messages up to this person are in the outbox; none is left when the last one is reached.</summary>
    public void Fill(long to, bool last)
    {
        FilledTo = to;
        if (last && State == BroadcastState.Filling) State = BroadcastState.Filled;
    }

    /// <summary>No more of it goes out.</summary>
    public void Stop() => State = BroadcastState.Stopped;
}

/// <summary>Where a broadcast stands.</summary>
internal enum BroadcastState
{
    /// <summary>Its messages are being put into the outbox.</summary>
    Filling,

    /// <summary>All of them are there.</summary>
    Filled,

    /// <summary>It was stopped.</summary>
    Stopped,
}

internal sealed class BroadcastTable : IEntityTypeConfiguration<Broadcast>
{
    public void Configure(EntityTypeBuilder<Broadcast> table)
    {
        table.ToTable("broadcasts");
        table.Ignore(b => b.Batch);
        table.Property(b => b.ToGroups).HasDefaultValue(false);
        table.HasOne<AnnouncementFile>().WithMany().HasForeignKey(x => x.FileId);
        table.HasOne<Unit>().WithMany().HasForeignKey(b => b.UnitId);
        table.HasIndex(b => b.State);
        table.HasIndex(b => new { b.ScheduleId, b.Day }).IsUnique();
    }
}
