using Bot.Reports.Documents;
using Core.FollowUps;
using Core.Statistics;
using Core.Texts;

namespace Bot.Reports.Chapters;

/// <summary>
/// Chapter IV: what the figures say, what citizens wrote and complained of, what is planned, what became of earlier plans.
/// </summary>
internal static class Analysis
{
    public static IEnumerable<Block> Of(Writing w) =>
        [new Heading(w.Words["pdf.4"], 1), .. InWords.Of(w), .. Comments(w), .. Complaints(w), .. Plans(w), .. Realised(w), .. Trend(w)];

    private static IEnumerable<Block> Comments(Writing w)
    {
        const int Quoted = 6;
        const int Longest = 240;
        var (words, all) = (w.Words, w.Data.Comments);
        yield return new Heading(words["pdf.4-comments"], 2);
        var wrote = all.Groups.Where(g => g.Lines.Count > 0).ToList();
        if (wrote.Count == 0) yield return new Text(words[all.Groups.Count > 0 ? "pdf.4-comments-none" : "pdf.4-comments-few"]);
        else yield return new Text(words["pdf.4-comments-how"], Look.Small);
        foreach (var group in wrote)
        {
            var name = group.Unsur is { } unsur ? words["pdf.4-comments-low", words[$"unsur.{unsur}"], group.Respondents, group.Wrote]
                : words["pdf.4-comments-others", group.Respondents, group.Wrote];
            yield return new Text(name, new Look(Bold: true, After: 2));
            yield return new Text(string.Join('\n', group.Lines.Take(Quoted).Select(l => $"• “{Characters.Short(l, Longest)}”")),
                new Look(9, Indent: 10));
        }
    }

    private static IEnumerable<Block> Complaints(Writing w)
    {
        yield return new Heading(w.Words["pdf.4-complaints"], 2);
        yield return new Text(StatisticsText.Complaints(w.Data.Statistics, w.Words) ?? w.Words["pdf.4-complaints-none"]);
        if (w.Data.Statistics.Complaints is { MedianDays: { } days, Resolved: var resolved })
            yield return new Text(w.Words["pdf.4-complaints-days", days.ToString("0.#", w.Words.Culture), resolved]);
        if (BranchWords.Complaints(w.Words, w.Data.BranchComplaints) is { } below) yield return new Text(below);
        if (w.Unit is null && UnitRows.Complaints(w.Data, w.Words) is { Count: > 1 } rows)
            yield return new Grid([231, -60, -60, -60, -60], rows, 8);
    }

    private static IEnumerable<Block> Plans(Writing w)
    {
        var (words, data) = (w.Words, w.Data);
        yield return new Heading(words["pdf.4-plan"], 2);
        if (w.Unit is null)
        {
            yield return data.Plans.Count == 0 ? new Text(words["pdf.4-plans-none"])
                : new Grid([100, 90, 141, 80, 60], UnitRows.Plans(data, words), 8);
            var without = data.Units.Where(u => u.Now.Score is not null && u.Plans.Count == 0).Select(u => u.Unit.Label).ToList();
            if (without.Count > 0 && data.Plans.Count > 0)
                yield return new Text(words["pdf.4-plans-missing", without.Count, string.Join(", ", without)], new Look(8.5));
        }
        else
        {
            yield return new Grid([88, 134, 82, 62, 105], ReportRows.Plans(w, ReportRows.First(ScoreWords.FromWeakest(data.Score),
                data.Score)), 8);
        }

        yield return w.Place("forum");
    }

    /// <summary>What became of the plans of the period before.</summary>
    private static IEnumerable<Block> Realised(Writing w)
    {
        var (words, data) = (w.Words, w.Data);
        yield return new Heading(words["pdf.4-realised", data.Period.Before.Name(words)], 2);
        if (data.EarlierPlans.Count == 0) yield return new Text(words["pdf.4-realised-none"]);
        else yield return new Grid([w.Unit is null ? 110 : 90, 171, w.Unit is null ? 190 : 210],
            ReportRows.Realised(w), 8);
        var year = data.EarlierPlans.Where(p => p.Plan.Month.Year == data.Period.Year);
        if (PlanWords.Sum(words, data.Period.Year, [.. data.Plans, .. year]) is { } sum) yield return new Text(sum);
    }

    private static IEnumerable<Block> Trend(Writing w)
    {
        var (words, data) = (w.Words, w.Data);
        yield return new Heading(words["pdf.4-trend"], 2, With: PaperCharts.TrendHeight);
        yield return new TrendLine(data.Trend, PaperCharts.TrendAlt(w.Whose, data.Trend, words));
        if (data.Earlier.Count > 0) yield return new Text(words["pdf.4-earlier",
            string.Join("; ", data.Earlier.Select(i => $"{i.Year}: {words.Score(i.Figure!.Value)} ({i.Source})"))]);
        yield return new Text(words["pdf.4-trend-how"], Look.Small);
    }
}
