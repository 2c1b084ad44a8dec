using Core.Complaints.Deadlines;
using Core.Complaints.Filing;

namespace Core.Complaints;

/// <summary>One complaint, aspiration or request, from filing to its end. Every change goes through a method that may say no.</summary>
internal sealed partial class Complaint
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

    /// <summary>Counts changes, so that two processes never change it at once.</summary>
    public int Version { get; private set; }

    /// <summary>Whether officials must do something about it.</summary>
    public bool IsWithOfficials =>
        State is ComplaintState.Submitted or ComplaintState.Forwarded or ComplaintState.InProgress or ComplaintState.Reopened;

    public bool IsOpen => State is not (ComplaintState.Closed or ComplaintState.Withdrawn);

    public bool IsLate(DateTimeOffset now) => IsWithOfficials && DueAt < now;

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
        complaint.Class = ClassOf(filed.Kind);
        complaint.Count(now, clock);
        return complaint;
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

    private static ComplaintKind KindOf(ComplaintClass kind) => kind switch
    {
        ComplaintClass.Information => ComplaintKind.Information,
        ComplaintClass.Aspiration => ComplaintKind.Aspiration,
        _ => ComplaintKind.Complaint,
    };

    private static ComplaintClass? ClassOf(ComplaintKind kind) => kind switch
    {
        ComplaintKind.Information => ComplaintClass.Information,
        ComplaintKind.Aspiration => ComplaintClass.Aspiration,
        _ => null,
    };
}
