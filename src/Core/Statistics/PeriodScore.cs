using Core.Skm;

namespace Core.Statistics;

/// <summary>The score that all respondents of a unit, or of the whole instansi, give together over some months.</summary>
internal sealed record PeriodScore
{
    /// <summary>Published ratings, also when the score is withheld.</summary>
    public required int Respondents { get; init; }

    /// <summary>Those among them that were given on paper.</summary>
    public int Paper { get; init; }

    /// <summary>The score; null when it is withheld.</summary>
    public SkmScore? Score { get; init; }

    /// <summary>Why it is withheld; null when it is not.</summary>
    public Withheld? Withheld { get; init; }

    /// <summary>
    /// Respondents of units whose own score is withheld, who are left out of the instansi's and of a branch's so that nobody can subtract
    /// them; 0 for a unit by itself.
    /// </summary>
    public int LeftOut { get; init; }

    /// <summary>The same, held back to protect others.</summary>
    public PeriodScore HeldBack() => this with { Score = null, Withheld = Core.Statistics.Withheld.ToProtect };

    /// <summary>Whether the period is still running, so that its newest ratings are not counted yet.</summary>
    public bool Running { get; init; }

    /// <summary>What may be published of the sums.</summary>
    public static PeriodScore Of(SkmSums sums, ScoresOptions options, bool running)
    {
        Withheld? why = sums.Complete == 0 ? running ? Core.Statistics.Withheld.NotYet : Core.Statistics.Withheld.NoRespondents
            : sums.Complete < options.MinimumRespondents ? Core.Statistics.Withheld.BelowMinimum : null;
        return new PeriodScore
        {
            Respondents = sums.Complete,
            Paper = sums.Paper,
            Running = running,
            Withheld = why,
            Score = why is null
            ? SkmScore.Of(sums, options.Weight) : null
        };
    }
}
