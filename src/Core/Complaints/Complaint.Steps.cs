using Core.Complaints.Deadlines;

namespace Core.Complaints;

/// <summary>What is done with it: each step says no where <see cref="ComplaintRules"/> does not lead.</summary>
internal sealed partial class Complaint
{
    /// <summary>Triage sets kind and class of every report, whatever the citizen took it for.</summary>
    public void Verify(ComplaintClass kind, int unit, DateTimeOffset now, ComplaintClock clock, bool ofInspectorate = false)
    {
        SetClass(kind, unit, ofInspectorate);
        Move(Act.Verify, ComplaintState.Forwarded, now, clock);
    }

    public void Return(DateTimeOffset now, ComplaintClock clock) => Move(Act.Return, ComplaintState.Returned, now, clock);

    /// <summary>Its limits start anew: they run from the complete file.</summary>
    public void Complete(DateTimeOffset now, ComplaintClock clock)
    {
        ReceivedOn = clock.Day(this, now);
        Move(Act.Complete, ComplaintState.Submitted, now, clock);
    }

    public void Take(long officer, DateTimeOffset now, ComplaintClock clock)
    {
        HolderId = officer;
        Move(Act.Take, State is ComplaintState.Forwarded or ComplaintState.Reopened ? ComplaintState.InProgress : State, now, clock);
    }

    public void Ask(DateTimeOffset now, ComplaintClock clock) => Move(Act.Ask, ComplaintState.Waiting, now, clock);

    public void Answer(DateTimeOffset now, ComplaintClock clock) => Move(Act.Answer, ComplaintState.InProgress, now, clock);

    public void Resume(DateTimeOffset now, ComplaintClock clock) => Move(Act.Resume, ComplaintState.InProgress, now, clock);

    public void Progress(DateTimeOffset now, ComplaintClock clock) => Move(Act.Progress, State, now, clock);

    /// <summary>To another unit; without one, back to triage, which decides the class anew.</summary>
    public void PassOn(int? unit, DateTimeOffset now, ComplaintClock clock)
    {
        if (unit is null) LeaveToTriage();
        else (UnitId, HolderId, SpamById, Passes) = (unit, null, null, Passes + 1);
        Move(Act.PassOn, unit is null ? ComplaintState.Submitted : ComplaintState.Forwarded, now, clock);
    }

    /// <summary>On time is what was in time every time: a report that was late once stays late when it is reopened.</summary>
    public void Resolve(DateTimeOffset now, ComplaintClock clock)
    {
        if (ResolvedOn is null) (ResolvedOn, OnTime) = (clock.Day(this, now), !LateBefore && !(DueAt < now));
        SpamById = null;
        Move(Act.Resolve, ComplaintState.Resolved, now, clock);
    }

    /// <summary>Gives it to one officer, or to all of them again.</summary>
    public void Assign(long? officer, DateTimeOffset now, ComplaintClock clock)
    {
        HolderId = officer;
        var waits = State is ComplaintState.Reopened || (officer is null && State == ComplaintState.InProgress);
        Move(Act.Assign, waits ? ComplaintState.Forwarded : State, now, clock);
    }

    public void Add(DateTimeOffset now, ComplaintClock clock)
    {
        if (State == ComplaintState.Resolved) StepFrom = clock.Day(this, now);
        Move(Act.Add, State, now, clock);
        if (State == ComplaintState.Resolved) Count(now, clock);
    }

    public void Confirm(DateTimeOffset now, ComplaintClock clock) => End(Act.Confirm, ComplaintState.Closed, now, clock);

    public void Close(DateTimeOffset now, ComplaintClock clock) => End(Act.Close, ComplaintState.Closed, now, clock);

    public void Withdraw(DateTimeOffset now, ComplaintClock clock) => End(Act.Withdraw, ComplaintState.Withdrawn, now, clock);

    public void Lapse(DateTimeOffset now, ComplaintClock clock) => End(Act.Lapse, ComplaintState.Withdrawn, now, clock);

    /// <summary>
    /// Not settled after all: its limits start anew and it counts as open again, with the superior when there is one. What was closed
    /// without being handled goes to triage, so that somebody else looks at it.
    /// </summary>
    public void Reopen(bool hasSuperior, DateTimeOffset now, ComplaintClock clock)
    {
        (ReceivedOn, PausedDays, HolderId, EndedAt, HandlingRating) = (clock.Day(this, now), 0, null, null, null);
        (LateBefore, ResolvedOn, OnTime, Reopened) = (LateBefore || OnTime == false, null, null, Reopened + 1);
        var unhandled = EndReason is not null;
        if (unhandled) LeaveToTriage();
        (EndReason, DuplicateOfId) = (null, null);
        var to = unhandled ? ComplaintState.Submitted : hasSuperior ? ComplaintState.Reopened : ComplaintState.Forwarded;
        Move(Act.Reopen, to, now, clock);
    }

    public void Rate(int value, DateTimeOffset now, ComplaintClock clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 4);
        HandlingRating = value;
        Move(Act.Rate, State, now, clock);
    }

    private void End(Act act, ComplaintState state, DateTimeOffset now, ComplaintClock clock)
    {
        EndedAt = now;
        Move(act, state, now, clock);
    }

    private void Move(Act act, ComplaintState to, DateTimeOffset now, ComplaintClock clock)
    {
        if (!ComplaintRules.Leads(act, State, to))
            throw new InvalidOperationException($"A complaint cannot go from {State} to {to} by {act}.");
        Version++;
        if (to == State) return;
        var today = clock.Day(this, now);
        if (State == ComplaintState.Waiting) PausedDays += clock.PausedDays(StepFrom, today);
        (State, StepFrom) = (to, today);
        Count(now, clock);
    }
}
