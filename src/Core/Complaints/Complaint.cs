using Core.Complaints.Deadlines;
using Core.Complaints.Filing;

namespace Core.Complaints;

/// <summary>One complaint, aspiration or request, from filing to its end. Every change goes through a method that may say no.</summary>
internal sealed class Complaint : DatedComplaint
{
    /// <summary>The officer who took it.</summary>
    public long? HolderId { get; private set; }

    /// <summary>The local day on which it was first followed up; null until then.</summary>
    public DateOnly? ResolvedOn { get; private set; }

    /// <summary>Whether that was within its limit.</summary>
    public bool? OnTime { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The citizen's rating of the handling, 1 to 4; reported apart from the SKM.</summary>
    public int? HandlingRating { get; private set; }

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

    /// <summary>Whether triage ended it before any unit had it, or after it came back: whoever handles something always holds it.</summary>
    public bool EndedWithTriage => EndReason is not null && HolderId is null;

    /// <summary>A new complaint. Aspirations and requests are of their own class; a complaint's is for triage to say.</summary>
    public static Complaint File(NewComplaint filed, string code, DateTimeOffset now, DateOnly today, ComplaintClock clock)
    {
        var complaint = new Complaint
        {
            Code = code,
            Anonymous = filed.Name is null,
            Secret = filed.Secret,
            Story = filed.Story,
            Happened = filed.Happened,
            Place = filed.Place,
            FiledAt = now,
            FiledOn = today,
            Origin = filed.Origin,
        };
        (complaint.ReceivedOn, complaint.StepFrom, complaint.UnitId, complaint.Kind) = (today, today, filed.Unit?.Id, filed.Kind);
        complaint.ManyAtOnce = filed.ManyAtOnce;
        (complaint.ComplainantId, complaint.ComplainantName) = (filed.Complainant, filed.Name);
        complaint.Class = filed.Kind.Class;
        complaint.Count(now, clock);
        return complaint;
    }

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
        (ReceivedOn, PausedDays) = (clock.Day(this, now), 0);
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

    /// <summary>To another unit, which has its own days to respond; without one, back to triage, which decides the class anew.</summary>
    public void PassOn(int? unit, DateTimeOffset now, ComplaintClock clock)
    {
        if (unit is null) LeaveToTriage();
        else (UnitId, HolderId, SpamById, Passes) = (unit, null, null, Passes + 1);
        Move(Act.PassOn, unit is null ? ComplaintState.Submitted : ComplaintState.Forwarded, now, clock, begins: true);
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

    /// <summary>
    /// The report that it was merged into ended by a wish that is not its citizen's: it takes that one's place and class, with limits of
    /// its own.
    /// </summary>
    public void GoOn(Complaint ended, ComplaintState was, DateTimeOffset now, ComplaintClock clock)
    {
        var withTriage = was is ComplaintState.Submitted or ComplaintState.Returned || ended is not { Class: not null, UnitId: not null };
        (ReceivedOn, PausedDays, HolderId, EndedAt) = (clock.Day(this, now), 0, null, null);
        if (withTriage) LeaveToTriage();
        else SetClass(ended.Class!.Value, ended.UnitId!.Value, ended.OfInspectorate);
        (EndReason, DuplicateOfId) = (null, null);
        Move(Act.GoOn, withTriage ? ComplaintState.Submitted : ComplaintState.Forwarded, now, clock);
    }

    /// <summary>What it was merged into is another one now.</summary>
    public void MergeOn(Complaint into)
    {
        DuplicateOfId = into.Id;
        Version++;
    }

    public void Rate(int value, DateTimeOffset now, ComplaintClock clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 4);
        HandlingRating = value;
        Move(Act.Rate, State, now, clock);
    }

    /// <summary>Triage decides the class of one that is with a unit already.</summary>
    public void Reclass(ComplaintClass kind, int unit, DateTimeOffset now, ComplaintClock clock, bool ofInspectorate = false)
    {
        Raised = false;
        var same = Class == kind && UnitId == unit;
        if (!same)
        {
            (HolderId, LateBefore, ResolvedOn, OnTime) = (null, LateBefore || OnTime == false, null, null);
            SetClass(kind, unit, ofInspectorate);
        }

        Move(Act.Reclass, same ? State : ComplaintState.Forwarded, now, clock, begins: !same);
    }

    /// <summary>An officer takes it for something that the inspectorate must see.</summary>
    public void PassToInspectorate(bool ofInspectorate, DateTimeOffset now, ComplaintClock clock)
    {
        HolderId = null;
        SetClass(ComplaintClass.Supervisory, UnitId!.Value, ofInspectorate);
        Move(Act.PassOn, ComplaintState.Forwarded, now, clock, begins: true);
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

    /// <summary>It is given to SP4N-LAPOR! too; here nothing changes.</summary>
    public void SendUp(DateTimeOffset now, ComplaintClock clock) => Move(Act.SendUp, State, now, clock);

    public void Note(DateTimeOffset now, ComplaintClock clock) => Move(Act.Note, State, now, clock);

    /// <summary>Later words of the citizen accuse somebody: triage looks again.</summary>
    public void Raise() => Raised = Class != ComplaintClass.Supervisory && State != ComplaintState.Submitted;

    /// <summary>All that a step can change.</summary>
    public ComplaintBefore Snapshot() => new(Kind, Class, UnitId, State, ReceivedOn, StepFrom, PausedDays, HolderId, ResolvedOn, OnTime,
        EndedAt, OfInspectorate, Raised, Passes, Declined, EndReason, DuplicateOfId, SpamById, LateBefore);

    /// <summary>Back to what it was before a step that nobody read of.</summary>
    public void TakeBack(ComplaintBefore before, DateTimeOffset now, ComplaintClock clock)
    {
        (Kind, Class, UnitId, State) = (before.Kind, before.Class, before.UnitId, before.State);
        (ReceivedOn, StepFrom, PausedDays, HolderId) = (before.ReceivedOn, before.StepFrom, before.PausedDays, before.HolderId);
        (ResolvedOn, OnTime, EndedAt, OfInspectorate) = (before.ResolvedOn, before.OnTime, before.EndedAt, before.OfInspectorate);
        (Raised, Passes, Declined, LateBefore) = (before.Raised, before.Passes, before.Declined, before.LateBefore ?? LateBefore);
        (EndReason, DuplicateOfId, SpamById) = (before.EndReason, before.DuplicateOfId, before.SpamById);
        Version++;
        Count(now, clock);
    }

    private void SetClass(ComplaintClass kind, int unit, bool ofInspectorate)
    {
        (Class, Kind, UnitId) = (kind, kind.Kind, unit);
        (Passes, Raised, SpamById) = (0, false, null);
        OfInspectorate = ofInspectorate && kind == ComplaintClass.Supervisory;
    }

    private void LeaveToTriage() =>
        (HolderId, Class, OfInspectorate, Raised, Passes, SpamById) = (null, Kind.Class, false, false, 0, null);

    private void End(Act act, ComplaintState state, DateTimeOffset now, ComplaintClock clock)
    {
        EndedAt = now;
        Move(act, state, now, clock);
    }

    /// <summary>With another unit or class a step begins anew, though the state is the same.</summary>
    private void Move(Act act, ComplaintState to, DateTimeOffset now, ComplaintClock clock, bool begins = false)
    {
        if (!ComplaintRules.Leads(act, State, to))
            throw new InvalidOperationException($"A complaint cannot go from {State} to {to} by {act}.");
        Version++;
        if (to == State && !begins) return;
        var today = clock.Day(this, now);
        if (State == ComplaintState.Waiting) PausedDays += clock.PausedDays(StepFrom, today);
        (State, StepFrom) = (to, today);
        Count(now, clock);
    }
}
