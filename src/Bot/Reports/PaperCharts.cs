using Core.Calendar;
using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Bot.Reports;

/// <summary>Charts on paper, each with its words for somebody who cannot see it.</summary>
internal static class PaperCharts
{
    private const double BarStep = 17;
    private const double TrendTall = 130;

    /// <summary>How high the trend is, so that its heading stays with it.</summary>
    public const double TrendHeight = TrendTall + 46;

    /// <summary>The nine unsur as bars from 1 to 4.</summary>
    public static void Bars(Paper paper, SkmScore score, Wording words) => paper.Figure(
        words["pdf.bars-alt", ScoreWords.Named(words, score, Enumerable.Range(0, Unsur.Count))], Unsur.Count * BarStep, () =>
        {
            for (var u = 0; u < Unsur.Count; u++) Bar(paper, u, score, words);
            paper.Space(8);
        });

    private static void Bar(Paper paper, int u, SkmScore score, Wording words)
    {
        var color = score.Lowest.Contains(u) ? Paper.Low : Paper.Bar;
        paper.At(Paper.Left, paper.Y + 10, $"{Unsur.Codes[u]} {words[$"unsur-short.{Unsur.Codes[u]}"]}", Paper.Font(8.5), Paper.Black);
        paper.Box(Paper.Left + 105, paper.Y + 2, 320, 10, Paper.Shade);
        paper.Box(Paper.Left + 105, paper.Y + 2, (double)(score.Means[u] - 1) / 3 * 320, 10, color);
        paper.At(Paper.Left + Paper.Width, paper.Y + 10, words.Score(score.Means[u]), Paper.Font(8.5, bold: true), color, right: true);
        paper.Y += BarStep;
    }

    /// <summary>Twelve months as a line with intervals; gaps where there is no score.</summary>
    public static void Trend(Paper paper, Core.Units.Unit unit, IReadOnlyList<(int Month, SkmScore? Score)> months, Wording words)
    {
        var told = months.Where(m => m.Score is not null)
            .Select(m => $"{words.MonthOf(MonthNumber.FirstDay(m.Month))} {words.Score(m.Score!.Index)}");
        var alt = words["trend.picture", unit.Name, words.MonthOf(MonthNumber.FirstDay(months[^1].Month)), string.Join("; ", told)];
        paper.Figure(alt, TrendHeight, () => Line(paper, months, words));
    }

    private static void Line(Paper paper, IReadOnlyList<(int Month, SkmScore? Score)> months, Wording words)
    {
        var floor = months.Any(m => (m.Score?.Interval?.Low ?? m.Score?.Index) < 60) ? 25m : 60m;
        var top = paper.Y + 10;
        foreach (var (limit, grade) in Grades.Limits)
        {
            if (limit <= floor) continue;
            paper.Line(Paper.Left + 14, Y(limit), Paper.Left + Paper.Width, Y(limit), Paper.Rule);
            paper.At(Paper.Left, Y(limit) + 3, $"{grade}", Paper.Font(8), Paper.Soft);
        }

        for (var i = 0; i < months.Count; i++) Month(i);
        paper.Y = top + TrendTall + 36;

        void Month(int i)
        {
            var (month, score) = months[i];
            paper.At(X(i), top + TrendTall + 12, words["calendar.months-short"].Split(' ')[(month % 100) - 1], Paper.Font(7.5), Paper.Soft,
                middle: true);
            if (i == 0 || month % 100 == 1) paper.At(X(i), top + TrendTall + 22, $"{month / 100}", Paper.Font(7), Paper.Soft, middle: true);
            if (score is null)
            {
                paper.At(X(i), top + TrendTall - 4, "–", Paper.Font(9), Paper.Soft, middle: true);
                return;
            }

            if (score.Interval is { } range) paper.Line(X(i), Y(range.Low), X(i), Y(range.High), Paper.Bar, 2.5);
            if (i > 0 && months[i - 1].Score is { } before) paper.Line(X(i - 1), Y(before.Index), X(i), Y(score.Index), Paper.Accent, 1.4);
            paper.Box(X(i) - 2, Y(score.Index) - 2, 4, 4, Paper.Accent);
            paper.At(X(i), Y(score.Interval?.High ?? score.Index) - 4, words.Score(score.Index), Paper.Font(7, bold: true), Paper.Black,
                middle: true);
        }

        double X(int i) => Paper.Left + 32 + (i * (Paper.Width - 50) / Math.Max(months.Count - 1, 1));
        double Y(decimal index) => top + TrendTall - ((double)((index - floor) / (100 - floor)) * TrendTall);
    }
}
