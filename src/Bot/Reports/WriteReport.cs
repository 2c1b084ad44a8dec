using Core.Calendar;
using Core.FollowUps;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>The report of a survey period in the five chapters that Permenpan RB 14/2017 asks for, ready to sign.</summary>
internal sealed class WriteReport(ReadReport read, UnitCatalog units, IOptions<InstansiOptions> instansi, IOptions<ScoresOptions> options,
    OwnFolder folder, TimeProvider time)
{
    /// <summary>Writes it; returns the path of the PDF.</summary>
    public async Task<string> Write(Unit unit, Period period, Wording words, bool announced = false)
    {
        var data = await read.Of(unit, period);
        var title = words["pdf.title"];
        var paper = new Paper($"{title} · {unit.Name} · {Named(data, words)}", instansi.Value.Name,
            $"{unit.Label} · {Named(data, words)} · {words["pdf.footer"]}", words.Language, time.GetUtcNow());
        Cover(paper, data, words);
        Introduction(paper, data, words);
        Collection(paper, data, words);
        Results(paper, data, words);
        Analysis(paper, data, words);
        Closing(paper, data, words, announced);
        var path = folder.NewPath(".pdf");
        paper.Save(path);
        return path;
    }

    private void Cover(Paper paper, ReportData data, Wording words)
    {
        paper.Space(120);
        paper.Text(instansi.Value.Name, 13, color: Paper.Soft, after: 14);
        paper.Title(words["pdf.title"], 24, after: 12);
        paper.Text(data.Unit.Name, 16, bold: true);
        paper.Text(Named(data, words), 14, after: 40);
        paper.Text($"{words.Score(data.Score.Index)}", 54, bold: true, color: Paper.Accent, after: 4);
        paper.Text(words["pdf.verdict", data.Score.Grade, words[$"grade.{data.Score.Grade}"]], 14, bold: true);
        paper.Text($"{ScoreWords.Interval(words, data.Score)} · {ScoreWords.Respondents(words, data.Score)}", 11, after: 30);
        paper.Text(data.Standing.Label(words), 9.5, color: Paper.Low);
        paper.NewPage();
    }

    private void Introduction(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.1"], 1);
        paper.Text(words["pdf.1-background", data.Unit.Name, instansi.Value.Name]);
        paper.Heading(words["pdf.1-law-title"], 2);
        paper.Text(words["pdf.1-law"]);
        paper.Heading(words["pdf.1-aim-title"], 2);
        paper.Text(words["pdf.1-aim", data.Unit.Name]);
    }

    private void Collection(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.2"], 1);
        List<string[]> rows =
        [
            [words["pdf.2-what"], words["pdf.2-how"]],
            [words["pdf.2-by"], data.Unit.Name],
            [words["pdf.2-method"], words["pdf.2-method-text", data.Instrument.Source, data.Instrument.Questions.Count]],
            [words["pdf.2-place"], words["pdf.2-place-text"]],
            [words["pdf.2-time"], Survey(data, words)],
            [words["pdf.2-respondents"], ScoreWords.Respondents(words, data.Score)],
            [words["pdf.2-sample"], StatisticsSample(data, words)],
        ];
        paper.Table([130, 341], rows);
    }

    /// <summary>When answers were taken; of a period that runs only up to today.</summary>
    private string Survey(ReportData data, Wording words)
    {
        var zone = LocalTime.Label(units.ZoneOf(data.Unit), time.GetUtcNow());
        var (from, to) = (words.Date(data.Period.From.FirstDay), words.Date(data.Period.To.LastDay));
        return data.Statistics.Now.Running ? words["pdf.2-time-runs", from, words.Date(Today(data)), zone, to] : $"{from} – {to} ({zone})";
    }

    private string Named(ReportData data, Wording words) => data.Name(words, Today(data));

    private DateOnly Today(ReportData data) => LocalTime.Day(time.GetUtcNow(), units.ZoneOf(data.Unit));

    private static string Day(DateOnly day, Wording words) => $"{day.Day} {words.Month(day.Month)} {day.Year}";

    private static string StatisticsSample(ReportData data, Wording words) => data.Statistics.SampleNeeded is { } needed
        ? words["pdf.2-sample-text", data.Unit.YearlyRecipients, needed, data.Score.Respondents,
        words[data.Score.Respondents >= needed ? "pdf.enough" : "pdf.not-enough"]]
        : words["statistics.sample-unknown"];

    private void Results(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.3"], 1);
        paper.Heading(words["pdf.3-respondents"], 2);
        if (ReportRows.Respondents(data, words) is { Count: > 1 } people) paper.Table([150, 181, -70, -70], people);
        else paper.Text(words["pdf.3-nobody-said"]);
        paper.Heading(words["pdf.3-index"], 2);
        paper.Text(words["pdf.3-index-text", words.Score(data.Score.Index), data.Score.Grade, words[$"grade.{data.Score.Grade}"],
            ScoreWords.Interval(words, data.Score), data.Score.Respondents]);
        foreach (var line in LeftOutWords.Lines(words, data.Statistics.Excluded)) paper.Text(line);
        paper.Heading(words["pdf.3-unsur"], 2);
        paper.Table([28, 203, -60, -60, -70, -50], ReportRows.Elements(data, words));
        PaperCharts.Bars(paper, data.Score, words);
        paper.Heading(words["pdf.3-services"], 2);
        paper.Table([230, -65, -120, -56], ReportRows.Services(data, options.Value.MinimumRespondents, words));
        if (ReportRows.Unrated(data, words) is { } unrated) paper.Text(unrated, 8.5);
        paper.Text(words["pdf.method", words[options.Value.Weight == Weight.Exact ? "score.exact" : "score.printed"]] + " "
            + words["pdf.3-both", words.Score(data.Score.Weight == Weight.Exact ? data.Score.Index : data.Score.IndexByOtherWeight),
                words.Score(data.Score.Weight == Weight.Exact ? data.Score.IndexByOtherWeight : data.Score.Index)], 8, color: Paper.Soft);
    }

    private void Analysis(Paper paper, ReportData data, Wording words)
    {
        paper.Heading(words["pdf.4"], 1);
        paper.Heading(words["pdf.4-elements"], 2);
        var order = ScoreWords.FromWeakest(data.Score);
        paper.Text(words["pdf.4-lowest", ScoreWords.Named(words, data.Score, ReportRows.First(order, data.Score))]);
        paper.Text(words["pdf.4-highest", ScoreWords.Named(words, data.Score, ReportRows.First([.. order.Reverse()], data.Score))]);
        paper.Heading(words["pdf.4-plan"], 2);
        paper.Table([110, 171, 110, 80], ReportRows.Plans(data, ReportRows.First(order, data.Score), words));
        Realised(paper, data, words);
        paper.Heading(words["pdf.4-trend"], 2, with: PaperCharts.TrendHeight);
        if (ScoreWords.Change(words, data.Statistics.Before.Score, data.Score, data.Period.Before.Name(words)) is { } change)
            paper.Text($"{change}.");
        PaperCharts.Trend(paper, data.Unit, data.Trend, words);
        if (data.Earlier.Count > 0) paper.Text(words["pdf.4-earlier",
            string.Join("; ", data.Earlier.Select(i => $"{i.Year}: {words.Score(i.Figure!.Value)} ({i.Source})"))]);
        paper.Text(words["pdf.4-trend-how"], 8, color: Paper.Soft);
    }

    /// <summary>What became of the plans of this period and the one before.</summary>
    private void Realised(Paper paper, ReportData data, Wording words)
    {
        var zone = units.ZoneOf(data.Unit);
        foreach (var story in data.EarlierPlans) paper.Text(words["pdf.4-before", PlanWords.Line(words, story, zone)]);
        foreach (var story in data.Plans) paper.Text(PlanWords.Line(words, story, zone));
        if (PlanWords.Sum(words, data.Period.Year, [.. data.Plans, .. data.EarlierPlans.Where(p => p.Plan.Month.Year == data.Period.Year)])
            is { } sum) paper.Text(sum);
    }

    private void Closing(Paper paper, ReportData data, Wording words, bool announced)
    {
        paper.Heading(words["pdf.5"], 1, with: 300);
        paper.Text(words[data.Statistics.Now.Running ? "pdf.5-running" : "pdf.5-text", data.Unit.Name, data.Period.Name(words),
            words.Score(data.Score.Index), data.Score.Grade, words[$"grade.{data.Score.Grade}"], data.Score.Respondents,
            Day(Today(data), words)]);
        if (announced) paper.Text(words["pdf.5-announced"]);
        paper.Text(data.Standing.Label(words), color: Paper.Low);
        Signature(paper, data, words);
    }

    private void Signature(Paper paper, ReportData data, Wording words)
    {
        const double Indent = 270;
        paper.Need(170);
        paper.Space(20);
        paper.Text(words["pdf.sign-place", Day(Today(data), words)], indent: Indent, after: 0);
        paper.Text(words["pdf.sign-head", data.Unit.Name], indent: Indent, after: 64);
        paper.Line(Paper.Left + Indent, paper.Y, Paper.Left + Indent + 190, paper.Y, Paper.Black);
        paper.Space(3);
        paper.Text("NIP", indent: Indent);
    }
}
