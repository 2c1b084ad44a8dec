using Core.Ratings;
using Core.Scores;
using Core.Texts;

namespace Bot.Reports;

/// <summary>Charts on paper.</summary>
internal static class PaperCharts
{
    /// <summary>The nine unsur as bars from 1 to 4.</summary>
    public static void Bars(Paper paper, SkmScore score, Wording words)
    {
        paper.Need(9 * 17);
        for (var u = 0; u < Unsur.Count; u++)
        {
            var color = score.Lowest.Contains(u) ? Paper.Low : Paper.Bar;
            paper.At(Paper.Left, paper.Y + 10, $"{Unsur.Codes[u]} {words[$"unsur-short.{Unsur.Codes[u]}"]}", Paper.Font(8.5), Paper.Black);
            paper.Box(Paper.Left + 105, paper.Y + 2, 320, 10, Paper.Shade);
            paper.Box(Paper.Left + 105, paper.Y + 2, (double)(score.Means[u] - 1) / 3 * 320, 10, color);
            paper.At(Paper.Left + Paper.Width, paper.Y + 10, words.Score(score.Means[u]), Paper.Font(8.5, bold: true), color, right: true);
            paper.Y += 17;
        }

        paper.Space(8);
    }

    /// <summary>Twelve months as a line with intervals; gaps where there is no score.</summary>
    public static void Trend(Paper paper, IReadOnlyList<(int Month, SkmScore? Score)> months, Wording words)
    {
        const double Height = 130;
        paper.Need(Height + 30);
        var floor = months.Any(m => (m.Score?.Interval?.Low ?? m.Score?.Index) < 60) ? 25m : 60m;
        var top = paper.Y;
        foreach (var (limit, grade) in (ReadOnlySpan<(decimal, string)>)[(88.31m, "A"), (76.61m, "B"), (65m, "C")])
        {
            if (limit <= floor) continue;
            paper.Line(Paper.Left + 14, Y(limit), Paper.Left + Paper.Width, Y(limit), Paper.Rule);
            paper.At(Paper.Left, Y(limit) + 3, grade, Paper.Font(8), Paper.Soft);
        }

        for (var i = 0; i < months.Count; i++) Month(i);
        paper.Y = top + Height + 26;

        void Month(int i)
        {
            var (month, score) = months[i];
            paper.At(X(i), top + Height + 12, words["calendar.months-short"].Split(' ')[(month % 100) - 1], Paper.Font(7.5), Paper.Soft, middle: true);
            if (score is null)
            {
                paper.At(X(i), top + Height - 4, "–", Paper.Font(9), Paper.Soft, middle: true);
                return;
            }

            if (score.Interval is { } range) paper.Line(X(i), Y(range.Low), X(i), Y(range.High), Paper.Bar, 2.5);
            if (i > 0 && months[i - 1].Score is { } before) paper.Line(X(i - 1), Y(before.Index), X(i), Y(score.Index), Paper.Accent, 1.4);
            paper.Box(X(i) - 2, Y(score.Index) - 2, 4, 4, Paper.Accent);
        }

        double X(int i) => Paper.Left + 32 + (i * (Paper.Width - 50) / Math.Max(months.Count - 1, 1));
        double Y(decimal index) => top + Height - ((double)((index - floor) / (100 - floor)) * Height);
    }
}
