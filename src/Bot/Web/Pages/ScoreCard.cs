using Core.Skm;
using Core.Texts;

namespace Bot.Web.Pages;

/// <summary>A score as it stands on a card, of the instansi or of a unit: the figure with its grounds, and its nine unsur.</summary>
internal static class ScoreCard
{
    /// <summary>The figure, its place among the grades, and what has to be said with it.</summary>
    public static Html Figure(Wording words, SkmScore score, IEnumerable<string?> notes) => Html.Of(
        $"""
        <div class="figure"><p class="index">{words.Score(score.Index)}</p>
        <div><p class="verdict">{ScoreText.Grade(words, score)}</p><p class="n">{ScoreText.Basis(words, score)}</p></div></div>
        {Charts.Grades(score)}
        {Html.Each(notes.OfType<string>(), note => Html.Of($"""<p class="note">{note}</p>"""))}
        """);

    /// <summary>The nine means in their official order, the lowest named.</summary>
    public static Html Means(Wording words, SkmScore score) => Html.Of(
        $"""
        <table class="unsur"><caption>{words["unit.unsur"]}</caption>
        <thead class="away"><tr><th scope="col">{words["unit.element"]}</th><th scope="col">{words["unit.mean"]}</th></tr></thead>
        <tbody>{Html.Each(Enumerable.Range(0, Unsur.Count), u => Row(words, score, u))}</tbody></table>
        """);

    private static Html Row(Wording words, SkmScore score, int unsur)
    {
        var lowest = score.Lowest.Contains(unsur);
        var tag = lowest ? Html.Of($""" <span class="lowest">{words["score.lowest"]}</span>""") : Html.None;
        return Html.Of(
            $"""<tr><th scope="row"><span class="code">{Unsur.Codes[unsur]}</span> {words[$"unsur.{Unsur.Codes[unsur]}"]}{tag}</th><td>{Charts.Bar(score.Means[unsur], lowest)}<span class="mean">{words.Score(score.Means[unsur])}</span></td></tr>""");
    }
}
