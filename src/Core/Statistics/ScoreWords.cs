using Core.Ratings;
using Core.Skm;
using Core.Texts;

namespace Core.Statistics;

/// <summary>Scores in words for chat and documents: a number never comes without its n, and no number never without its reason.</summary>
internal static class ScoreWords
{
    private const int BarMax = 12;
    private const int NameWidth = 12;

    /// <summary>The index with mutu, interval and n; or why there is none.</summary>
    public static string Whole(Wording words, PeriodScore score, int minimum) => score.Score is not { } s
        ? Why(words, score, minimum)
        : words["score.whole", words.Score(s.Index), s.Grade, words[$"grade.{s.Grade}"], Interval(words, s),
        Respondents(words, s)];

    /// <summary>How many rated, and how many of them on paper where any did.</summary>
    public static string Respondents(Wording words, SkmScore score) => Respondents(words, score.Respondents, score.Paper);

    /// <summary>The same of a count without a score.</summary>
    public static string Respondents(Wording words, int respondents, int paper) =>
        words["score.respondents", respondents] + (paper > 0 ? words["score.of-them-paper", paper] : "");

    /// <summary>Why there is no score.</summary>
    public static string Why(Wording words, PeriodScore score, int minimum) => score.Withheld switch
    {
        Withheld.NoRespondents => words["score.nobody"],
        Withheld.NotYet => words["score.not-yet", PublishRatings.ShownFrom(minimum)],
        Withheld.ToProtect => words["score.protected", score.Respondents],
        _ => words["score.few", score.Respondents, minimum],
    };

    /// <summary>Why there is no score, for a list below which <see cref="Running"/> stands.</summary>
    public static string WhyInList(Wording words, PeriodScore score, int minimum) =>
        score.Withheld == Withheld.NotYet ? words["score.not-yet-short"] : Why(words, score, minimum);

    /// <summary>What holds of a list of figures that are still running; empty when none is.</summary>
    public static string Running(Wording words, IEnumerable<PeriodScore> scores, int minimum)
    {
        var running = scores.Where(s => s.Running).ToList();
        if (running.Exists(s => s.Score is not null)) return words["score.newest-later"] + "\n";
        return running.Exists(s => s.Withheld == Withheld.NotYet) ? words["score.running-from", PublishRatings.ShownFrom(minimum)] + "\n"
            : "";
    }

    /// <summary>The 95 % interval in words.</summary>
    public static string Interval(Wording words, SkmScore score) => score.Interval is { } i
        ? words["score.interval", Tenths(words, i.Low), Tenths(words, i.High)]
        : words["score.no-interval"];

    /// <summary>The change against an earlier score with whether it is more than chance; null when there is nothing to compare.</summary>
    public static string? Change(Wording words, SkmScore? earlier, SkmScore? later, string earlierName)
    {
        if (ScoreChange.Between(earlier, later) is not { } change) return null;
        if (change.Difference == 0) return words["statistics.change-none", earlierName];
        var difference = $"{(change.Difference > 0 ? "+" : "−")}{words.Score(Math.Abs(change.Difference))}";
        return words[change.MoreThanChance ? "statistics.change-real" : "statistics.change-perhaps", earlierName, difference];
    }

    /// <summary>What the other weight convention would say, when it gives another mutu; null otherwise.</summary>
    public static string? OtherWeight(Wording words, SkmScore score)
    {
        if (!score.GradeDependsOnWeight) return null;
        var other = score.Weight == Weight.Exact ? "score.printed" : "score.exact";
        return words["score.weight-matters", words[other], words.Score(score.IndexByOtherWeight), Grades.Of(score.IndexByOtherWeight)];
    }

    /// <summary>The nine unsur as bars in fixed width, U1 to U9.</summary>
    public static string Bars(Wording words, SkmScore score) => string.Join('\n', Enumerable.Range(0, Unsur.Count).Select(u =>
        $"{TextFormatting.CodeOn}{Unsur.Codes[u]} {words[$"unsur-short.{Unsur.Codes[u]}"].PadRight(NameWidth)} {words.Score(score.Means[u])} {Bar(score.Means[u])}{TextFormatting.CodeOff}"));

    /// <summary>The unsur from the weakest to the strongest, 0 to 8.</summary>
    public static IReadOnlyList<int> FromWeakest(SkmScore score) =>
        [.. Enumerable.Range(0, Unsur.Count).OrderBy(u => score.Means[u]).ThenBy(u => u)];

    /// <summary>Which unsur is the lowest, or which share that place, or that all nine are equal.</summary>
    public static string Lowest(Wording words, SkmScore score) => score.Lowest.Count == 0
        ? words["post.all-equal", words.Score(score.Means[0])]
        : words["post.weakest", string.Join(" · ", score.Lowest.Select(u => words[$"unsur.{Unsur.Codes[u]}"])),
            words.Score(score.Means[score.Lowest[0]])];

    /// <summary>Some unsur with their means, on one line.</summary>
    public static string Named(Wording words, SkmScore score, IEnumerable<int> unsur) =>
        string.Join(" · ", unsur.Select(u => $"{words[$"unsur.{Unsur.Codes[u]}"]} {words.Score(score.Means[u])}"));

    /// <summary>So many lines, and how many units are left unsaid.</summary>
    public static IEnumerable<string> AtMost(Wording words, int most, IReadOnlyList<string> lines) =>
        lines.Count <= most ? lines : lines.Take(most).Append(words["score.more-units", lines.Count - most]);

    /// <summary>An end of an interval, with one decimal, in the language's writing.</summary>
    public static string Tenths(Wording words, decimal value) => value.ToString("0.0", words.Culture);

    /// <summary>A bar in eighths of a sign, so that figures a few hundredths apart differ too.</summary>
    private static string Bar(decimal mean)
    {
        var eighths = (int)Math.Round((mean - 1) / 3 * BarMax * 8, MidpointRounding.AwayFromZero);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : $"{(char)('█' + 8 - (eighths % 8))}");
    }
}
