using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Reminders;

/// <summary>What became of one person's one day: the key of person and day is what keeps a reminder from coming twice.</summary>
internal sealed class Reminder
{
    /// <summary>Our number of it; its buttons carry it.</summary>
    public long Id { get; private set; }

    /// <summary>Who is reminded.</summary>
    public required long PersonId { get; init; }

    /// <summary>The local day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The unit they were in that day; null outside the service units.</summary>
    public int? UnitId { get; init; }

    /// <summary>The code of the behaviour, such as <c>AD1</c>; null when none was sent.</summary>
    public string? Behaviour { get; init; }

    /// <summary>The code of the deed it proposed, such as <c>AD1.field.2</c>; null for those before there were codes.</summary>
    public string? Tip { get; init; }

    /// <summary>The code of the reason it gave, such as <c>unsur.3</c>; null when it gave none.</summary>
    public string? Reason { get; init; }

    /// <summary>Where it stands.</summary>
    public ReminderState State { get; private set; }

    /// <summary>When it comes again, after "later"; it does so once.</summary>
    public DateTimeOffset? AgainAt { get; private set; }

    /// <summary>Whether it came again already.</summary>
    public bool CameAgain { get; private set; }

    /// <summary>Whether the person may still answer it.</summary>
    public bool IsOpen => State is ReminderState.Sent or ReminderState.Later;

    /// <summary>A reminder in its first state.</summary>
    public static Reminder Of(long person, DateOnly day, int? unit, string? behaviour, ReminderState state) =>
        new() { PersonId = person, Day = day, UnitId = unit, Behaviour = behaviour, State = state };

    /// <summary>Takes the person's answer; false when there is nothing to answer any more.</summary>
    public bool Answer(ReminderState answer, DateTimeOffset? again = null)
    {
        if (!IsOpen || (answer == ReminderState.Later && State == ReminderState.Later)) return false;
        (State, AgainAt) = (answer, again);
        return true;
    }

    /// <summary>It came again.</summary>
    public void ComeAgain() => (AgainAt, CameAgain) = (null, true);
}

/// <summary>Where a reminder stands.</summary>
internal enum ReminderState
{
    /// <summary>Sent, not answered.</summary>
    Sent,

    /// <summary>The person did it.</summary>
    Done,

    /// <summary>The person wants to hear of it later.</summary>
    Later,

    /// <summary>The person passed it over.</summary>
    Skipped,

    /// <summary>Not sent: the person was on leave.</summary>
    Leave,

    /// <summary>Not sent: too late when its turn came, or not taken by the platform.</summary>
    Dropped,
}

internal sealed class ReminderTable : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> table)
    {
        table.ToTable("reminders");
        table.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(r => new { r.PersonId, r.Day }).IsUnique();
        table.HasIndex(r => new { r.UnitId, r.Day });
        table.HasIndex(r => r.AgainAt);
    }
}
