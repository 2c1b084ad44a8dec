namespace Core.Complaints.Handling;

/// <summary>What an official wants done with a complaint, all at once.</summary>
/// <param name="Step">The step's word (<see cref="StepsOpen.Acts"/>).</param>
internal sealed record StepAsked(string Step)
{
    /// <summary>A text for the citizen, a reason or a note.</summary>
    public string Words { get; init => field = value.Trim(); } = "";

    /// <summary>The class that triage decides.</summary>
    public ComplaintClass? Class { get; init; }

    /// <summary>That it is nothing for the inspectorate, though its words speak of bribery or violence.</summary>
    public bool Sure { get; init; }

    /// <summary>A unit's code; <c>?</c> for triage, <c>!</c> for the inspectorate.</summary>
    public string? Unit { get; init; }

    /// <summary>To whom it is given; 0 for all officers again.</summary>
    public long? Officer { get; init; }

    /// <summary>Why it ends.</summary>
    public EndReason? Reason { get; init; }

    /// <summary>The body that must handle it (<see cref="OtherBodies"/>).</summary>
    public string? Body { get; init; }

    /// <summary>The code of the report that says the same.</summary>
    public string? Other { get; init; }

    /// <summary>How many files came along as evidence; only where <see cref="TakeStep.WithFiles"/> has the step.</summary>
    public int Files { get; init; }

    /// <summary>That somebody else's complaint is taken over.</summary>
    public bool TakeOver { get; init; }
}
