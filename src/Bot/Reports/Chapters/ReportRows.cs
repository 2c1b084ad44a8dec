using Core.FollowUps;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Bot.Reports.Chapters;

/// <summary>The tables of a report, row by row, the heading first.</summary>
internal static class ReportRows
{
    private const int Smallest = 5;

    /// <summary>Who answered, in groups of five and more; those who did not say are told from five on.</summary>
    public static List<string[]> Respondents(ReportData data, Wording words)
    {
        List<string[]> rows = [[words["pdf.3-about"], words["pdf.3-group"], words["pdf.3-count"], "%"]];
        var all = data.Score.Respondents + data.Statistics.Now.LeftOut;
        foreach (var question in RespondentGroups.Questions)
        {
            var groups = data.Statistics.Groups(question);
            var told = groups.Select(g => (Name: g.Code is null ? words["statistics.other-groups"]
                : words[$"respondent.{question}.{g.Code}"], g.Count)).ToList();
            if (told.Count > 0 && all - told.Sum(g => g.Count) is >= Smallest and var unsaid)
                told.Add((words["statistics.unsaid"], unsaid));
            foreach (var (i, (name, count)) in told.Index())
                rows.Add([i == 0 ? words[$"respondent.{question}"] : "", name, count.ToString("N0", words.Culture),
                    (100m * count / all).ToString("0.0", words.Culture)]);
        }

        return rows;
    }

    /// <summary>The nine unsur with their means, and below them what the index is made of.</summary>
    public static List<string[]> Elements(ReportData data, Wording words)
    {
        var printed = PrintedMeans.Of(data.Score);
        List<string[]> rows = [["", words["unit.element"], words["pdf.3-sum"], "NRR", words["pdf.3-weighted"], words["table.grade"]]];
        for (var u = 0; u < Unsur.Count; u++)
        {
            var grade = Grades.Of(Math.Round(data.Score.Means[u] * 25, 2, MidpointRounding.AwayFromZero));
            rows.Add([Unsur.Codes[u], words[$"unsur.{Unsur.Codes[u]}"], data.Score.Sums.Totals[u].ToString("N0", words.Culture),
                Number(printed.Means[u]), Number(printed.Weighted[u]), grade.ToString()]);
        }

        rows.Add(["", words["table.total"], "", "", Number(printed.Total), ""]);
        rows.Add(["", words["pdf.3-total"], "", "", words.Score(data.Score.Index), data.Score.Grade.ToString()]);
        return rows;

        string Number(decimal number) => number.ToString($"F{printed.Decimals}", words.Culture);
    }

    /// <summary>The services that were rated, each with its score or why there is none.</summary>
    public static List<string[]> Services(ReportData data, int minimum, Wording words)
    {
        List<string[]> rows = [[words["pdf.3-service"], words["unit.score"], words["unit.interval"], "n"]];
        foreach (var service in data.Services.Where(s => s.Respondents > 0))
            rows.Add(service.Score is { } s
                ? [service.Service!.Name, $"{words.Score(s.Index)} {s.Grade}", s.Interval is { } i
                ? $"{ScoreWords.Tenths(words, i.Low)}–{ScoreWords.Tenths(words, i.High)}" : "–",
                s.Respondents.ToString("N0", words.Culture)]
                : [service.Service!.Name, "–", service.Withheld == Withheld.ToProtect ? words["pdf.3-protected"]
                    : words["pdf.3-withheld", minimum], service.Respondents.ToString("N0", words.Culture)]);
        return rows;
    }

    /// <summary>Which services nobody rated; null when all were.</summary>
    public static string? Unrated(ReportData data, Wording words)
    {
        var names = data.Services.Where(s => s.Respondents == 0).Select(s => s.Service!.Name).ToList();
        return names.Count == 0 ? null : words["pdf.3-unrated", names.Count, string.Join("; ", names)];
    }

    /// <summary>The first three unsur, and those that share the third's mean as it is shown.</summary>
    public static IEnumerable<int> First(IReadOnlyList<int> order, SkmScore score)
    {
        const int Usual = 3;
        return order.Where((u, i) => i < Usual
            || Math.Round(score.Means[u], 2, MidpointRounding.AwayFromZero) == Math.Round(score.Means[order[Usual - 1]], 2,
            MidpointRounding.AwayFromZero));
    }

    /// <summary>What will be done and how far it has come, and the weakest unsur that nothing is planned for yet.</summary>
    public static List<string[]> Plans(Writing w, IEnumerable<int> weakest)
    {
        var (words, data) = (w.Words, w.Data);
        List<string[]> rows = [[words["unit.element"], words["pdf.4-what"], words["pdf.4-who"], words["pdf.4-when"],
            words["pdf.4-became"]]];
        foreach (var story in data.Plans)
            rows.Add([words[$"unsur.{story.Plan.Unsur}"], What(story, words), story.Plan.Who,
                $"{words.ShortDate(story.Plan.DueOn)} {story.Plan.DueOn.Year}", Became(w, story)]);
        foreach (var u in weakest.Where(u => data.Plans.All(p => p.Plan.Unsur != Unsur.Codes[u])))
            rows.Add([words[$"unsur.{Unsur.Codes[u]}"], words["pdf.4-open"], "", "", ""]);
        return rows;
    }

    /// <summary>What became of each plan of the period before, with its unit in the instansi's report.</summary>
    public static List<string[]> Realised(Writing w)
    {
        var (words, data) = (w.Words, w.Data);
        List<string[]> rows = [[words[data.Unit is null ? "board.unit" : "unit.element"], words["pdf.4-what"], words["pdf.4-became"]]];
        var names = data.Units.ToDictionary(u => u.Unit.Id, u => u.Unit.Label);
        foreach (var story in data.EarlierPlans)
            rows.Add([data.Unit is null ? names.GetValueOrDefault(story.Plan.UnitId, "–") : words[$"unsur.{story.Plan.Unsur}"],
                What(story, words), Became(w, story)]);
        return rows;
    }

    /// <summary>What was planned, and that it was discussed where somebody noted that.</summary>
    public static string What(PlanStory story, Wording words) =>
        story.Plan.Discussed ? words["pdf.4-discussed", story.Plan.What] : story.Plan.What;

    /// <summary>The measured change, or that it is done, runs, or is past its day without a word that it was done.</summary>
    private static string Became(Writing w, PlanStory story)
    {
        var (words, plan) = (w.Words, story.Plan);
        var silent = story.Effect is null && plan.DoneAt is null && plan.DueOn < w.Today;
        var state = silent ? words["pdf.4-not-noted", w.Day(plan.DueOn)] : PlanWords.State(words, story, w.Zone);
        var said = state[..1].ToUpper(words.Culture) + state[1..];
        return plan.Evidence is { } proof ? $"{said}. {words["plan.proof", proof]}" : said;
    }
}
