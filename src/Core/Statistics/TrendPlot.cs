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
    private const decimal Step = 5;

    // A change is seen on a scale around what is shown, which says where it begins and ends; never under ten wide, so that chance is not.
    private const decimal Narrowest = 10;

    private readonly (decimal Floor, decimal Top) _scale = Around(months);

    public void Draw(TrendPen pen)
    {
        pen.End(0, $"{_scale.Floor:0}");
        pen.End(1, $"{_scale.Top:0}");
        foreach (var (limit, grade) in Grades.Limits.Where(l => l.From > _scale.Floor && l.From < _scale.Top)) pen.Limit(Up(limit), grade);
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

    private double Up(decimal index) => (double)((index - _scale.Floor) / (_scale.Top - _scale.Floor));

    private static (decimal Floor, decimal Top) Around(IEnumerable<(Month Month, SkmScore? Score)> months)
    {
        var shown = months.Select(m => m.Score).OfType<SkmScore>()
            .SelectMany(s => new[] { s.Index, s.Interval?.Low ?? s.Index, s.Interval?.High ?? s.Index }).ToList();
        if (shown.Count == 0) return (Grades.Lowest, Grades.Highest);
        var top = Math.Min(Grades.Highest, Math.Ceiling(shown.Max() / Step) * Step);
        var floor = Math.Max(Grades.Lowest, Math.Floor(shown.Min() / Step) * Step);
        if (top - floor < Narrowest) top = Math.Min(Grades.Highest, floor + Narrowest);
        if (top - floor < Narrowest) floor = top - Narrowest;
        while (floor > Grades.Lowest && Meets(floor)) floor -= Step;
        while (top < Grades.Highest && Meets(top)) top += Step;
        return (floor, top);

        // The letter of a grade would stand on the figure at the end.
        bool Meets(decimal end) => Array.Exists([.. Grades.Limits],
            l => l.From > floor && l.From < top && Math.Abs(l.From - end) < (top - floor) / 10);
    }
}

/// <summary>What a trend is drawn with.</summary>
internal abstract class TrendPen
{
    /// <summary>The figure at which the scale begins (0) and ends (1).</summary>
    public abstract void End(double y, string figure);

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
