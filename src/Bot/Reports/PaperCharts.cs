using Core.Calendar;
using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Bot.Reports;

/// <summary>Charts on paper, each with its words for somebody who cannot see it.</summary>
internal static class PaperCharts
{
    /// <summary>How far the bars are apart where nothing else is asked for.</summary>
    public const double BarStep = 17;

    private const double TrendTall = 130;

    /// <summary>How high the trend is, so that its heading stays with it.</summary>
    public const double TrendHeight = TrendTall + 46;

    /// <summary>The nine unsur as bars from 1 to 4.</summary>
    public static void Bars(Paper paper, SkmScore score, Wording words, string alt, double step = BarStep) =>
        paper.Figure(alt, Unsur.Count * step, () =>
        {
            for (var u = 0; u < Unsur.Count; u++) Bar(paper, u, score, words, step);
            paper.Space(8);
        });

    /// <summary>The words of the bars.</summary>
    public static string BarsAlt(SkmScore score, Wording words) =>
        words["pdf.bars-alt", ScoreWords.Named(words, score, Enumerable.Range(0, Unsur.Count))];

    /// <summary>The words of the line.</summary>
    public static string TrendAlt(string whose, IReadOnlyList<(Month Month, SkmScore? Score)> months, Wording words) =>
        words["trend.picture", whose, words.MonthOf(months[^1].Month.FirstDay), string.Join("; ", months.Where(m => m.Score is not null)
            .Select(m => $"{words.MonthOf(m.Month.FirstDay)} {words.Score(m.Score!.Index)}"))];

    private static void Bar(Paper paper, int u, SkmScore score, Wording words, double step)
    {
        var color = score.Lowest.Contains(u) ? Paper.Low : Paper.Bar;
        var (tall, baseline) = (step - 7, paper.Y + (step / 2) + 1.5);
        paper.At(Paper.Left, baseline, $"{Unsur.Codes[u]} {words[$"unsur-short.{Unsur.Codes[u]}"]}", Paper.Font(8.5), Paper.Black);
        paper.Box(Paper.Left + 105, paper.Y + 2, 320, tall, Paper.Shade);
        paper.Box(Paper.Left + 105, paper.Y + 2, (double)(score.Means[u] - 1) / 3 * 320, tall, color);
        paper.At(Paper.Left + Paper.Width, baseline, words.Score(score.Means[u]), Paper.Font(8.5, bold: true), color, right: true);
        paper.Y += step;
    }

    /// <summary>Twelve months as a line with intervals; gaps where there is no score.</summary>
    public static void Trend(Paper paper, IReadOnlyList<(Month Month, SkmScore? Score)> months, Wording words, string alt)
    {
        paper.Figure(alt, TrendHeight, () =>
        {
            var top = paper.Y + 10;
            new TrendPlot(months, words).Draw(new Pen(paper, top));
            paper.Y = top + TrendTall + 36;
        });
    }

    private sealed class Pen(Paper paper, double top) : TrendPen
    {
        public override void End(double y, string figure) => paper.At(Paper.Left, Y(y) + 3, figure, Paper.Font(7), Paper.Soft);

        public override void Limit(double y, Grade grade)
        {
            paper.Line(Paper.Left + 14, Y(y), Paper.Left + Paper.Width, Y(y), Paper.Rule);
            paper.At(Paper.Left, Y(y) + 3, $"{grade}", Paper.Font(8), Paper.Soft);
        }

        public override void Month(double x, string name, int? year)
        {
            paper.At(X(x), top + TrendTall + 12, name, Paper.Font(7.5), Paper.Soft, middle: true);
            if (year is not null) paper.At(X(x), top + TrendTall + 22, $"{year}", Paper.Font(7), Paper.Soft, middle: true);
        }

        public override void Gap(double x) => paper.At(X(x), top + TrendTall - 4, "–", Paper.Font(9), Paper.Soft, middle: true);

        public override void Range(double x, double low, double high) => paper.Line(X(x), Y(low), X(x), Y(high), Paper.Bar, 2.5);

        public override void Join(double x, double y, double toX, double toY) =>
            paper.Line(X(x), Y(y), X(toX), Y(toY), Paper.Accent, 1.4);

        public override void Point(double x, double y) => paper.Box(X(x) - 2, Y(y) - 2, 4, 4, Paper.Accent);

        public override void Value(double x, double y, string figure, bool last) =>
            paper.At(X(x), Y(y) - 4, figure, Paper.Font(7, bold: true), Paper.Black, middle: true);

        private static double X(double x) => Paper.Left + 32 + (x * (Paper.Width - 50));

        private double Y(double y) => top + TrendTall - (y * TrendTall);
    }
}
