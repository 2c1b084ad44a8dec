using Core.Units;

namespace Core.Complaints.Filing;

/// <summary>What a citizen files.</summary>
internal sealed record NewComplaint(long Complainant, ComplaintKind Kind, Unit? Unit, string Story)
{
    public string? Happened { get; init; }

    public string? Place { get; init; }

    /// <summary>Null to stay anonymous.</summary>
    public string? Name { get; init; }

    public bool Secret { get; init; }

    /// <summary>Whether the account filed so many within an hour that triage shall know.</summary>
    public bool ManyAtOnce { get; init; }

    /// <summary>The channel it came by, or the counter, the telephone, a letter.</summary>
    public string? Origin { get; init; }
}
