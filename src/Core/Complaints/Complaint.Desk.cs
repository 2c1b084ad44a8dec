using Core.Complaints.Deadlines;

namespace Core.Complaints;

/// <summary>What the office does with it beside handling it: classes, declines, ends without handling, takes back.</summary>
internal sealed partial class Complaint
{
    /// <summary>Whether it is about the inspectorate itself, so that the head of the instansi handles it.</summary>
    public bool OfInspectorate { get; private set; }

    /// <summary>Whether words that came after triage raise the question of its class again.</summary>
    public bool Raised { get; private set; }

    /// <summary>How often units passed it to each other since triage saw it.</summary>
    public int Passes { get; private set; }

    /// <summary>How often a unit declined it.</summary>
    public int Declined { get; private set; }

    /// <summary>How often the citizen said that it is not settled.</summary>
    public int Reopened { get; private set; }

    /// <summary>Whether it was followed up too late before it was reopened.</summary>
    public bool LateBefore { get; private set; }

    /// <summary>Why it was closed without being handled; null otherwise.</summary>
    public EndReason? EndReason { get; private set; }

    /// <summary>The report that it says the same as.</summary>
    public long? DuplicateOfId { get; private set; }

    /// <summary>Who takes it for spam or abuse, until somebody else has looked.</summary>
    public long? SpamById { get; private set; }

    /// <summary>Triage decides the class of one that is with a unit already.</summary>
    public void Reclass(ComplaintClass kind, int unit, DateTimeOffset now, ComplaintClock clock, bool ofInspectorate = false)
    {
        Raised = false;
        var same = Class == kind && UnitId == unit;
        if (!same)
        {
            (HolderId, ResolvedOn, OnTime) = (null, null, null);
            SetClass(kind, unit, ofInspectorate);
        }

        Move(Act.Reclass, same ? State : ComplaintState.Forwarded, now, clock);
        if (!same) Count(now, clock);
    }

    /// <summary>An officer takes it for something that the inspectorate must see.</summary>
    public void PassToInspectorate(bool ofInspectorate, DateTimeOffset now, ComplaintClock clock)
    {
        HolderId = null;
        SetClass(ComplaintClass.Supervisory, UnitId!.Value, ofInspectorate);
        Move(Act.PassOn, ComplaintState.Forwarded, now, clock);
        Count(now, clock);
    }

    /// <summary>The unit says that it is not its own; triage decides again.</summary>
    public void Decline(DateTimeOffset now, ComplaintClock clock)
    {
        Declined++;
        LeaveToTriage();
        Move(Act.Decline, ComplaintState.Submitted, now, clock);
    }

    /// <summary>Ends it without handling.</summary>
    public void Dismiss(Act act, EndReason reason, long? duplicateOf, DateTimeOffset now, ComplaintClock clock)
    {
        (EndReason, DuplicateOfId, SpamById) = (reason, duplicateOf, null);
        End(act, ComplaintState.Closed, now, clock);
    }

    public void SuspectSpam(long official, DateTimeOffset now, ComplaintClock clock)
    {
        SpamById = official;
        Move(Act.SuspectSpam, State, now, clock);
    }

    public void ClearSpam(DateTimeOffset now, ComplaintClock clock)
    {
        SpamById = null;
        Move(Act.ClearSpam, State, now, clock);
    }

    public void Note(DateTimeOffset now, ComplaintClock clock) => Move(Act.Note, State, now, clock);

    /// <summary>Later words of the citizen accuse somebody: triage looks again.</summary>
    public void Raise() => Raised = Class != ComplaintClass.Supervisory && State != ComplaintState.Submitted;

    /// <summary>All that a step can change.</summary>
    public ComplaintBefore Snapshot() => new(Kind, Class, UnitId, State, ReceivedOn, StepFrom, PausedDays, HolderId, ResolvedOn, OnTime,
        EndedAt, OfInspectorate, Raised, Passes, Declined, EndReason, DuplicateOfId, SpamById);

    /// <summary>Back to what it was before a step that nobody read of.</summary>
    public void TakeBack(ComplaintBefore before, DateTimeOffset now, ComplaintClock clock)
    {
        (Kind, Class, UnitId, State) = (before.Kind, before.Class, before.UnitId, before.State);
        (ReceivedOn, StepFrom, PausedDays, HolderId) = (before.ReceivedOn, before.StepFrom, before.PausedDays, before.HolderId);
        (ResolvedOn, OnTime, EndedAt, OfInspectorate) = (before.ResolvedOn, before.OnTime, before.EndedAt, before.OfInspectorate);
        (Raised, Passes, Declined) = (before.Raised, before.Passes, before.Declined);
        (EndReason, DuplicateOfId, SpamById) = (before.EndReason, before.DuplicateOfId, before.SpamById);
        Version++;
        Count(now, clock);
    }

    private void SetClass(ComplaintClass kind, int unit, bool ofInspectorate)
    {
        (Class, Kind, UnitId) = (kind, KindOf(kind), unit);
        (Passes, Raised, SpamById) = (0, false, null);
        OfInspectorate = ofInspectorate && kind == ComplaintClass.Supervisory;
    }

    private void LeaveToTriage() =>
        (HolderId, Class, OfInspectorate, Raised, Passes, SpamById) = (null, ClassOf(Kind), false, false, 0, null);
}
