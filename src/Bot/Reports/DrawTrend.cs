using Core.Skm;
using Core.Statistics;

namespace Bot.Reports;

/// <summary>A trend in a picture for the chat.</summary>
internal sealed class DrawTrend(Svg svg, (double X, double Y, double W, double H) at, bool all = false) : TrendPen
{
    /// <inheritdoc/>
    public override void End(double y, string figure) => svg.Text(at.X - 10, Y(y) + 6, figure, 17, Svg.Soft, anchor: "end");

    /// <inheritdoc/>
    public override void Limit(double y, Grade grade) => svg.Line(at.X, Y(y), at.X + at.W, Y(y), Svg.Rule, 1.5, "6 5")
        .Text(at.X - 10, Y(y) - 5, $"{grade}", 17, Svg.Soft, anchor: "end");

    /// <inheritdoc/>
    public override void Month(double x, string name, int? year)
    {
        svg.Text(X(x), at.Y + at.H + 26, name, 17, Svg.Soft, anchor: "middle");
        if (year is not null) svg.Text(X(x), at.Y + at.H + 48, $"{year}", 15, Svg.Soft, anchor: "middle");
    }

    /// <inheritdoc/>
    public override void Gap(double x) => svg.Text(X(x), at.Y + at.H - 8, "–", 20, Svg.Soft, anchor: "middle");

    /// <inheritdoc/>
    public override void Range(double x, double low, double high) => svg.Line(X(x), Y(low), X(x), Y(high), "#9fc9c1", 6);

    /// <inheritdoc/>
    public override void Join(double x, double y, double toX, double toY) => svg.Line(X(x), Y(y), X(toX), Y(toY), Svg.Accent, 3)
        .Dot(X(x), Y(y), 6, Svg.Accent); // over the end of its line

    /// <inheritdoc/>
    public override void Point(double x, double y) => svg.Dot(X(x), Y(y), 6, Svg.Accent);

    /// <inheritdoc/>
    public override void Value(double x, double y, string figure, bool last)
    {
        if (last || all) svg.Text(X(x), Y(y) - 12, figure, 19, Svg.Ink, bold: true, anchor: "middle");
    }

    private double X(double x) => at.X + 25 + (x * (at.W - 50));

    private double Y(double y) => at.Y + at.H - (y * at.H);
}
