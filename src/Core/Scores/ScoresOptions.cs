using System.ComponentModel.DataAnnotations;

namespace Core.Scores;

/// <summary>Settings of section <c>Scores</c>.</summary>
public sealed class ScoresOptions
{
    /// <summary>A score is published from this many respondents on; below it the page says why not. 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MinimumRespondents { get; set; } = 5;

    /// <summary>How the weight of an unsur is taken: <c>exact</c> (1/9) or <c>printed</c> (0,11).</summary>
    [EnumDataType(typeof(Weight))]
    public Weight Weight { get; set; } = Weight.Exact;
}
