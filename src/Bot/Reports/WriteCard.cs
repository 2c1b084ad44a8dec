using Core.Calendar;
using Core.FollowUps;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>Where the public pages are; null where the service has no public address.</summary>
/// <param name="Board">The scoreboard.</param>
/// <param name="Of">A unit's page.</param>
internal sealed record UnitAddresses(string? Board, Func<Unit, string?> Of);

/// <summary>
/// The publication card of a period: one page to print and post, with score, dates, respondents, follow-up, method and the way to the
/// unit's page. It is set once to see what room is left, and again with that room shared out.
/// </summary>
internal sealed class WriteCard(ReadReport read, UnitCatalog units, IOptions<InstansiOptions> instansi, IOptions<ScoresOptions> options,
    ArmsPicture arms, UnitAddresses addresses, OwnFolder folder, TimeProvider time)
{
    private const double FootWithCode = 640;
    private const double FootAlone = 694;
    private const double CodeSize = 104;
    private const double WidestStep = 27;
    private const double WidestGap = 24;

    /// <summary>Writes it; returns the path of the PDF.</summary>
    public async Task<string> Write(Unit unit, Period period, Wording words)
    {
        var data = await read.Of(unit, period);
        var foot = addresses.Of(unit) is null ? FootAlone : FootWithCode;
        var room = Math.Max(foot - Set(data, words, PaperCharts.BarStep, 0).Y, 0);
        var step = Math.Min(PaperCharts.BarStep + (room / Unsur.Count), WidestStep);
        var left = room - ((step - PaperCharts.BarStep) * Unsur.Count);
        var paper = Set(data, words, step, Math.Min(left / 4, WidestGap));
        paper.Y = Math.Max(paper.Y, foot);
        Footing(paper, data, words);
        var path = folder.NewPath(".pdf");
        paper.Save(path);
        return path;
    }

    private Paper Set(ReportData data, Wording words, double step, double gap)
    {
        var paper = new Paper($"{words["card.title"]} · {data.Unit!.Name}", instansi.Value.Name, words["pdf.footer"], words.Language,
            time.GetUtcNow());
        paper.Y -= 24;
        Head(paper, data, words, gap);
        PaperCharts.Bars(paper, data.Score, words, PaperCharts.BarsAlt(data.Score, words), step);
        paper.Space(gap);
        foreach (var question in RespondentGroups.Questions.Where(q => data.Statistics.Groups(q).Count > 0))
            paper.Text($"{words[$"respondent.{question}"]}: {StatisticsText.Groups(data.Statistics, question, words)}", 8.5, after: 1);
        foreach (var line in LeftOutWords.Lines(words, data.Statistics.Excluded).Take(3)) paper.Text(line, 8.5, after: 1);
        paper.Space(6 + gap);
        FollowUps(paper, data, words);
        paper.Space(gap);
        return paper;
    }

    private void Head(Paper paper, ReportData data, Wording words, double gap)
    {
        var score = data.Score;
        if (arms.Of(58, words["pdf.arms", instansi.Value.Name]) is { } picture)
        {
            paper.Emblem(picture.File, picture.Width, picture.Height);
            paper.Space(picture.Height + 6);
        }

        paper.Text(instansi.Value.Name, 13, color: Paper.Soft, after: 0, middle: true);
        paper.Title(words["card.title"], 20, middle: true);
        paper.Text(data.Unit!.Name, 15, bold: true, after: 2, middle: true);
        paper.Text(data.Name(words, Today(data)), 13, after: 0, middle: true);
        paper.Text(Dates(data, words), 9.5, color: Paper.Soft, after: 8 + gap, middle: true);
        paper.Text(words.Score(score.Index), 70, bold: true, color: Paper.Accent, after: -14, middle: true);
        paper.Text($"{score.Grade} · {words[$"grade.{score.Grade}"]}", 22, bold: true, after: 0, middle: true);
        paper.Text($"{ScoreWords.Interval(words, score)} · {ScoreWords.Respondents(words, score)}", 11,
            color: Paper.Soft, after: 2, middle: true);
        if (ScoreWords.Change(words, data.Statistics.Before.Score, score, data.Period.Before.Name(words)) is { } change)
            paper.Text(words["pdf.4-change", change, data.Statistics.Before.Respondents, score.Respondents], 9, color: Paper.Soft,
                after: 4, middle: true);
        paper.Space(8);
    }

    /// <summary>From when to when citizens were asked; of a period that runs, up to today.</summary>
    private string Dates(ReportData data, Wording words)
    {
        var (from, last) = (data.Period.From.FirstDay, data.Statistics.Now.Running ? Today(data) : data.Period.To.LastDay);
        return words["card.dates", Day(from, words), Day(last, words)];
    }

    private void FollowUps(Paper paper, ReportData data, Wording words)
    {
        var zone = units.ZoneOf(data.Unit);
        paper.Text(words["card.follow-up"], 11, bold: true, color: Paper.Accent, after: 3);
        if (data.Plans.Count == 0) paper.Text(words["card.no-plan"], 9, after: 2);
        foreach (var plan in data.Plans.Take(2)) paper.Text(PlanWords.Line(words, plan, zone), 9, after: 2);
        foreach (var plan in data.EarlierPlans.Where(p => p.State != PlanState.Open).Take(2))
            paper.Text(words["pdf.4-before", PlanWords.Line(words, plan, zone)], 9, after: 2);
        if (StatisticsText.Complaints(data.Statistics, words) is { } complaints) paper.Text(complaints, 9, after: 2);
    }

    private void Footing(Paper paper, ReportData data, Wording words)
    {
        var (top, indent) = (paper.Y, 0.0);
        paper.Line(Paper.Left, top, Paper.Left + Paper.Width, top, Paper.Rule);
        if (addresses.Of(data.Unit!) is { } address)
        {
            paper.Y = top + 10;
            paper.Figure(words["card.code", data.Unit!.Name], CodeSize,
                () => paper.Image(DrawCode.Bytes(address), Paper.Left, top + 10, CodeSize, CodeSize));
            (paper.Y, indent) = (top + 12, CodeSize + 14);
            paper.Text(words["card.more", address], 9, bold: true, indent: indent, after: 4);
        }
        else
        {
            paper.Y = top + 12;
        }

        paper.Text(data.Standing.Label(words), 8, color: Paper.Low, indent: indent, after: 3);
        paper.Text(words["pdf.method", words[options.Value.Weight == Weight.Exact ? "score.exact" : "score.printed"]], 7.5,
            color: Paper.Soft, indent: indent, after: 3);
        paper.Text(words["unit.printed", words.Date(Today(data))], 7.5, color: Paper.Soft, indent: indent);
    }

    private static string Day(DateOnly day, Wording words) => $"{day.Day} {words.Month(day.Month)} {day.Year}";

    private DateOnly Today(ReportData data) => LocalTime.Day(time.GetUtcNow(), units.ZoneOf(data.Unit));
}
