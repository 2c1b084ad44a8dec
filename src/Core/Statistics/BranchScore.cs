using Core.Calendar;
using Core.Skm;
using Core.Units;

namespace Core.Statistics;

/// <summary>What a unit and all units below it show together over some months.</summary>
/// <param name="Unit">The unit above.</param>
/// <param name="Members">It and every unit below it, with what may be published of each.</param>
/// <param name="Figures">All respondents of those members that have a score of their own, together.</param>
internal sealed record BranchScore(Unit Unit, IReadOnlyList<UnitScore> Members, PeriodScore Figures)
{
    /// <summary>How many units are below, at any depth.</summary>
    public int Below => Members.Count - 1;

    /// <summary>How many members the score is made of.</summary>
    public int Counted { get; private init; }

    /// <summary>The months, of which the members' figures are too.</summary>
    public Month To => Members[0].To;

    /// <summary>
    /// The pooled score: the sums of all members added up, never a mean of scores. It is made of published figures and of nothing else: a
    /// member whose own score is withheld is left out, whatever its number of ratings, so that nothing follows by subtracting the others
    /// (decision 0016; the instansi's figure takes withheld units together where they are enough, and two such sums over different sets
    /// of units would give away the difference). Answers to different questions are not added up: the newest questions count.
    /// </summary>
    public static BranchScore Of(Unit unit, IReadOnlyList<UnitScore> members, ScoresOptions options)
    {
        var counted = members.Where(m => m.Score is not null).GroupBy(m => m.Instrument).OrderByDescending(g => g.Max(m => m.Latest))
            .ThenByDescending(g => g.Sum(m => m.Respondents)).FirstOrDefault()?.ToList() ?? [];
        var sums = counted.Aggregate(SkmSums.None, (sum, m) => sum + m.Score!.Sums);
        var figures = PeriodScore.Of(sums, options, members.Any(m => m.Figures.Running)) with
        {
            LeftOut = members.Sum(m => m.Respondents) - sums.Complete,
        };
        return new BranchScore(unit, members, figures) { Counted = counted.Count };
    }
}
