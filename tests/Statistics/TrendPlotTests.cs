using System.Globalization;
using Core.Calendar;
using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Tests.Statistics;

/// <summary>A trend shows a change: its scale lies around what is shown, and says where it begins and ends.</summary>
public sealed class TrendPlotTests
{
    [Fact]
    public void A_rise_of_less_than_two_points_is_no_flat_line()
    {
        var pen = Draw(300, 302, 306, 309);

        (pen.Points[^1] - pen.Points[0]).ShouldBeGreaterThan(0.1);
        (pen.Ends[1] - pen.Ends[0]).ShouldBeInRange(10, 25);
    }

    [Theory]
    [InlineData(300, 300, 300)]
    [InlineData(100, 400, 250)]
    [InlineData(400, 400, 400)]
    [InlineData(100, 100, 100)]
    [InlineData(345, 352, 360)]
    [InlineData(258, 262, 300)]
    public void Everything_lies_in_the_field_and_no_letter_on_the_figure_at_its_end(params int[] means)
    {
        var pen = Draw(means);

        pen.Ranges.Concat(pen.Points).ShouldAllBe(y => y >= 0 && y <= 1);
        pen.Limits.ShouldAllBe(y => y > 0.1 && y < 0.9);
        pen.Ends[0].ShouldBeGreaterThanOrEqualTo(25);
        pen.Ends[1].ShouldBeLessThanOrEqualTo(100);
        (pen.Ends[1] - pen.Ends[0]).ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public void Where_nothing_is_known_the_whole_scale_is_told()
    {
        var pen = new Recorder();
        new TrendPlot([(new Month(202611), null)], Wording.Of("id")).Draw(pen);

        pen.Ends.ShouldBe([25, 100]);
        pen.Points.ShouldBeEmpty();
    }

    /// <summary>Months of a hundred respondents each, whose mean answer is so many hundredths.</summary>
    private static Recorder Draw(params int[] means)
    {
        var pen = new Recorder();
        new TrendPlot([.. means.Select((mean, i) => (new Month(202601 + i), (SkmScore?)Score(mean)))], Wording.Of("id")).Draw(pen);
        return pen;
    }

    private static SkmScore Score(int hundredths) => SkmScore.Of(Skm.SkmScoreTests.Spread(100, 9 * hundredths))!;

    private sealed class Recorder : TrendPen
    {
        public List<int> Ends { get; } = [];

        public List<double> Limits { get; } = [];

        public List<double> Points { get; } = [];

        public List<double> Ranges { get; } = [];

        public override void End(double y, string figure) => Ends.Add(int.Parse(figure, CultureInfo.InvariantCulture));

        public override void Limit(double y, Grade grade) => Limits.Add(y);

        public override void Month(double x, string name, int? year)
        {
        }

        public override void Gap(double x)
        {
        }

        public override void Range(double x, double low, double high) => Ranges.AddRange([low, high]);

        public override void Join(double x, double y, double toX, double toY)
        {
        }

        public override void Point(double x, double y) => Points.Add(y);

        public override void Value(double x, double y, string figure, bool last)
        {
        }
    }
}
