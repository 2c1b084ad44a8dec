using Core.Complaints.Deadlines;
using Core.Complaints.Filing;

namespace Core.Complaints;

/// <summary>One complaint, aspiration or request, from filing to its end. Every change goes through a method that may say no.</summary>
internal sealed class Complaint
{
    public long Id { get; private set; }

    /// <summary>The code that the citizen tracks it by, without dashes.</summary>
    public required string Code { get; init; }

    /// <summary>What the citizen chose, until triage or a later look decides otherwise.</summary>
    public ComplaintKind Kind { get; private set; }

    /// <summary>Null until triage decides, for complaints.</summary>
    public ComplaintClass? Class { get; private set; }

    /// <summary>The unit it is about; null while nobody knows.</summary>
    public int? UnitId { get; private set; }

    public ComplaintState State { get; private set; }

    /// <summary>Nobody who handles it learns a name.</summary>
    public required bool Anonymous { get; init; }

    /// <summary>Its words stand in no list, only on the card of those who handle it.</summary>
    public required bool Secret { get; init; }

    /// <summary>Who filed it, needed to answer them; null once forgotten. Nobody who handles it is shown anything of this person.</summary>
    public long? ComplainantId { get; private set; }

    /// <summary>The name that the citizen gave for the handling officers; null when anonymous.</summary>
    public string? ComplainantName { get; private set; }

    public required string Story { get; set; }

    /// <summary>When it happened, in the citizen's words.</summary>
    public string? Happened { get; set; }

    /// <summary>Where, in the citizen's words or as latitude and longitude.</summary>
    public string? Place { get; set; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>The local day of filing.</summary>
    public required DateOnly FiledOn { get; init; }

    /// <summary>The local day from which the limits are counted: when it was filed, completed or reopened.</summary>
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>The local day on which the present state began (for a followed-up one: the citizen's last word).</summary>
    public DateOnly StepFrom { get; private set; }

    /// <summary>Working days that were given back for pauses.</summary>
    public int PausedDays { get; private set; }

    /// <summary>The local day by which the present step is due; null while nothing is.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The moment at which it becomes late: the end of that day's office hours.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public DateOnly? FollowUpDueOn { get; private set; }

    /// <summary>Whether a date reaches into a year whose holidays are not decreed.</summary>
    public bool Provisional { get; private set; }

    /// <summary>The last decreed year when the dates were counted.</summary>
    public int CountedThrough { get; private set; }

    /// <summary>What is to be done by the clock next.</summary>
    public Act? NextStage { get; private set; }

    public DateTimeOffset? NextStageAt { get; private set; }

    /// <summary>The officer who took it.</summary>
    public long? HolderId { get; private set; }

    /// <summary>The local day on which it was first followed up; null until then.</summary>
    public DateOnly? ResolvedOn { get; private set; }

    /// <summary>Whether that was within its limit.</summary>
    public bool? OnTime { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The citizen's rating of the handling, 1 to 4; reported apart from the SKM.</summary>
    public int? HandlingRating { get; private set; }

    /// <summary>Whether it came among more than five of one account within an hour: triage sees that, nothing is refused.</summary>
    public bool ManyAtOnce { get; private set; }

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

    /// <summary>The service it is about, where somebody said so.</summary>
    public int? ServiceId { get; private set; }

    /// <summary>The code of its category (<see cref="Desk.Categories"/>).</summary>
    public string? Category { get; private set; }

    /// <summary>Words that the desk finds it by, each between commas: <c>,jalan,rw-05,</c>.</summary>
    public string? Tags { get; private set; }

    /// <summary>The same, one by one.</summary>
    public IReadOnlyList<string> TagList => ComplaintTags.List(Tags);

    /// <summary>Whether it comes before others.</summary>
    public bool Urgent { get; private set; }

    /// <summary>The channel it came by, or the counter, the telephone, a letter.</summary>
    public string? Origin { get; init; }

    /// <summary>The official who took it in for somebody who came, called or wrote; not its complainant.</summary>
    public long? TakenInById { get; private set; }

    /// <summary>How that somebody can be reached, in their words; erased with the rest.</summary>
    public string? Contact { get; private set; }

    /// <summary>Its Tracking ID in SP4N-LAPOR!, where it is there too.</summary>
    public string? NationalId { get; private set; }

    /// <summary>Counts changes, so that two processes never change it at once.</summary>
    public int Version { get; private set; }

    /// <summary>Whether officials must do something about it.</summary>
    public bool IsWithOfficials =>
        State is ComplaintState.Submitted or ComplaintState.Forwarded or ComplaintState.InProgress or ComplaintState.Reopened;

    public bool IsOpen => State is not (ComplaintState.Closed or ComplaintState.Withdrawn);

    public bool IsLate(DateTimeOffset now) => IsWithOfficials && DueAt < now;

    /// <summary>The desk sorts it; it counts as a change, so that two do not overwrite each other.</summary>
    public void Sort(string? category, string? tags, bool urgent, int? service, string? nationalId)
    {
        (Category, Tags, Urgent, ServiceId) = (Blank(category), ComplaintTags.Of(tags), urgent, service);
        NationalId = Blank(nationalId) is { } id && ComplaintTags.IsNationalId(id) ? id : null;
        Version++;
    }

    /// <summary>Somebody came, called or wrote: an official writes it down for them.</summary>
    public void TakeIn(long official, string? name, string? contact) =>
        (TakenInById, ComplainantId, ComplainantName, Contact) = (official, null, Anonymous ? null : Blank(name), Blank(contact));

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

    /// <summary>It is given to SP4N-LAPOR! too; here nothing changes.</summary>
    public void SendUp(DateTimeOffset now, ComplaintClock clock) => Move(Act.SendUp, State, now, clock);

    /// <summary>It is there too, under this number. No form of anybody's is out of date by it.</summary>
    public void EnterNational(string number) => NationalId = number;

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

    /// <summary>
    /// Cuts the tie to the person and drops their words; codes, dates and states stay for the figures (UU 27/2022, articles 43 and 44).
    /// </summary>
    public void Forget()
    {
        (ComplainantId, ComplainantName, Story, Happened, Place) = (null, null, "", null, null);
        (Contact, Tags) = (null, null);
        Version++;
    }

    /// <summary>Cuts the tie to the person alone: the matter goes on and cannot be answered any more.</summary>
    public void CutPerson()
    {
        (ComplainantId, ComplainantName, Contact) = (null, null, null);
        Version++;
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

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
