namespace Core.Reminders.Composing;

/// <summary>What a reminder may refer to, as far as it is so: each is a figure, a goal, a word or a plan.</summary>
/// <param name="Weights">The index, the weakest unsur, the goals and the team's value: what the choice leans on.</param>
internal sealed record ReminderFacts(BehaviourWeights Weights)
{
    /// <summary>What citizens wrote in praise of the unit, masked and without a day.</summary>
    public IReadOnlyList<string> Praise { get; init; } = [];

    /// <summary>Plans of the unit that were finished lately.</summary>
    public IReadOnlyList<FinishedPlan> Plans { get; init; } = [];
}

/// <summary>A plan of a unit that was carried out.</summary>
/// <param name="Id">Our number of it.</param>
/// <param name="What">What was done.</param>
/// <param name="On">When.</param>
internal sealed record FinishedPlan(long Id, string What, DateOnly On);
