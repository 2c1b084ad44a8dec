using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>
/// The whole instansi's month: the score that all respondents give together, its change, its unsur, and how its units did.
/// </summary>
internal static class InstansiCard
{
    public static Html Of(Wording words, string instansi, IReadOnlyList<TrendMonth> trend, IReadOnlyList<UnitScore> units,
        ScoresOptions options, bool running) => Html.Of(
        $"""
        <article class="card whole" id="whole" aria-labelledby="whole-title"><h2 class="period" id="whole-title">{words["board.whole", instansi, ScoreText.Month(words, trend[^1].Month)]}</h2>
        {(trend[^1].Score is { } score ? Scored(words, score, trend, units, running) : Html.Of($"""<p class="why big">{ScoreText.Why(words, trend[^1], options.MinimumRespondents)}</p>"""))}
        <div class="how"><p class="lead">{ScoreText.Method(words, options.Weight)}</p>{Formula.Of(words, options.Weight)}</div>
        </article>
        """);

    private static Html Scored(Wording words, SkmScore score, IReadOnlyList<TrendMonth> trend, IReadOnlyList<UnitScore> units, bool running)
    {
        string?[] notes =
        [
            ScoreText.Change(words, trend[^2], trend[^1]), words["board.pooled", score.Respondents, units.Count(u => u.Respondents > 0)],
            trend[^1].LeftOut > 0 ? words["statistics.left-out", trend[^1].LeftOut] : null, Graded(words, units),
            running ? words["page.running"] : null,
        ];
        return Html.Of($"""<div class="halves"><div>{ScoreCard.Figure(words, score, notes)}</div>{ScoreCard.Means(words, score)}</div>""");
    }

    private static string Graded(Wording words, IReadOnlyList<UnitScore> units)
    {
        var grades = Enum.GetValues<Grade>().Select(g => (Grade: g, Units: units.Count(u => u.Score?.Grade == g))).Where(g => g.Units > 0);
        var told = string.Join(", ", grades.Select(g => words["board.graded-one", g.Units, g.Grade]));
        var without = units.Count(u => u.Score is null);
        return words["board.graded", units.Count, without == 0 ? told : $"{told}, {words["board.graded-none", without]}"];
    }
}

/// <summary>The formula, one press away.</summary>
internal static class Formula
{
    public static Html Of(Wording words, Weight weight) => Html.Of(
        $"""
        <details class="formula"><summary>{words["page.formula"]}</summary>
        <p>{words["pdf.method", words[weight == Weight.Exact ? "score.exact" : "score.printed"]]}</p>
        <p>{words["page.grades"]}</p></details>
        """);
}
