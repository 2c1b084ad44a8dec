using Core.Complaints.Deadlines;

namespace Core.Complaints;

/// <summary>Its dates, and what the clock does with it.</summary>
internal sealed partial class Complaint
{
    /// <summary>A stage of the clock was done; the next one follows.</summary>
    public void PassStage(DateTimeOffset now, ComplaintClock clock)
    {
        var next = clock.NextStage(this, now, NextStage);
        (NextStage, NextStageAt) = (next?.Stage, next?.At);
        Version++;
    }

    /// <summary>Counts the dates anew after more holidays are known; whether a date moved.</summary>
    public bool Recount(DateTimeOffset now, ComplaintClock clock)
    {
        var before = (DueOn, FollowUpDueOn);
        Version++;
        var (stage, at) = (NextStage, NextStageAt);
        Count(now, clock);
        if (before.DueOn == DueOn) (NextStage, NextStageAt) = (stage, at);
        return before != (DueOn, FollowUpDueOn);
    }

    private void Count(DateTimeOffset now, ComplaintClock clock)
    {
        var (due, followUp) = (clock.Due(this), clock.FollowUp(this));
        (DueOn, FollowUpDueOn) = (due?.Date, followUp?.Date);
        DueAt = due is null ? null : clock.Closing(due.Date, clock.ZoneOf(this));
        Provisional = due is { Provisional: true } || followUp is { Provisional: true };
        CountedThrough = clock.DecreedThrough;
        var next = State is ComplaintState.Closed or ComplaintState.Withdrawn ? null : clock.NextStage(this, now, null);
        (NextStage, NextStageAt) = (next?.Stage, next?.At);
    }
}
