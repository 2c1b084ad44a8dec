using System.Globalization;
using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Bot.Reports.Chapters;

/// <summary>The tables of the instansi's report, with a row for each unit, the heading first.</summary>
internal static class UnitRows
{
    /// <summary>The recap: respondents, those needed, index, mutu and what the figure may be called.</summary>
    public static List<string[]> Recap(ReportData data, Wording words)
    {
        List<string[]> rows = [[words["pdf.annex-no"], words["board.unit"], "n", words["pdf.3-needed"], words["year.score"],
            words["table.grade"], words["year.standing"]]];
        foreach (var (i, unit) in data.Units.Index())
            rows.Add([Number(i + 1), unit.Unit.Name, Number(unit.Now.Respondents, words), Needed(unit, words),
                unit.Now.Score is { } s ? words.Score(s.Index) : "–", unit.Now.Score?.Grade.ToString() ?? "–",
                unit.Now.Score is null ? Why(unit.Now, words) : words[unit.Standing.IsDeclared ? "pdf.3-declared" : "pdf.3-indicative"]]);
        rows.Add(["", words["year.all"], Number(data.Score.Respondents, words), "", words.Score(data.Score.Index),
            data.Score.Grade.ToString(), words["pdf.3-indicative"]]);
        return rows;
    }

    /// <summary>The means of the nine unsur of every unit.</summary>
    public static List<string[]> Matrix(ReportData data, Wording words)
    {
        List<string[]> rows = [[words["board.unit"], "n", .. Unsur.Codes, "SKM", words["table.grade"]]];
        foreach (var unit in data.Units)
            rows.Add([unit.Unit.Label, Number(unit.Now.Respondents, words), .. Means(unit.Now.Score, words)]);
        rows.Add([words["year.all"], Number(data.Score.Respondents, words), .. Means(data.Score, words)]);
        return rows;
    }

    /// <summary>A unit and those below it, each with its own figures, and all together in the last row.</summary>
    public static List<string[]> Branch(BranchScore branch, Wording words)
    {
        List<string[]> rows = [[words["pdf.annex-no"], words["board.unit"], "n", words["year.score"], words["table.grade"]]];
        foreach (var (i, member) in branch.Members.Index())
            rows.Add([Number(i + 1), member.Unit.Name, Number(member.Respondents, words), .. Index(member.Score, words)]);
        rows.Add(["", words["pdf.3-branch-all", branch.Unit.Label, branch.Below], Number(branch.Figures.Respondents, words),
            .. Index(branch.Figures.Score, words)]);
        return rows;
    }

    /// <summary>Complaints of the units that had any.</summary>
    public static List<string[]> Complaints(ReportData data, Wording words)
    {
        List<string[]> rows = [[words["board.unit"], words["pdf.4-received"], words["pdf.4-on-time"], words["pdf.4-late"],
            words["pdf.4-open-now"]]];
        foreach (var unit in data.Units)
            if (unit.Complaints is { Received: > 0 } c)
                rows.Add([unit.Unit.Name, Number(c.Received, words), Number(c.OnTime, words), Number(c.Late, words),
                    Number(c.Open, words)]);
        return rows;
    }

    /// <summary>What the units plan.</summary>
    public static List<string[]> Plans(ReportData data, Wording words)
    {
        List<string[]> rows = [[words["board.unit"], words["unit.element"], words["pdf.4-what"], words["pdf.4-who"], words["pdf.4-when"]]];
        foreach (var unit in data.Units)
            foreach (var story in unit.Plans)
                rows.Add([unit.Unit.Label, words[$"unsur.{story.Plan.Unsur}"], ReportRows.What(story, words), story.Plan.Who,
                    $"{words.ShortDate(story.Plan.DueOn)} {story.Plan.DueOn.Year}"]);
        return rows;
    }

    private static string[] Index(SkmScore? score, Wording words) =>
        score is null ? ["–", "–"] : [words.Score(score.Index), score.Grade.ToString()];

    private static IEnumerable<string> Means(SkmScore? score, Wording words) => score is null
        ? Enumerable.Repeat("–", Unsur.Count + 2)
        : [.. score.Means.Select(words.Score), words.Score(score.Index), score.Grade.ToString()];

    private static string Needed(UnitRow unit, Wording words) =>
        unit.Unit.YearlyRecipients is > 0 and var people ? Number(SampleSize.Needed(people), words) : "?";

    private static string Why(PeriodScore score, Wording words) => words[score.Withheld switch
    {
        Withheld.NoRespondents => "pdf.3-nobody",
        Withheld.NotYet => "pdf.3-not-yet",
        _ => "pdf.3-few",
    }];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(long number, Wording words) => number.ToString("N0", words.Culture);
}
