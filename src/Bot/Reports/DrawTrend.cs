using Core.Skm;
using Core.Texts;

namespace Bot.Reports;

/// <summary>Months as a line with their intervals. A month without a score is a gap: no data is not zero.</summary>
internal static class DrawTrend
{
    public static void On(Svg svg, IReadOnlyList<(int Month, SkmScore? Score)> months, Wording words,
        (double X, double Y, double W, double H) at)
    {
        var floor = months.Any(m => (m.Score?.Interval?.Low ?? m.Score?.Index) < 60) ? 25m : 60m;
        foreach (var (limit, grade) in Grades.Limits)
        {
            if (limit <= floor) continue;
            svg.Line(at.X, Y(limit), at.X + at.W, Y(limit), Svg.Rule, 1.5, "6 5")
                .Text(at.X - 10, Y(limit) - 5, $"{grade}", 17, Svg.Soft, anchor: "end");
        }

        for (var i = 0; i < months.Count; i++) Month(i);

        void Month(int i)
        {
            var (month, score) = months[i];
            svg.Text(X(i), at.Y + at.H + 26, words["calendar.months-short"].Split(' ')[(month % 100) - 1], 17, Svg.Soft, anchor: "middle");
            if (i == 0 || month % 100 == 1) svg.Text(X(i), at.Y + at.H + 48, $"{month / 100}", 15, Svg.Soft, anchor: "middle");
            if (score is null)
            {
                svg.Text(X(i), at.Y + at.H - 8, "–", 20, Svg.Soft, anchor: "middle");
                return;
            }

            if (score.Interval is { } range) svg.Line(X(i), Y(range.Low), X(i), Y(range.High), "#9fc9c1", 6);
            if (i > 0 && months[i - 1].Score is { } before) svg.Line(X(i - 1), Y(before.Index), X(i), Y(score.Index), Svg.Accent, 3);
            if (i > 0 && months[i - 1].Score is { } drawn) svg.Dot(X(i - 1), Y(drawn.Index), 6, Svg.Accent);
            svg.Dot(X(i), Y(score.Index), 6, Svg.Accent);
            if (i == months.Count - 1) svg.Text(X(i), Y(score.Interval?.High ?? score.Index) - 12, words.Score(score.Index), 19, Svg.Ink,
                bold: true, anchor: "middle");
        }

        double X(int i) => at.X + 25 + (i * (at.W - 50) / Math.Max(months.Count - 1, 1));
        double Y(decimal index) => at.Y + at.H - ((double)((index - floor) / (100 - floor)) * at.H);
    }
}
