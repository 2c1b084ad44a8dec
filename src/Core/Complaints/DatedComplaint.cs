using Core.Complaints.Deadlines;

namespace Core.Complaints;

/// <summary>
/// A complaint as its clock sees it: class, unit, state and days. The dates follow from these alone and are counted here.
/// </summary>
internal abstract class DatedComplaint : ReportedMatter
{
    /// <summary>What the citizen chose, until triage or a later look decides otherwise.</summary>
    public ComplaintKind Kind { get; private protected set; }

    /// <summary>Null until triage decides, for complaints.</summary>
    public ComplaintClass? Class { get; private protected set; }

    /// <summary>The unit it is about; null while nobody knows.</summary>
    public int? UnitId { get; private protected set; }

    public ComplaintState State { get; private protected set; }

    /// <summary>The local day from which the limits are counted: when it was filed, completed or reopened.</summary>
    public DateOnly ReceivedOn { get; private protected set; }

    /// <summary>
    /// The local day on which the present state began, with this unit and class (for a followed-up one: the citizen's last word).
    /// </summary>
    public DateOnly StepFrom { get; private protected set; }

    /// <summary>Working days that were given back for pauses.</summary>
    public int PausedDays { get; private protected set; }

    /// <summary>The local day by which the present step is due; null while nothing is.</summary>
    public DateOnly? DueOn { get; private protected set; }

    /// <summary>The moment at which it becomes late: the end of that day's office hours.</summary>
    public DateTimeOffset? DueAt { get; private protected set; }

    public DateOnly? FollowUpDueOn { get; private protected set; }

    /// <summary>Whether a date reaches into a year whose holidays are not decreed.</summary>
    public bool Provisional { get; private protected set; }

    /// <summary>The calendar by which the dates were counted (<see cref="ComplaintClock.Calendar"/>); once the last decreed year.</summary>
    public int CountedThrough { get; private protected set; }

    /// <summary>What is to be done by the clock next.</summary>
    public Act? NextStage { get; private protected set; }

    public DateTimeOffset? NextStageAt { get; private protected set; }

    /// <summary>Whether officials must do something about it.</summary>
    public bool IsWithOfficials =>
        State is ComplaintState.Submitted or ComplaintState.Forwarded or ComplaintState.InProgress or ComplaintState.Reopened;

    public bool IsOpen => State is not (ComplaintState.Closed or ComplaintState.Withdrawn);

    public bool IsLate(DateTimeOffset now) => IsWithOfficials && DueAt < now;

    /// <summary>Whether the time to reopen a closed one is over.</summary>
    public bool IsTooLateToReopen(DateTimeOffset now) => State == ComplaintState.Closed && (DueAt is not { } until || until < now);

    /// <summary>A stage of the clock was done; the next one follows.</summary>
    public void PassStage(DateTimeOffset now, ComplaintClock clock)
    {
        var next = clock.NextStage(this, now, NextStage);
        (NextStage, NextStageAt) = (next?.Stage, next?.At);
        Version++;
    }

    /// <summary>
    /// Counts the dates anew by a calendar that changed; whether a date moved. What was late and still is has been told so. No form of
    /// anybody's is out of date where nothing moved.
    /// </summary>
    public bool Recount(DateTimeOffset now, ComplaintClock clock)
    {
        var (before, late) = ((DueOn, FollowUpDueOn), IsLate(now));
        var (stage, at) = (NextStage, NextStageAt);
        Count(now, clock);
        if (before.DueOn == DueOn || (late && IsLate(now))) (NextStage, NextStageAt) = (stage, at);
        if (before == (DueOn, FollowUpDueOn)) return false;
        Version++;
        return true;
    }

    private protected void Count(DateTimeOffset now, ComplaintClock clock)
    {
        var (due, followUp) = (clock.Due(this), clock.FollowUp(this));
        (DueOn, FollowUpDueOn) = (due?.Date, followUp?.Date);
        DueAt = due is null ? null : clock.Closing(due.Date, clock.ZoneOf(this));
        Provisional = due is { Provisional: true } || followUp is { Provisional: true };
        CountedThrough = clock.Calendar;
        var next = State is ComplaintState.Closed or ComplaintState.Withdrawn ? null : clock.NextStage(this, now, null);
        (NextStage, NextStageAt) = (next?.Stage, next?.At);
    }
}
