using Bot.Reports.Documents;
using Core.Skm;
using Core.Statistics;

namespace Bot.Reports.Chapters;

/// <summary>What the figures say, in sentences: each only where it is so, and each with how many ratings it comes from.</summary>
internal static class InWords
{
    public static IEnumerable<Block> Of(Writing w)
    {
        var (words, score) = (w.Words, w.Data.Score);
        var order = ScoreWords.FromWeakest(score);
        yield return new Heading(words["pdf.4-elements"], 2);
        yield return new Text(words["pdf.4-lowest", ScoreWords.Named(words, score, ReportRows.First(order, score))]);
        yield return new Text(words["pdf.4-highest", ScoreWords.Named(words, score, ReportRows.First([.. order.Reverse()], score))]);
        yield return new Text(Change(w));
        if (Unsurs(w) is { } unsurs) yield return new Text(unsurs);
        if (Services(w) is { Count: > 1 } services) yield return new Grid([200, -40, 231], services);
        if (Units(w) is { } units) yield return new Text(units);
        if (Groups(w) is { Count: > 1 } groups)
        {
            yield return new Text(words["pdf.4-groups"]);
            yield return new Grid([200, -40, 231], groups);
        }

        yield return w.Place("analysis");
    }

    /// <summary>Against the period before, or why nobody can tell.</summary>
    private static string Change(Writing w)
    {
        var (words, all, before) = (w.Words, w.Data.Statistics, w.Data.Period.Before.Name(w.Words));
        return ScoreWords.Change(words, all.Before.Score, all.Now.Score, before) is { } change
            ? words["pdf.4-change", change, all.Before.Respondents, all.Now.Respondents]
            : words["pdf.4-change-unknown", before, all.Before.Respondents];
    }

    private static string? Unsurs(Writing w)
    {
        var (words, all) = (w.Words, w.Data.Statistics);
        if (w.Unit is null || all.Before.Score is null) return null;
        if (w.Data.Changes.Count == 0) return words["pdf.4-unsur-same"];
        return words["pdf.4-unsur-changed", string.Join("; ", w.Data.Changes.Select(c => words[c.Now > c.Before ? "pdf.4-unsur-up"
            : "pdf.4-unsur-down", words[$"unsur.{Unsur.Codes[c.Unsur]}"], words.Score(c.Before), words.Score(c.Now)]))];
    }

    private static List<string[]> Services(Writing w)
    {
        List<string[]> rows = [[w.Words["pdf.3-service"], "n", w.Words["pdf.4-weakest"]]];
        foreach (var service in w.Data.Services)
            if (service.Score is { } score && score.Lowest.Count > 0)
                rows.Add([service.Service!.Name, w.Count(service.Respondents), ScoreWords.Named(w.Words, score, score.Lowest)]);
        return rows;
    }

    /// <summary>How often each unsur is the lowest of a unit.</summary>
    private static string? Units(Writing w)
    {
        var shown = w.Data.Units.Where(u => u.Now.Score is { Lowest.Count: > 0 }).ToList();
        if (shown.Count == 0) return null;
        var often = shown.SelectMany(u => u.Now.Score!.Lowest).CountBy(u => u).OrderByDescending(u => u.Value).ThenBy(u => u.Key).Take(3);
        return w.Words["pdf.4-units-weakest", shown.Count, string.Join("; ", often.Select(u => w.Words["pdf.4-units-times",
            w.Words[$"unsur.{Unsur.Codes[u.Key]}"], u.Value]))];
    }

    private static List<string[]> Groups(Writing w)
    {
        List<string[]> rows = [[w.Words["pdf.3-group"], "n", w.Words["pdf.4-weakest"]]];
        rows.AddRange(w.Data.Groups.Select(g => new[]
        {
            $"{w.Words[$"respondent.{g.Question}"]}: {w.Words[$"respondent.{g.Question}.{g.Code}"]}", w.Count(g.Respondents),
            string.Join(" · ", g.Unsur.Select(u => w.Words[$"unsur.{Unsur.Codes[u]}"])),
        }));
        return rows;
    }
}
