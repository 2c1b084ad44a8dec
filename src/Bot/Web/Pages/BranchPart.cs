using Core.Statistics;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>Units with those below them, on the pages; nothing at all where no unit stands above another.</summary>
internal sealed class BranchPart(UnitCatalog units)
{
    /// <summary>On a unit's page: the pooled figure, and each unit below with its own.</summary>
    public static Html Of(Wording words, BranchScore? branch, string? complaints, int minimum) => branch is null ? Html.None : Html.Of(
        $"""
        <section class="branch" aria-labelledby="branch"><h2 id="branch">{BranchWords.Title(words, branch)}</h2>
        <ul class="services">{Pooled(words, branch, words["branch.pooled"], link: false)}</ul>
        <h3>{words["branch.units"]}</h3>
        <ul class="services">{Html.Each(branch.Members.Skip(1), m => Member(words, m, minimum))}</ul>
        {(complaints is null ? Html.None : Html.Of($"""<p class="n">{complaints}</p>"""))}</section>
        """);

    /// <summary>On the scoreboard: every unit that stands above others.</summary>
    public static Html All(Wording words, IReadOnlyList<BranchScore> all) => all.Count == 0 ? Html.None : Html.Of(
        $"""
        <section aria-labelledby="branches"><h2 id="branches">{words["branch.boards"]}</h2><p class="n">{words["branch.pooled"]}</p>
        <ul class="services">{Html.Each(all, b => Pooled(words, b, BranchWords.Title(words, b), link: true))}</ul></section>
        """);

    /// <summary>Of which units this one is a part, the nearest first.</summary>
    public Html PartOf(Wording words, Unit unit, string query) => units.Above(unit) is not { Count: > 0 } above ? Html.None : Html.Of(
        $"""<p class="lead">{words["branch.part-of"]} {Html.Each(above, u => Html.Of($"""<a href="/unit/{u.Code}{query}">{u.Name}</a> """))}</p>""");

    private static Html Pooled(Wording words, BranchScore branch, string how, bool link)
    {
        var name = link ? Html.Of($"""<h3>{Link(words, branch.Unit, branch)}</h3>""") : Html.None;
        if (branch.Figures.Score is not { } score)
            return Html.Of($"""<li>{name}<p class="n">{how}</p><p class="why">{words["branch.none", branch.Figures.LeftOut]}</p></li>""");
        return Html.Of(
            $"""
            <li>{name}<p class="index">{words.Score(score.Index)}</p><p class="verdict">{ScoreText.Grade(words, score)}</p><p class="n">{ScoreText.Basis(words, score)}</p><p class="n">{how}</p>{(BranchWords.LeftOut(words, branch) is { } left ? Html.Of($"""<p class="n">{left}</p>""") : Html.None)}</li>
            """);
    }

    private static Html Member(Wording words, UnitScore member, int minimum)
    {
        var name = Html.Of($"""<h3><a href="/unit/{member.Unit.Code}{Page.LinkQuery(words, $"month={member.To.Text}")}">{member.Unit.Name}</a></h3>""");
        return member.Score is { } score
            ? Html.Of($"""<li>{name}<p class="index">{words.Score(score.Index)}</p><p class="verdict">{ScoreText.Grade(words, score)}</p><p class="n">{ScoreText.Basis(words, score)}</p></li>""")
            : Html.Of($"""<li>{name}<p class="why">{ScoreText.Why(words, TrendMonth.Of(member), minimum)}</p></li>""");
    }

    private static Html Link(Wording words, Unit unit, BranchScore branch) =>
        Html.Of($"""<a href="/unit/{unit.Code}{Page.LinkQuery(words, $"month={branch.To.Text}")}#branch">{unit.Name}</a>""");
}
