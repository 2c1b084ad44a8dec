using Core.Calendar;
using Core.Skm;
using Core.Units;

namespace Core.Statistics;

/// <summary>Why there is no score to show.</summary>
internal enum Withheld
{
    /// <summary>Nobody rated: not a zero and not a D.</summary>
    NoRespondents,

    /// <summary>So few that a score would say more about them than about the unit (<c>Scores:MinimumRespondents</c>).</summary>
    BelowMinimum,

    /// <summary>
    /// The month is running, and its first ten ratings are not there yet: the newest five to nine are held back
    /// (<see cref="Core.Ratings.PublishRatings"/>).
    /// </summary>
    NotYet,

    /// <summary>Enough, but the score would tell that of a service with too few, by subtracting it from the whole unit's.</summary>
    ToProtect,
}

/// <summary>What may be published about a unit, or one service of it, over some months.</summary>
internal sealed record UnitScore
{
    /// <summary>The unit.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The service; null for the whole unit.</summary>
    public Service? Service { get; init; }

    /// <summary>The first month, as <c>202611</c>.</summary>
    public required Month From { get; init; }

    /// <summary>The last month.</summary>
    public required Month To { get; init; }

    /// <summary>What may be published.</summary>
    public required PeriodScore Figures { get; init; }

    /// <summary>Complete ratings, also when the score is withheld.</summary>
    public int Respondents => Figures.Respondents;

    /// <summary>Those among them that were given on paper.</summary>
    public int Paper => Figures.Paper;

    /// <summary>The score; null when it is withheld.</summary>
    public SkmScore? Score => Figures.Score;

    /// <summary>The questions it comes from; null without ratings.</summary>
    public string? Instrument { get; init; }

    /// <summary>The last month in which these questions were answered; null without ratings.</summary>
    public Month? Latest { get; init; }

    /// <summary>Why the score is withheld; null when it is not.</summary>
    public Withheld? Withheld => Figures.Withheld;

    /// <summary>Respondents that a period needs by the regulation's table; null when the unit's yearly recipients are unknown.</summary>
    public int? SampleNeeded => Unit.YearlyRecipients is > 0 and var recipients ? SampleSize.Needed(recipients) : null;
}

/// <summary>One-tap ratings at a counter over some months. They stand beside the SKM and are never part of it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Counts">How many taps on 1, 2, 3 and 4.</param>
internal sealed record QuickCounts(Unit Unit, IReadOnlyList<int> Counts)
{
    /// <summary>All taps.</summary>
    public int Total => Counts.Sum();

    /// <summary>Taps above what one tablet's people can make in an hour, in steps of five; they are in none of the counts.</summary>
    public int Apart { get; init; }
}
