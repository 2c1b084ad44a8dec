using Core.Calendar;
using Core.Skm;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>Charts as SVG. Each has its text beside it or in it; nothing is said by colour alone.</summary>
internal static class Charts
{
    private const double TrendTop = 14;
    private const double TrendBottom = 196;
    private const double TrendLeft = 26;
    private const double TrendStep = 33;

    /// <summary>An index on its scale from 25 to 100, over the four grades, with its interval. The numbers stand beside it.</summary>
    public static Html Scale(SkmScore score) =>
        Html.Of($"""<svg class="scale" viewBox="0 0 300 22" aria-hidden="true" focusable="false">{OnScale(score)}</svg>""");

    /// <summary>The same with the letters of the grades under it, for a card.</summary>
    public static Html Grades(SkmScore score) => Html.Of(
        $"""<svg class="scale" viewBox="0 0 300 34" aria-hidden="true" focusable="false">{OnScale(score)}<text x="80" y="32">D</text><text x="182" y="32">C</text><text x="229" y="32">B</text><text x="276" y="32">A</text></svg>""");

    private static Html OnScale(SkmScore score)
    {
        var (low, high) = score.Interval is { } i ? (On(i.Low), On(i.High)) : (On(score.Index), On(score.Index));
        return Html.Of(
            $"""<path class="gd" d="M0 8h159v6H0z"/><path class="gc" d="M160 8h45.4v6H160z"/><path class="gb" d="M206.4 8h45.8v6h-45.8z"/><path class="ga" d="M253.2 8H300v6h-46.8z"/><path class="range" d="M{low} 6h{Math.Max(high - low, 1)}v10H{low}z"/><path class="dot" d="M{On(score.Index) - 1.5} 2h3v18h-3z"/>""");

        static double On(decimal index) => Math.Clamp((double)(index - 25) * 4, 2, 298);
    }

    /// <summary>The bar of an unsur mean from 1 to 4; the number stands beside it.</summary>
    public static Html Bar(decimal mean, bool lowest) => Html.Of(
        $"""<svg class="bar{(lowest ? " low" : "")}" viewBox="0 0 300 12" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="back" width="300" height="12"/><path class="grid" d="M100 0V12M200 0V12"/><rect class="fill" width="{(double)(mean - 1) * 100}" height="12"/></svg>""");

    /// <summary>A line over the months. A month without a score is a gap: no data is not zero.</summary>
    public static Html Trend(IReadOnlyList<TrendMonth> months, Wording words)
    {
        var floor = months.Any(m => m.Score?.Interval?.Low < 60 || m.Score?.Index < 60) ? 25 : 60;
        return Html.Of(
            $"""
            <svg class="trend" viewBox="0 0 420 228" role="img" aria-labelledby="trend-title trend-text">
            <title id="trend-title">{words["unit.trend"]}</title>
            <desc id="trend-text">{string.Join("; ", months.Select(m => Told(m, words)))}</desc>
            {Html.Each(Core.Skm.Grades.Limits.Where(l => l.From > floor), l => Limit(l.From, l.Grade, floor))}
            {Html.Each(months.Index(), m => Month(m.Index, m.Item, floor, words))}
            <path class="line" d="{Line(months, floor)}"/>
            {Html.Each(months.Index().Where(m => m.Item.Score is not null), m => Html.Of($"""<circle class="point" cx="{X(m.Index)}" cy="{Y(m.Item.Score!.Index, floor)}" r="3.5"/>"""))}
            {Last(months, floor, words)}
            </svg>
            """);
    }

    private static Html Last(IReadOnlyList<TrendMonth> months, int floor, Wording words) => months[^1].Score is { } score
        ? Html.Of($"""<text class="last" x="418" y="{Y(score.Interval?.High ?? score.Index, floor) - 8}" text-anchor="end">{words.Score(score.Index)}</text>""")
        : Html.None;

    private static Html Limit(decimal value, Grade grade, int floor) => Html.Of(
        $"""<path class="limit" d="M{TrendLeft - 6} {Y(value, floor)}H418"/><text class="tick" x="{TrendLeft - 12}" y="{Y(value, floor) + 4}" text-anchor="end">{grade.ToString()}</text>""");

    private static Html Month(int place, TrendMonth month, int floor, Wording words)
    {
        var name = words["calendar.months-short"].Split(' ')[(month.Month % 100) - 1];
        var year = month.Month % 100 == 1 || (place == 0 && month.Month % 100 < 11)
            ? Html.Of($"""<tspan class="year" x="{X(place)}" dy="14">{month.Month / 100}</tspan>""") : Html.None;
        var spread = month.Score?.Interval is { } i
            ? Html.Of($"""<path class="whisker" d="M{X(place)} {Y(i.Low, floor)}V{Y(i.High, floor)}"/>""")
            : Html.None;
        var gap = month.Score is null ? Html.Of($"""<text class="gap" x="{X(place)}" y="{TrendBottom - 4}" text-anchor="middle">–</text>""")
            : Html.None;
        return Html.Of($"""{spread}{gap}<text class="tick" x="{X(place)}" y="{TrendBottom + 14}" text-anchor="middle">{name}{year}</text>""");
    }

    private static string Line(IReadOnlyList<TrendMonth> months, int floor)
    {
        var line = new System.Text.StringBuilder();
        for (var i = 0; i < months.Count; i++)
        {
            if (months[i].Score is not { } score) continue;
            var starts = i == 0 || months[i - 1].Score is null;
            line.Append(FormattableString.Invariant($"{(starts ? 'M' : 'L')}{X(i):0.#} {Y(score.Index, floor):0.#}"));
        }

        return line.ToString();
    }

    private static string Told(TrendMonth month, Wording words)
    {
        var name = words.MonthOf(MonthNumber.FirstDay(month.Month));
        return month.Score is { } score ? $"{name}: {words.Score(score.Index)} ({score.Respondents})" : $"{name}: {words["unit.no-data"]}";
    }

    private static double X(int place) => TrendLeft + 14 + (place * TrendStep);

    private static double Y(decimal index, int floor) =>
        TrendBottom - 12 - ((double)(index - floor) / (100 - floor) * (TrendBottom - 12 - TrendTop));
}
