using Core.Complaints;
using Core.Ratings;
using Core.Skm;
using Core.Texts;

namespace Core.Statistics;

/// <summary>The answer to <c>/statistik</c> as a text.</summary>
internal static class StatisticsText
{
    /// <summary>The whole answer.</summary>
    public static string Of(ScoreStatistics s, ResultStatus standing, string instansi, ScoresOptions options, Wording words)
    {
        var title = words["score.title", s.Unit?.Label ?? instansi, s.Period.Name(words)];
        var parts = new List<string> { $"{title}\n{ScoreWords.Whole(words, s.Now, options.MinimumRespondents)}{Against(s, words)}" };
        if (s.Now.Score is { } score)
        {
            parts.Add(ScoreWords.Bars(words, score));
            parts.Add(Extremes(score, words));
            if (Respondents(s, words) is { Length: > 0 } groups) parts.Add(groups);
        }

        if (Sample(s, words) is { } sample) parts.Add(sample);
        if (Complaints(s, words) is { } complaints) parts.Add(complaints);
        parts.Add(standing.Label(words));
        return string.Join("\n\n", parts);
    }

    /// <summary>How many respondents the regulation's table asks for, and whether they are there; null for the instansi.</summary>
    public static string? Sample(ScoreStatistics s, Wording words) => s.Unit is null ? null : s.SampleNeeded is { } needed
        ? words[s.Now.Respondents >= needed ? "statistics.sample-enough" : "statistics.sample", s.Now.Respondents, needed,
        s.Unit.YearlyRecipients]
        : words["statistics.sample-unknown"];

    /// <summary>Complaints received, on time, late, and of the whole instansi how citizens rated the handling.</summary>
    public static string? Complaints(ScoreStatistics s, Wording words)
    {
        var c = s.Complaints;
        if (c.Received == 0 && c.Declined == 0) return null;
        var rated = c.MeanRating is { } mean ? " " + words["statistics.handling", words.Score(mean), c.Rated] : "";
        return words["statistics.complaints", c.Received, c.OnTime, c.Late, c.Open] + Apart(c, words) + rated;
    }

    /// <summary>What else became of them; the inspectorate's as a bare number, which only the whole instansi has.</summary>
    private static string Apart(UnitComplaints c, Wording words)
    {
        (string Key, int Count)[] all = [("reopened", c.Reopened), ("declined", c.Declined), ("not-ours", c.NotOurs),
            ("supervisory", c.Supervisory)];
        var some = all.Where(a => a.Count > 0).Select(a => words[$"statistics.complaints-{a.Key}", a.Count]).ToList();
        return some.Count == 0 ? "" : " " + words["statistics.complaints-apart", string.Join(", ", some)];
    }

    /// <summary>How many respondents are left out to protect units with few; null when none is.</summary>
    public static string? LeftOut(PeriodScore score, Wording words) =>
        score.LeftOut > 0 ? words["statistics.left-out", score.LeftOut] : null;

    /// <summary>What was left out by decision: each decision for a unit, one count for the instansi.</summary>
    public static IEnumerable<string> Excluded(ScoreStatistics s, Wording words) => s.Unit is not null
        ? LeftOutWords.Lines(words, s.Excluded) : LeftOutWords.Sum(words, s.Excluded) is { } sum ? [sum] : [];

    private static string Against(ScoreStatistics s, Wording words)
    {
        var before = s.Period.Before.Name(words);
        var change = ScoreWords.Change(words, s.Before.Score, s.Now.Score, before);
        if (change is null && s.Now.Score is not null) change = words["statistics.change-unknown", before, s.Before.Respondents];
        var weight = s.Now.Score is { } score ? ScoreWords.OtherWeight(words, score) : null;
        var newest = s.Now is { Running: true, Score: not null } ? words["score.newest-later"] : null;
        return string.Concat(new[] { newest, LeftOut(s.Now, words), change, weight }.Concat(Excluded(s, words)).OfType<string>()
            .Select(line => "\n" + line));
    }

    private static string Extremes(SkmScore score, Wording words)
    {
        var order = ScoreWords.FromWeakest(score);
        return words["statistics.weakest", ScoreWords.Named(words, score, order.Take(3))] + "\n"
            + words["statistics.strongest", ScoreWords.Named(words, score, order.Reverse().Take(3))];
    }

    /// <summary>
    /// The groups of a question with their counts, and how many did not say; those who did not say are told from five on.
    /// </summary>
    public static string Groups(ScoreStatistics s, string question, Wording words)
    {
        var groups = s.Groups(question);
        return string.Join(", ", groups.Select(g => Group(question, g, words))) + Unsaid(s, groups, words);
    }

    private static string Respondents(ScoreStatistics s, Wording words) => string.Join('\n', RespondentGroups.Questions
        .Where(q => s.Groups(q).Count > 0).Select(q => $"{words[$"respondent.{q}"]}: {Groups(s, q, words)}"));

    private static string Group(string question, (string? Code, int Count) group, Wording words) =>
        $"{(group.Code is null ? words["statistics.other-groups"] : words[$"respondent.{question}.{group.Code}"])} {group.Count}";

    private static string Unsaid(ScoreStatistics s, IReadOnlyList<(string? Code, int Count)> groups, Wording words) =>
        s.Now.Respondents + s.Now.LeftOut - groups.Sum(g => g.Count) is >= 5 and var unsaid ? $", {words["statistics.unsaid"]} {unsaid}"
            : "";
}
