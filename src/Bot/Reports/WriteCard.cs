using Core.Calendar;
using Core.Ratings;
using Core.Scores;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>The publication card of a period: one page to print and post, with score, respondents and method.</summary>
public sealed class WriteCard(ReadReport read, UnitCatalog units, IOptions<InstansiOptions> instansi, IOptions<ScoresOptions> options, OwnFolder folder, TimeProvider time)
{
    /// <summary>Writes it; returns the path of the PDF.</summary>
    public async Task<string> Write(Unit unit, Period period, Wording words)
    {
        var data = await read.Of(unit, period);
        var paper = new Paper($"{words["card.title"]} · {unit.Name}", instansi.Value.Name, words["pdf.footer"]);
        Middle(paper, instansi.Value.Name, 13, Paper.Soft);
        Middle(paper, words["card.title"], 20, Paper.Accent, bold: true);
        Middle(paper, unit.Name, 15, Paper.Black, bold: true);
        Middle(paper, period.Name(words), 13, Paper.Black);
        paper.Space(34);
        Middle(paper, words.Score(data.Score.Index), 74, Paper.Accent, bold: true);
        Middle(paper, $"{data.Score.Grade} · {words[$"grade.{data.Score.Grade}"]}", 22, Paper.Black, bold: true);
        Middle(paper, $"{ScoreWords.Interval(words, data.Score)} · {words["score.respondents", data.Score.Respondents]}", 11, Paper.Soft);
        paper.Space(16);
        PaperCharts.Bars(paper, data.Score, words);
        foreach (var question in RespondentGroups.Questions) Respondents(paper, data, question, words);
        foreach (var plan in data.Plans.Take(2)) paper.Text(words["post.plan", plan.What, plan.Who, words.ShortDate(plan.DueOn)], 9);
        paper.Space(4);
        paper.Text(words["pdf.method", words[options.Value.Weight == Weight.Exact ? "score.exact" : "score.printed"]], 8, color: Paper.Soft, after: 3);
        paper.Text(words["pdf.indicative"], 8, color: Paper.Low, after: 3);
        paper.Text(words["unit.printed", words.Date(LocalTime.Day(time.GetUtcNow(), units.ZoneOf(unit)))], 8, color: Paper.Soft);
        var path = folder.NewPath(".pdf");
        paper.Save(path);
        return path;
    }

    private static void Middle(Paper paper, string text, double size, Ink color, bool bold = false)
    {
        foreach (var line in Paper.Wrap(text, Paper.Font(size, bold), Paper.Width))
        {
            paper.At(Paper.Left + (Paper.Width / 2), paper.Y + size, line, Paper.Font(size, bold), color, middle: true);
            paper.Y += size * 1.35;
        }
    }

    private static void Respondents(Paper paper, ReportData data, string question, Wording words)
    {
        var groups = data.Statistics.Groups(question);
        if (groups.Count == 0) return;
        var told = groups.Select(g => $"{(g.Code is null ? words["statistics.other-groups"] : words[$"respondent.{question}.{g.Code}"])} {g.Count}");
        paper.Text($"{words[$"respondent.{question}"]}: {string.Join(", ", told)}", 8.5, after: 1);
    }
}
