using Core.Calendar;
using Core.Ratings;
using Core.Scores;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>The report of a survey period in the five chapters that Permenpan RB 14/2017 asks for, ready to sign.</summary>
public sealed class WriteReport(ReadReport read, UnitCatalog units, IOptions<InstansiOptions> instansi, IOptions<ScoresOptions> options, OwnFolder folder, TimeProvider time)
{
    /// <summary>Writes it; returns the path of the PDF.</summary>
    public async Task<string> Write(Unit unit, Period period, Wording words)
    {
        var data = await read.Of(unit, period);
        var title = words["pdf.title"];
        var paper = new Paper($"{title} · {unit.Name} · {period.Name(words)}", instansi.Value.Name, $"{unit.Label} · {period.Name(words)} · {words["pdf.footer"]}");
        Cover(paper, data, words);
        Introduction(paper, data, words);
        Collection(paper, data, words);
        Results(paper, data, words);
        Analysis(paper, data, words);
        Closing(paper, data, words);
        var path = folder.NewPath(".pdf");
        paper.Save(path);
        return path;
    }

    private void Cover(Paper paper, ReportData data, Wording words)
    {
        paper.Space(120);
        paper.Text(instansi.Value.Name, 13, color: Paper.Soft, after: 14);
        paper.Text(words["pdf.title"], 24, bold: true, color: Paper.Accent, after: 12);
        paper.Text(data.Unit.Name, 16, bold: true);
        paper.Text(data.Period.Name(words), 14, after: 40);
        paper.Text($"{words.Score(data.Score.Index)}", 54, bold: true, color: Paper.Accent, after: 4);
        paper.Text(words["pdf.verdict", data.Score.Grade, words[$"grade.{data.Score.Grade}"]], 14, bold: true);
        paper.Text($"{ScoreWords.Interval(words, data.Score)} · {words["score.respondents", data.Score.Respondents]}", 11, after: 30);
        paper.Text(Label(data, words), 9.5, color: Paper.Low);
        paper.NewPage();
    }

    private static string Label(ReportData data, Wording words) => data.Statistics.SampleNeeded is { } needed && data.Score.Respondents >= needed && data.Period.Kind != PeriodKind.Month
        ? words["statistics.enough-label"]
        : words["pdf.indicative"];

    private void Introduction(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.1"], 15);
        paper.Text(words["pdf.1-background", data.Unit.Name, instansi.Value.Name]);
        paper.Heading(words["pdf.1-law-title"], 11);
        paper.Text(words["pdf.1-law"]);
        paper.Heading(words["pdf.1-aim-title"], 11);
        paper.Text(words["pdf.1-aim", data.Unit.Name]);
    }

    private void Collection(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.2"], 15);
        var zone = units.ZoneOf(data.Unit);
        var (from, to) = (MonthNumber.FirstDay(data.Period.From), MonthNumber.FirstDay(data.Period.To).AddMonths(1).AddDays(-1));
        List<string[]> rows =
        [
            [words["pdf.2-what"], words["pdf.2-how"]],
            [words["pdf.2-by"], data.Unit.Name],
            [words["pdf.2-method"], words["pdf.2-method-text", data.Instrument.Source, data.Instrument.Questions.Count]],
            [words["pdf.2-place"], words["pdf.2-place-text"]],
            [words["pdf.2-time"], $"{words.Date(from)} – {words.Date(to)} ({LocalTime.Label(zone, time.GetUtcNow())})"],
            [words["pdf.2-respondents"], words["score.respondents", data.Score.Respondents]],
            [words["pdf.2-sample"], StatisticsSample(data, words)],
        ];
        paper.Table([130, 341], rows);
    }

    private static string StatisticsSample(ReportData data, Wording words) => data.Statistics.SampleNeeded is { } needed
        ? words["pdf.2-sample-text", data.Unit.YearlyRecipients, needed, data.Score.Respondents, words[data.Score.Respondents >= needed ? "pdf.enough" : "pdf.not-enough"]]
        : words["statistics.sample-unknown"];

    private void Results(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.3"], 15);
        paper.Heading(words["pdf.3-respondents"], 11);
        if (RespondentRows(data, words) is { Count: > 1 } people) paper.Table([170, 201, -100], people);
        else paper.Text(words["pdf.3-nobody-said"]);
        paper.Heading(words["pdf.3-index"], 11);
        paper.Text(words["pdf.3-index-text", words.Score(data.Score.Index), data.Score.Grade, words[$"grade.{data.Score.Grade}"], ScoreWords.Interval(words, data.Score), data.Score.Respondents]);
        if (ScoreWords.OtherWeight(words, data.Score) is { } weight) paper.Text(weight, color: Paper.Low);
        paper.Text(words["pdf.3-both", words.Score(data.Score.Weight == Weight.Exact ? data.Score.Index : data.Score.IndexByOtherWeight), words.Score(data.Score.Weight == Weight.Exact ? data.Score.IndexByOtherWeight : data.Score.Index)]);
        paper.Heading(words["pdf.3-unsur"], 11);
        paper.Table([28, 213, -60, -70, -60, 40], UnsurRows(data, words));
        PaperCharts.Bars(paper, data.Score, words);
        paper.Heading(words["unit.services"], 11);
        paper.Table([230, -60, 110, -71], ServiceRows(data, words));
        paper.Text(words["pdf.method", words[options.Value.Weight == Weight.Exact ? "score.exact" : "score.printed"]], 8, color: Paper.Soft);
    }

    private static List<string[]> RespondentRows(ReportData data, Wording words)
    {
        List<string[]> rows = [[words["pdf.3-about"], words["pdf.3-group"], words["pdf.3-count"]]];
        foreach (var question in RespondentGroups.Questions)
            foreach (var (code, count) in data.Statistics.Groups(question))
                rows.Add([words[$"respondent.{question}"], code is null ? words["statistics.other-groups"] : words[$"respondent.{question}.{code}"], count.ToString("N0", words.Culture)]);
        return rows;
    }

    private static List<string[]> UnsurRows(ReportData data, Wording words)
    {
        var weight = data.Score.Weight == Weight.Exact ? 1m / 9 : 0.11m;
        List<string[]> rows = [["", words["unit.element"], words["pdf.3-sum"], "NRR", words["pdf.3-weighted"], "Mutu"]];
        for (var u = 0; u < Unsur.Count; u++)
        {
            var grade = Grades.Of(Math.Round(data.Score.Means[u] * 25, 2, MidpointRounding.AwayFromZero));
            rows.Add([Unsur.Codes[u], words[$"unsur.{Unsur.Codes[u]}"], data.Score.Sums.Totals[u].ToString("N0", words.Culture),
                data.Score.Means[u].ToString("0.000", words.Culture), (data.Score.Means[u] * weight).ToString("0.000", words.Culture), grade.ToString()]);
        }

        return rows;
    }

    private List<string[]> ServiceRows(ReportData data, Wording words)
    {
        List<string[]> rows = [[words["pdf.3-service"], words["unit.score"], words["unit.interval"], "n"]];
        foreach (var service in data.Services)
            rows.Add(service.Score is { } s
                ? [service.Service!.Name, $"{words.Score(s.Index)} {s.Grade}", s.Interval is { } i ? $"{ScoreWords.Tenths(words, i.Low)}–{ScoreWords.Tenths(words, i.High)}" : "–", $"{s.Respondents}"]
                : [service.Service!.Name, "–", words["pdf.3-withheld", options.Value.MinimumRespondents], $"{service.Respondents}"]);
        return rows;
    }

    private void Analysis(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.4"], 15);
        var order = ScoreWords.FromWeakest(data.Score);
        paper.Text(words["pdf.4-lowest", ScoreWords.Named(words, data.Score, order.Take(3))]);
        paper.Text(words["pdf.4-highest", ScoreWords.Named(words, data.Score, order.Reverse().Take(3))]);
        if (ScoreWords.Change(words, data.Statistics.Before.Score, data.Score, data.Period.Before.Name(words)) is { } change) paper.Text(change);
        paper.Heading(words["pdf.4-plan"], 11);
        paper.Table([110, 171, 110, 80], PlanRows(data, order, words));
        paper.Heading(words["unit.trend"], 11);
        PaperCharts.Trend(paper, data.Trend, words);
    }

    private static List<string[]> PlanRows(ReportData data, IReadOnlyList<int> order, Wording words)
    {
        List<string[]> rows = [[words["unit.element"], words["pdf.4-what"], words["pdf.4-who"], words["pdf.4-when"]]];
        foreach (var plan in data.Plans) rows.Add([words[$"unsur.{plan.Unsur}"], plan.What, plan.Who, words.ShortDate(plan.DueOn) + $" {plan.DueOn.Year}"]);
        foreach (var u in order.Take(3).Where(u => data.Plans.All(p => p.Unsur != Unsur.Codes[u]))) rows.Add([words[$"unsur.{Unsur.Codes[u]}"], words["pdf.4-open"], "", ""]);
        return rows;
    }

    private void Closing(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.5"], 15);
        paper.Text(words["pdf.5-text", data.Unit.Name, data.Period.Name(words), words.Score(data.Score.Index), data.Score.Grade, words[$"grade.{data.Score.Grade}"], data.Score.Respondents]);
        paper.Text(Label(data, words), color: Paper.Low);
        paper.Need(150);
        paper.Space(20);
        var x = Paper.Left + 270;
        paper.At(x, paper.Y + 10, words["pdf.sign-place", words.Date(LocalTime.Day(time.GetUtcNow(), units.ZoneOf(data.Unit)))], Paper.Font(9.5), Paper.Black);
        foreach (var line in Paper.Wrap(words["pdf.sign-head", data.Unit.Name], Paper.Font(9.5), 200)) paper.At(x, (paper.Y += 15) + 10, line, Paper.Font(9.5), Paper.Black);
        paper.Space(90);
        paper.Line(x, paper.Y, x + 190, paper.Y, Paper.Black);
        paper.At(x, paper.Y + 14, "NIP", Paper.Font(9.5), Paper.Black);
    }
}
