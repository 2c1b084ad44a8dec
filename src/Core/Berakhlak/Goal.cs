using Core.Calendar;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Berakhlak;

/// <summary>What a civil servant wants to practise in a month: a behaviour, or an own sentence under a value. Only they see it.</summary>
internal sealed class Goal
{
    /// <summary>The longest own sentence.</summary>
    public const int TextMax = 200;

    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>Whose.</summary>
    public required long PersonId { get; init; }

    /// <summary>For which month, such as 202611.</summary>
    public required Month Month { get; init; }

    /// <summary>The code of the value, such as <c>AD</c>.</summary>
    public required string Value { get; init; }

    /// <summary>The code of the behaviour, such as <c>AD1</c>; null for an own sentence.</summary>
    public string? Behaviour { get; init; }

    /// <summary>The own sentence; null for a behaviour.</summary>
    public string? Text { get; init; }

    /// <summary>How often it is brought to mind.</summary>
    public required GoalRhythm Rhythm { get; set; }

    /// <summary>Where it stands.</summary>
    public GoalState State { get; private set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Rests, or goes on.</summary>
    public void Pause(bool pause) => State = State == GoalState.Dropped ? State : pause ? GoalState.Paused : GoalState.Active;

    /// <summary>Is given up.</summary>
    public void Drop() => State = GoalState.Dropped;

    /// <summary>The same goal in another month.</summary>
    public Goal For(Month month, DateTimeOffset now) =>
        new() { PersonId = PersonId, Month = month, Value = Value, Behaviour = Behaviour, Text = Text, Rhythm = Rhythm, MadeAt = now };

    /// <summary>
    /// Ends it for another with other words. It stays as one that ended: what carries goals into a month knows by it that the earlier
    /// words have been here.
    /// </summary>
    public Goal Rewrite(string text, DateTimeOffset now)
    {
        var anew = new Goal { PersonId = PersonId, Month = Month, Value = Value, Text = text, Rhythm = Rhythm, MadeAt = now };
        anew.Pause(State == GoalState.Paused);
        Drop();
        return anew;
    }
}

/// <summary>How often a goal is brought to mind.</summary>
internal enum GoalRhythm
{
    /// <summary>With the next reminder only.</summary>
    Once,

    /// <summary>With every reminder.</summary>
    Daily,

    /// <summary>With the first reminder of a week.</summary>
    Weekly,

    /// <summary>With the first reminder of the month.</summary>
    Monthly,
}

/// <summary>Where a goal stands.</summary>
internal enum GoalState
{
    /// <summary>It counts.</summary>
    Active,

    /// <summary>It rests.</summary>
    Paused,

    /// <summary>It was given up.</summary>
    Dropped,
}

internal sealed class GoalTable : IEntityTypeConfiguration<Goal>
{
    public void Configure(EntityTypeBuilder<Goal> table)
    {
        table.ToTable("goals");
        table.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(g => new { g.PersonId, g.Month });
    }
}
