using System.ComponentModel.DataAnnotations;

namespace Core.Skm;

/// <summary>Settings of section <c>Scores</c>.</summary>
internal sealed class ScoresOptions
{
    /// <summary>A score is published from this many respondents on; below it the page says why not. 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MinimumRespondents { get; set; } = 5;

    /// <summary>How the weight of an unsur is taken: <c>exact</c> (1/9) or <c>printed</c> (0,11).</summary>
    [EnumDataType(typeof(Weight))]
    public Weight Weight { get; set; } = Weight.Exact;

    /// <summary>
    /// The length of period that the instansi has declared as its official survey period: <c>none</c>, <c>quarter</c>, <c>semester</c> or
    /// <c>year</c>.
    /// </summary>
    [EnumDataType(typeof(DeclaredPeriod))]
    public DeclaredPeriod DeclaredPeriod { get; set; } = DeclaredPeriod.None;

    /// <summary>The hour of the instansi's day at which last month's scores are posted. 0 to 23.</summary>
    [Range(0, 23)]
    public int PostHour { get; set; } = 8;

    /// <summary>The working day of the month on which they are posted: 1 is the first. 1 to 15.</summary>
    [Range(1, 15)]
    public int PostWorkingDay { get; set; } = 1;

    /// <summary>How many posted months are watched, so that a recomputed one edits its post. 1 to 12.</summary>
    [Range(1, 12)]
    public int PostWatchMonths { get; set; } = 3;
}
