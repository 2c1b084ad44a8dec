using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Core.Statistics;

/// <summary>
/// Puts the units in order. Units whose intervals overlap share a place, and those with too few respondents stand apart with the reason.
/// </summary>
internal sealed class RankUnits(ReadStatistics statistics, ReadScores scores, ReadBranches branches) : Dialog
{
    private const int LinesMax = 60;

    /// <inheritdoc/>
    public override string Name => "rank-units";

    /// <inheritdoc/>
    public override string? Command => Commands.Ranking;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var month = scores.ThisMonth();
        var period = StatisticsQuery.Read(context.Arg("text"), [], month).Period ?? Period.Of(PeriodKind.Month, month);
        var all = await statistics.ByUnit(period.From, period.To);
        var together = await branches.All(period.From, period.To);
        context.Say(LocalizedText.Literal(Text(context, period, all, together))).Row([.. Sides(context, period, month)]);
        yield break;
    }

    private string Text(DialogContext context, Period period, IReadOnlyList<(Unit Unit, PeriodScore Score)> all,
        IReadOnlyList<BranchScore> together)
    {
        var words = context.Words;
        var ranked = Ranking.Of(all.Where(u => u.Score.Score is not null).Select(u => (u.Unit, u.Score.Score!)));
        var apart = all.Where(u => u.Score.Score is null)
            .Select(u => $"{u.Unit.Label}: {ScoreWords.WhyInList(words, u.Score, scores.Options.MinimumRespondents)}").ToList();
        var parts = new List<string> { words["ranking.title", period.Name(words)] };
        if (ranked.Count > 0) parts.Add(string.Join('\n', ScoreWords.AtMost(words, LinesMax, [.. ranked.Select(r => LineOf(words, r))])));
        if (ranked.Count > 1) parts.Add(words["ranking.ties"]);
        if (apart.Count > 0) parts.Add($"{words["ranking.apart"]}\n{string.Join('\n', ScoreWords.AtMost(words, LinesMax, apart))}");
        if (together.Count > 0) parts.Add(string.Join('\n', ScoreWords.AtMost(words, LinesMax,
            [.. together.Select(b => BranchWords.Line(words, b))])));
        parts.Add(ScoreWords.Running(words, all.Select(u => u.Score), scores.Options.MinimumRespondents) + words["ranking.indicative"]);
        return string.Join("\n\n", parts);
    }

    private static string LineOf(Wording words, Ranking ranked) => words["ranking.line",
        ranked.Place, ranked.Unit.Label, words.Score(ranked.Score.Index), ranked.Score.Grade, ScoreWords.Interval(words, ranked.Score),
            ranked.Score.Respondents];

    private static IEnumerable<Button> Sides(DialogContext context, Period period, Month month)
    {
        yield return new($"◀ {period.Before.ShortName(context.Words)}", Commands.Ranking.With(period.Before.Code));
        if (period.After.From <= month)
            yield return new($"{period.After.ShortName(context.Words)} ▶", Commands.Ranking.With(period.After.Code));
    }
}

/// <summary>A unit's place among others.</summary>
/// <param name="Place">From 1; equal for units whose intervals overlap with the first of that place.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Score">Its score.</param>
internal sealed record Ranking(int Place, Unit Unit, SkmScore Score)
{
    /// <summary>
    /// The order by index. A unit shares the place of the best unit above whose interval reaches down to its own, so that one
    /// answer never puts anybody on top; the next place counts those before it.
    /// </summary>
    public static IReadOnlyList<Ranking> Of(IEnumerable<(Unit Unit, SkmScore Score)> units)
    {
        var placed = new List<Ranking>();
        foreach (var (unit, score) in units.OrderByDescending(u => u.Score.Index)
            .ThenBy(u => u.Unit.Name, StringComparer.OrdinalIgnoreCase))
        {
            var leader = placed.Count == 0 ? null : placed.First(p => p.Place == placed[^1].Place);
            var tied = leader is not null && Low(leader.Score) <= High(score);
            placed.Add(new Ranking(tied ? leader!.Place : placed.Count + 1, unit, score));
        }

        return placed;
    }

    private static decimal Low(SkmScore score) => score.Interval?.Low ?? score.Index;

    private static decimal High(SkmScore score) => score.Interval?.High ?? score.Index;
}
