using Core.Calendar;
using Core.Skm;
using Core.Texts;

namespace Core.Statistics;

/// <summary>
/// Months as a line with their intervals, laid out once for the picture, the paper and the page. Places are parts of the field from 0 to 1:
/// from left to right, and from the bottom up. A month without a score is a gap: no data is not zero.
/// </summary>
internal sealed class TrendPlot(IReadOnlyList<(Month Month, SkmScore? Score)> months, Wording words)
{
    // Scores of Indonesian offices lie above 60; the whole scale would show them as one flat line. Below it the scale begins at its end.
    private readonly decimal _floor = months.Any(m => (m.Score?.Interval?.Low ?? m.Score?.Index) < 60) ? 25m : 60m;

    public void Draw(TrendPen pen)
    {
        foreach (var (limit, grade) in Grades.Limits.Where(l => l.From > _floor)) pen.Limit(Up(limit), grade);
        for (var i = 0; i < months.Count; i++) Name(pen, i);
        for (var i = 0; i < months.Count; i++) Mark(pen, i);
    }

    private void Name(TrendPen pen, int i)
    {
        var month = months[i].Month;
        var year = month.OfYear == 1 || (i == 0 && month.OfYear < 11) ? month.Year : (int?)null; // two years side by side would touch
        pen.Month(Across(i), words["calendar.months-short"].Split(' ')[month.OfYear - 1], year);
    }

    private void Mark(TrendPen pen, int i)
    {
        var x = Across(i);
        if (months[i].Score is not { } score)
        {
            pen.Gap(x);
            return;
        }

        var y = Up(score.Index);
        if (score.Interval is { } range) pen.Range(x, Up(range.Low), Up(range.High));
        if (i > 0 && months[i - 1].Score is { } before) pen.Join(Across(i - 1), Up(before.Index), x, y);
        pen.Point(x, y);
        pen.Value(x, Up(score.Interval?.High ?? score.Index), words.Score(score.Index), last: i == months.Count - 1);
    }

    private double Across(int i) => i / (double)Math.Max(months.Count - 1, 1);

    private double Up(decimal index) => (double)((index - _floor) / (100 - _floor));
}

/// <summary>What a trend is drawn with.</summary>
internal abstract class TrendPen
{
    /// <summary>The line from which a grade counts.</summary>
    public abstract void Limit(double y, Grade grade);

    public abstract void Month(double x, string name, int? year);

    public abstract void Gap(double x);

    public abstract void Range(double x, double low, double high);

    public abstract void Join(double x, double y, double toX, double toY);

    public abstract void Point(double x, double y);

    /// <summary>The figure above its point; a small picture may show only the last one.</summary>
    public abstract void Value(double x, double y, string figure, bool last);
}
