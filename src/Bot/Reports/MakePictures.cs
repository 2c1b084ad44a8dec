using Core.Calendar;
using Core.Messaging;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>Draws the picture of a monthly post (score, nine bars, twelve months) and of a trend, with its text alternative.</summary>
internal sealed class MakePictures(ReadStatistics statistics, PictureMaker maker, IOptions<InstansiOptions> instansi)
{
    private const double Width = 1000;
    private static readonly string[] Bands = ["#f3c9c3", "#f6dfae", "#c6dff1", "#c2e6d3"];

    /// <summary>The picture of a unit's (or the instansi's) month; null without a score.</summary>
    public async Task<OutFile?> Post(Unit? unit, Month month, Wording words)
    {
        var months = await Months(unit, month);
        if (months[^1].Score is not { } score) return null;
        var (name, period) = (unit?.Name ?? instansi.Value.Name, words.MonthOf(month.FirstDay));
        var svg = new Svg(Width, 1060);
        svg.Text(50, 70, Characters.Short(name, 46), 32, bold: true).Text(50, 112, period, 26, Svg.Soft);
        Head(svg, score, words);
        Bars(svg, score, words);
        svg.Text(50, 752, words["unit.trend"], 22, Svg.Soft, bold: true);
        new TrendPlot(months, words).Draw(new DrawTrend(svg, (80, 785, 870, 190)));
        var weakest = ScoreWords.Lowest(words, score);
        var alt = words["post.picture", name, period,
            $"{words.Score(score.Index)} ({score.Grade}, {words[$"grade.{score.Grade}"]}), {score.Respondents} n", weakest];
        return File(svg, $"skor-{unit?.Code ?? "instansi"}-{month.Text}.png", alt);
    }

    /// <summary>Twelve months of a unit as a picture.</summary>
    public async Task<OutFile> Trend(Unit unit, Month last, Wording words)
    {
        var months = await Months(unit, last);
        var svg = new Svg(Width, 560);
        svg.Text(50, 66, Characters.Short(unit.Name, 50), 30, bold: true).Text(50, 106, words["unit.trend"], 22, Svg.Soft);
        new TrendPlot(months, words).Draw(new DrawTrend(svg, (80, 150, 870, 320)));
        var told = string.Join("; ", months.Where(m => m.Score is not null)
            .Select(m => $"{words.MonthOf(m.Month.FirstDay)} {words.Score(m.Score!.Index)}"));
        return File(svg, $"tren-{unit.Code}-{last.Text}.png",
            words["trend.picture", unit.Name, words.MonthOf(last.FirstDay), told]);
    }

    private async Task<IReadOnlyList<(Month Month, SkmScore? Score)>> Months(Unit? unit, Month last) =>
        [.. (await statistics.ByMonth(unit, last.Add(-11), last)).Select(m => (m.Month, m.Score.Score))];

    private OutFile File(Svg svg, string name, string alt) => new(maker.Png(svg.ToString()), name, Picture: true, alt);

    private static void Head(Svg svg, SkmScore score, Wording words)
    {
        svg.Text(50, 225, words.Score(score.Index), 92, Svg.Accent, bold: true);
        svg.Text(390, 185, $"{score.Grade} · {words[$"grade.{score.Grade}"]}", 30, bold: true);
        svg.Text(390, 224, $"{ScoreWords.Interval(words, score)} · {ScoreWords.Respondents(words, score)}", 20, Svg.Soft);
        decimal[] edges = [Grades.Lowest, .. Grades.Limits.Reverse().Select(l => l.From), Grades.Highest];
        for (var i = 0; i < Bands.Length; i++) svg.Rect(On(edges[i]), 262, On(edges[i + 1]) - On(edges[i]) - 2, 16, Bands[i], 3);
        if (score.Interval is { } range) svg.Rect(On(range.Low), 258, Math.Max(On(range.High) - On(range.Low), 2), 24, Svg.Accent, 4);
        svg.Rect(On(score.Index) - 3, 252, 6, 36, Svg.Ink, 3);

        static double On(decimal index) => 50 + ((double)(index - 25) / 75 * 900);
    }

    private static void Bars(Svg svg, SkmScore score, Wording words)
    {
        for (var u = 0; u < Unsur.Count; u++)
        {
            var (y, lowest) = (322 + (u * 44), score.Lowest.Contains(u));
            svg.Text(50, y + 22, $"{Unsur.Codes[u]} {words[$"unsur-short.{Unsur.Codes[u]}"]}", 21, lowest ? Svg.Low : Svg.Ink, lowest);
            svg.Rect(280, y + 2, 580, 26, "#e9e8df", 5)
                .Rect(280, y + 2, (double)(score.Means[u] - 1) / 3 * 580, 26, lowest ? Svg.Low : Svg.Bar, 5);
            svg.Text(950, y + 23, words.Score(score.Means[u]), 22, lowest ? Svg.Low : Svg.Ink, bold: true, anchor: "end");
        }
    }
}
