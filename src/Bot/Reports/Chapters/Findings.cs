using Bot.Reports.Documents;
using Core.Skm;
using Core.Statistics;

namespace Bot.Reports.Chapters;

/// <summary>Chapter III: who answered, and what came out, altogether, by unsur, by service or unit.</summary>
internal static class Findings
{
    public static IEnumerable<Block> Of(Writing w)
    {
        var (words, data, score) = (w.Words, w.Data, w.Data.Score);
        yield return new Heading(words["pdf.3"], 1);
        yield return new Heading(words["pdf.3-respondents"], 2);
        if (ReportRows.Respondents(data, words) is { Count: > 1 } people) yield return new Grid([150, 181, -70, -70], people);
        else yield return new Text(words["pdf.3-nobody-said"]);
        yield return new Heading(w.Either("pdf.3-index"), 2);
        yield return new Text(w.Either("pdf.3-index-text", words.Score(score.Index), score.Grade, words[$"grade.{score.Grade}"],
            ScoreWords.Interval(words, score), score.Respondents));
        if (StatisticsText.LeftOut(data.Statistics.Now, words) is { } few) yield return new Text(few);
        foreach (var line in StatisticsText.Excluded(data.Statistics, words)) yield return new Text(line);
        yield return new Heading(words["pdf.3-unsur"], 2);
        yield return new Grid([28, 203, -60, -60, -70, -50], ReportRows.Elements(data, words));
        yield return new Bars(score, PaperCharts.BarsAlt(score, words));
        foreach (var block in w.Unit is null ? Units(w) : Services(w)) yield return block;
        foreach (var block in Branches(w)) yield return block;
        yield return new Text(Method(w), Look.Small);
    }

    /// <summary>Units together with those below them; nothing where no unit stands above another.</summary>
    private static IEnumerable<Block> Branches(Writing w)
    {
        if (w.Data.Branches.Count == 0) yield break;
        yield return new Heading(w.Either("pdf.3-branch"), 2);
        yield return new Text(w.Words["pdf.3-branch-how"]);
        foreach (var branch in w.Data.Branches)
        {
            yield return new Grid([24, 277, -50, -60, -60], UnitRows.Branch(branch, w.Words), 8);
            if (BranchWords.LeftOut(w.Words, branch) is { } left) yield return new Text(left, new Look(8.5));
        }
    }

    private static IEnumerable<Block> Services(Writing w)
    {
        yield return new Heading(w.Words["pdf.3-services"], 2);
        yield return new Grid([230, -65, -120, -56], ReportRows.Services(w.Data, w.Scores.MinimumRespondents, w.Words));
        if (ReportRows.Unrated(w.Data, w.Words) is { } unrated) yield return new Text(unrated, new Look(8.5));
    }

    /// <summary>The recap: a row for each unit.</summary>
    private static IEnumerable<Block> Units(Writing w)
    {
        yield return new Heading(w.Words["pdf.3-units"], 2);
        yield return new Text(w.Words["pdf.3-units-how", w.Scores.MinimumRespondents]);
        yield return new Grid([24, 195, -44, -46, -48, -34, 80], UnitRows.Recap(w.Data, w.Words), 7.5);
    }

    private static string Method(Writing w)
    {
        var (words, score) = (w.Words, w.Data.Score);
        var exact = score.Weight == Weight.Exact;
        return words["pdf.method", words[w.Scores.Weight == Weight.Exact ? "score.exact" : "score.printed"]] + " "
            + words["pdf.3-both", words.Score(exact ? score.Index : score.IndexByOtherWeight),
                words.Score(exact ? score.IndexByOtherWeight : score.Index)];
    }
}
