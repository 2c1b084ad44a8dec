using Core.Calendar;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>Scores in words: a number never comes without its n and its interval, and no number never comes without its reason.</summary>
internal static class ScoreText
{
    public static string Month(Wording words, Month month) => words.MonthOf(month.FirstDay);

    public static Html Grade(Wording words, SkmScore score) => Html.Of(
        $"""<span class="grade g{score.Grade.ToString().ToLowerInvariant()}"><b>{score.Grade.ToString()}</b> {words[$"grade.{score.Grade}"]}</span>""");

    public static Html Basis(Wording words, SkmScore score) => Html.Of(
        $"""<span class="nb">{ScoreWords.Interval(words, score)}</span> · <span class="nb">{ScoreWords.Respondents(words, score)}</span>""");

    public static string Why(Wording words, TrendMonth month, int minimum)
    {
        var name = Month(words, month.Month);
        if (month.NotYet) return words["score.not-yet-page", name, PublishRatings.ShownFrom(minimum)];
        return month.Respondents == 0 ? words["score.none", name] : words["score.too-few", month.Respondents, name, minimum];
    }

    public static string? Change(Wording words, TrendMonth earlier, TrendMonth later)
    {
        if (ScoreChange.Between(earlier.Score, later.Score) is not { } change) return null;
        var month = Month(words, earlier.Month);
        if (change.Difference == 0) return words["score.same", month] + ".";
        var key = (change.Difference > 0 ? "score.up" : "score.down") + (change.MoreThanChance ? "" : "-perhaps");
        return words[key, words.Score(Math.Abs(change.Difference)), month] + ".";
    }

    public static string? Sample(Wording words, UnitScore score) => score.SampleNeeded is { } needed
        ? words[score.Respondents >= needed ? "score.sample-enough" : "score.sample", score.Respondents, needed,
        score.Unit.YearlyRecipients]
        : null;

    public static string Method(Wording words, Weight weight) =>
        words["score.method", words[weight == Core.Skm.Weight.Exact ? "score.exact" : "score.printed"]];
}
