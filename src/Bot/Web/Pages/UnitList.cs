using Core.Calendar;
using Core.Statistics;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>
/// The units with their scores. First by name, so that the first look is not a race; by score, with shared places where
/// intervals overlap, one press away. Each unit stands here once, so that two hundred of them are still a small page.
/// </summary>
internal static class UnitList
{
    public const string ByScore = "score";

    /// <summary>
    /// So many units get a picture of their interval; with more the page would be long and heavy, and the numbers say the same.
    /// </summary>
    private const int Pictures = 40;

    public static Html Of(Wording words, IReadOnlyList<UnitScore> units, Month month, string? order, int minimum)
    {
        var several = units.Count(u => u.Score is not null) > 1;
        var byScore = order == ByScore && several;
        var shown = byScore ? Ranked(units) : units.Select(u => (Unit: u, Place: (int?)null));
        return Html.Of(
            $"""
            <section id="units" aria-labelledby="units-title"><h2 id="units-title">{words[byScore ? "board.rank" : "board.units"]}</h2>
            {(several ? Orders(words, month, byScore) : Html.None)}
            <ul class="units">
            {Html.Each(shown, u => Row(words, u.Unit, u.Place, minimum, units.Count <= Pictures))}
            </ul></section>
            """);
    }

    private static IEnumerable<(UnitScore Unit, int? Place)> Ranked(IReadOnlyList<UnitScore> units)
    {
        var scores = units.ToDictionary(u => u.Unit.Id);
        return Ranking.Of(units.Where(u => u.Score is not null).Select(u => (u.Unit, u.Score!)))
            .Select(r => (scores[r.Unit.Id], (int?)r.Place))
            .Concat(units.Where(u => u.Score is null).Select(u => (u, (int?)null)));
    }

    private static Html Orders(Wording words, Month month, bool byScore)
    {
        var link = $"month={month.Text}";
        return Html.Of(
            $"""
            <p class="orders">{words["board.order"]} {Choice(words["board.by-name"], Page.LinkQuery(words, link), !byScore)} · {Choice(words["board.by-score"], Page.LinkQuery(words, $"{link}&order={ByScore}"), byScore)}</p>
            {(byScore ? Html.Of($"""<p class="n">{words["ranking.ties"]}</p>""") : Html.None)}
            """);
    }

    private static Html Choice(string name, string query, bool current) =>
        current ? Html.Of($"""<b aria-current="true">{name}</b>""") : Html.Of($"""<a href="/{query}#units">{name}</a>""");

    private static Html Row(Wording words, UnitScore unit, int? place, int minimum, bool picture)
    {
        var link = $"/unit/{unit.Unit.Code}{Page.LinkQuery(words, $"month={unit.To.Text}")}";
        var before = place is { } p ? Html.Of($"""<span class="place">{p}</span> """) : Html.None;
        var name = Html.Of($"""<h3>{before}<a href="{link}">{unit.Unit.Name}</a></h3>""");
        if (unit.Score is not { } score)
            return Html.Of($"""<li class="unit none">{name}<p class="why">{ScoreText.Why(words, TrendMonth.Of(unit), minimum)}</p></li>""");
        var basis = picture
            ? Html.Of($"""<div class="basis">{Charts.Scale(score)}<p>{ScoreText.Basis(words, score)}</p></div>""")
            : Html.Of($"""<p class="basis">{ScoreWords.Interval(words, score)} · {ScoreWords.Respondents(words, score)}</p>""");
        return Html.Of($"""<li class="unit">{name}<p class="index">{words.Score(score.Index)}</p><p class="verdict">{ScoreText.Grade(words, score)}</p>{basis}</li>""");
    }
}
