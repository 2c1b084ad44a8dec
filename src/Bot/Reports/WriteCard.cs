using Core.Calendar;
using Core.FollowUps;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>The publication card of a period: one page to print and post, with score, respondents and method.</summary>
internal sealed class WriteCard(ReadReport read, UnitCatalog units, IOptions<InstansiOptions> instansi, IOptions<ScoresOptions> options,
    OwnFolder folder, TimeProvider time)
{
    /// <summary>Writes it; returns the path of the PDF.</summary>
    public async Task<string> Write(Unit unit, Period period, Wording words)
    {
        var data = await read.Of(unit, period);
        var paper = new Paper($"{words["card.title"]} · {unit.Name}", instansi.Value.Name, words["pdf.footer"], words.Language,
            time.GetUtcNow());
        Head(paper, data, words);
        PaperCharts.Bars(paper, data.Score, words);
        foreach (var question in RespondentGroups.Questions) Respondents(paper, data, question, words);
        foreach (var plan in data.Plans.Take(2)) paper.Text(PlanWords.Line(words, plan, units.ZoneOf(unit)), 9);
        foreach (var line in LeftOutWords.Lines(words, data.Statistics.Excluded)) paper.Text(line, 9);
        paper.Space(4);
        paper.Text(words["pdf.method", words[options.Value.Weight == Weight.Exact ? "score.exact" : "score.printed"]], 8, color: Paper.Soft,
            after: 3);
        paper.Text(data.Standing.Label(words), 8, color: Paper.Low, after: 3);
        paper.Text(words["unit.printed", words.Date(LocalTime.Day(time.GetUtcNow(), units.ZoneOf(unit)))], 8, color: Paper.Soft);
        var path = folder.NewPath(".pdf");
        paper.Save(path);
        return path;
    }

    private void Head(Paper paper, ReportData data, Wording words)
    {
        paper.Text(instansi.Value.Name, 13, color: Paper.Soft, after: 0, middle: true);
        paper.Title(words["card.title"], 20, middle: true);
        paper.Text(data.Unit.Name, 15, bold: true, after: 0, middle: true);
        paper.Text(data.Name(words, LocalTime.Day(time.GetUtcNow(), units.ZoneOf(data.Unit))), 13, after: 26, middle: true);
        paper.Text(words.Score(data.Score.Index), 74, bold: true, color: Paper.Accent, after: -16, middle: true);
        paper.Text($"{data.Score.Grade} · {words[$"grade.{data.Score.Grade}"]}", 22, bold: true, after: 0, middle: true);
        paper.Text($"{ScoreWords.Interval(words, data.Score)} · {ScoreWords.Respondents(words, data.Score)}", 11,
            color: Paper.Soft, after: 16, middle: true);
    }

    private static void Respondents(Paper paper, ReportData data, string question, Wording words)
    {
        if (data.Statistics.Groups(question).Count > 0)
            paper.Text($"{words[$"respondent.{question}"]}: {StatisticsText.Groups(data.Statistics, question, words)}", 8.5, after: 1);
    }
}
