using Core.Calendar;

namespace Core.FollowUps;

/// <summary>What became of an unsur after its plan.</summary>
/// <param name="Month">The month after the plan that is compared.</param>
/// <param name="Before">The unsur's mean in the month that the plan answers.</param>
/// <param name="After">Its mean in the month after.</param>
/// <param name="MoreThanChance">Whether chance alone would change it so much in fewer than 5 of 100 cases.</param>
/// <param name="RatedBefore">From how many ratings the mean before is.</param>
/// <param name="RatedAfter">From how many the mean after.</param>
internal sealed record PlanEffect(Month Month, decimal Before, decimal After, bool MoreThanChance, int RatedBefore, int RatedAfter);

/// <summary>How far a plan has come.</summary>
internal enum PlanState
{
    /// <summary>Neither done nor measured.</summary>
    Open,

    /// <summary>Done, and the months after it are still to come or had too few ratings.</summary>
    Done,

    /// <summary>The unsur rose more than by chance.</summary>
    Rose,

    /// <summary>The unsur fell more than by chance.</summary>
    Fell,

    /// <summary>No change that chance would not make.</summary>
    Unproven,
}

/// <summary>A plan and what became of it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="FeltFrom">The first month that can tell.</param>
/// <param name="Effect">What it told; null while it cannot.</param>
internal sealed record PlanStory(FollowUp Plan, Month FeltFrom, PlanEffect? Effect)
{
    /// <summary>How far it has come.</summary>
    public PlanState State => Effect is not { } effect ? Plan.DoneAt is null ? PlanState.Open : PlanState.Done
        : !effect.MoreThanChance ? PlanState.Unproven : effect.After > effect.Before ? PlanState.Rose : PlanState.Fell;
}
