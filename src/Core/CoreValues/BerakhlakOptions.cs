using System.ComponentModel.DataAnnotations;

namespace Core.CoreValues;

/// <summary>Settings of section <c>Berakhlak</c>.</summary>
internal sealed class BerakhlakOptions
{
    /// <summary>Whose wording of the behaviours: <c>circular</c> (SE Menteri PANRB 20/2021) or <c>law</c> (UU 20/2023 article 4).</summary>
    [EnumDataType(typeof(BehaviourWording))]
    public BehaviourWording Wording { get; set; } = BehaviourWording.Law;

    /// <summary>How many goals a person may have in a month, 1 to 20.</summary>
    [Range(1, 20)]
    public int GoalsMax { get; set; } = 5;

    /// <summary>A result of the pulse or of reminders is shown from this many people on, 5 to 100.</summary>
    [Range(5, 100)]
    public int MinimumPeople { get; set; } = 5;
}

/// <summary>Whose wording of the behaviours is used.</summary>
internal enum BehaviourWording
{
    /// <summary>SE Menteri PANRB 20/2021.</summary>
    Circular,

    /// <summary>UU 20/2023 article 4.</summary>
    Law,
}
