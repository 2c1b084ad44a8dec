using Core.Calendar;
using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>One month of a trend.</summary>
/// <param name="Month">As <c>202611</c>.</param>
/// <param name="Respondents">Complete ratings, also when the score is withheld.</param>
/// <param name="Score">The score; null when it is withheld.</param>
internal sealed record TrendMonth(Month Month, int Respondents, SkmScore? Score)
{
    /// <summary>Respondents left out of the instansi's score to protect units with few.</summary>
    public int LeftOut { get; init; }

    /// <summary>Whether the month is running and shows nothing yet.</summary>
    public bool NotYet { get; init; }

    public static TrendMonth Of(UnitScore unit) => Of(unit.To, unit.Figures);

    public static TrendMonth Of(Month month, PeriodScore score) =>
        new(month, score.Respondents, score.Score) { LeftOut = score.LeftOut, NotYet = score.Withheld == Withheld.NotYet };
}

/// <summary>Twelve months as a chart, and as a table one press away.</summary>
internal static class TrendPart
{
    public static Html Of(Wording words, IReadOnlyList<TrendMonth> months) => Html.Of(
        $"""
        <section class="trends" aria-labelledby="trend"><h2 id="trend">{words["unit.trend"]}</h2>
        {Charts.Trend(months, words)}<p class="n">{words["unit.trend-how"]}</p>
        <details><summary>{words["unit.as-table"]}</summary><table><thead><tr><th scope="col">{words["board.month"]}</th><th scope="col" class="n">{words["unit.score"]}</th><th scope="col" class="n">{words["unit.interval"]}</th><th scope="col" class="n">n</th></tr></thead>
        <tbody>{Html.Each(months, m => Row(words, m))}</tbody></table></details></section>
        """);

    private static Html Row(Wording words, TrendMonth month)
    {
        var interval = month.Score?.Interval is { } i ? $"{ScoreWords.Tenths(words, i.Low)}–{ScoreWords.Tenths(words, i.High)}" : "–";
        var index = month.Score is { } score ? words.Score(score.Index) : "–";
        return Html.Of($"""<tr><th scope="row">{ScoreText.Month(words, month.Month)}</th><td class="n">{index}</td><td class="n">{interval}</td><td class="n">{month.Respondents.ToString("N0", words.Culture)}</td></tr>""");
    }
}
