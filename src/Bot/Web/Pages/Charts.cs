using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>Charts as SVG. Each has its text beside it or in it; nothing is said by colour alone.</summary>
internal static class Charts
{
    private const double TrendTop = 14;
    private const double TrendBottom = 196;
    private const double TrendLeft = 26;
    private const double TrendWide = 363;

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

    /// <summary>A line over the months, told in words to who hears it.</summary>
    public static Html Trend(IReadOnlyList<TrendMonth> months, Wording words)
    {
        var pen = new Pen();
        new TrendPlot([.. months.Select(m => (m.Month, m.Score))], words).Draw(pen);
        return Html.Of(
            $"""
            <svg class="trend" viewBox="0 0 420 228" role="img" aria-labelledby="trend-title trend-text">
            <title id="trend-title">{words["unit.trend"]}</title>
            <desc id="trend-text">{string.Join("; ", months.Select(m => Told(m, words)))}</desc>
            {Html.Each(pen.Under, p => p)}
            <path class="line" d="{string.Join(' ', pen.Line)}"/>
            {Html.Each(pen.Over, p => p)}
            </svg>
            """);
    }

    private static string Told(TrendMonth month, Wording words)
    {
        var name = words.MonthOf(month.Month.FirstDay);
        return month.Score is { } score ? $"{name}: {words.Score(score.Index)} ({score.Respondents})" : $"{name}: {words["unit.no-data"]}";
    }

    private sealed class Pen : TrendPen
    {
        private double _joined = -1;

        public List<Html> Under { get; } = [];

        public List<string> Line { get; } = [];

        public List<Html> Over { get; } = [];

        public override void End(double y, string figure) => Under.Add(Html.Of(
            $"""<text class="tick" x="{TrendLeft - 6}" y="{Y(y) + 4}" text-anchor="end">{figure}</text>"""));

        public override void Limit(double y, Grade grade) => Under.Add(Html.Of(
            $"""<path class="limit" d="M{TrendLeft - 6} {Y(y)}H418"/><text class="tick" x="{TrendLeft - 12}" y="{Y(y) + 4}" text-anchor="end">{grade.ToString()}</text>"""));

        public override void Month(double x, string name, int? year)
        {
            var below = year is null ? Html.None : Html.Of($"""<tspan class="year" x="{X(x)}" dy="14">{year.Value}</tspan>""");
            Under.Add(Html.Of($"""<text class="tick" x="{X(x)}" y="{TrendBottom + 14}" text-anchor="middle">{name}{below}</text>"""));
        }

        public override void Gap(double x) =>
            Under.Add(Html.Of($"""<text class="gap" x="{X(x)}" y="{TrendBottom - 4}" text-anchor="middle">–</text>"""));

        public override void Range(double x, double low, double high) =>
            Under.Add(Html.Of($"""<path class="whisker" d="M{X(x)} {Y(low)}V{Y(high)}"/>"""));

        public override void Join(double x, double y, double toX, double toY)
        {
            Line.Add(FormattableString.Invariant($"L{X(toX):0.#} {Y(toY):0.#}"));
            _joined = toX;
        }

        public override void Point(double x, double y)
        {
            if (!_joined.Equals(x)) Line.Add(FormattableString.Invariant($"M{X(x):0.#} {Y(y):0.#}"));
            Over.Add(Html.Of($"""<circle class="point" cx="{X(x)}" cy="{Y(y)}" r="3.5"/>"""));
        }

        public override void Value(double x, double y, string figure, bool last)
        {
            if (last) Over.Add(Html.Of($"""<text class="last" x="418" y="{Y(y) - 8}" text-anchor="end">{figure}</text>"""));
        }

        private static double X(double x) => TrendLeft + 14 + (x * TrendWide);

        private static double Y(double y) => TrendBottom - 12 - (y * (TrendBottom - 12 - TrendTop));
    }
}
