using Core.Calendar;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.Pages;

/// <summary>
/// The public scoreboard: the whole instansi, its units, twelve months, complaints and plans, for a meeting and for a phone.
/// </summary>
internal sealed class Scoreboard(ReadScores scores, ReadStatistics statistics, ComplaintCard complaints, PlansPart plans,
    TalkLinks links, ReadBranches branches, IOptions<InstansiOptions> instansi)
{
    public async Task<IResult> Show(HttpContext http, string? month, string? order)
    {
        var words = Page.LanguageOf(http);
        if (month is not null && !Month.TryParse(month, out _))
            return Missing(words, "page.bad-month", StatusCodes.Status400BadRequest);
        var (shown, units) = await ShownMonth(month);
        var trend = await Trend(shown);
        var first = await scores.FirstMonth() ?? shown;
        return new Page(words, $"{words["board.title"]} {ScoreText.Month(words, shown)} · {instansi.Value.Name}", Html.Of(
            $"""
            <div class="head"><p class="over">{words["board.title"]}</p><h1>{ScoreText.Month(words, shown)}</h1></div>
            {ActionsPart.Of(words, links, http.Request)}
            {Chooser(words, "/", shown, first, order)}
            {Jumps(words)}
            {InstansiCard.Of(words, instansi.Value.Name, trend, units, scores.Options, shown == scores.ThisMonth())}
            {UnitList.Of(words, units, shown, order, scores.Options.MinimumRespondents)}
            {BranchPart.All(words, await branches.All(shown, shown))}
            {TrendPart.Of(words, trend)}
            <div class="halves">{await complaints.Whole(words, shown)}{await plans.Whole(words, shown)}</div>
            {QuickPart.Of(words, await scores.Quick(shown, shown))}
            """))
        {
            Instansi = instansi.Value.Name,
            Description = ScoreText.Method(words, scores.Options.Weight),
            Data = ("/api/v1/scores", $"?month={shown.Text}"),
        };
    }

    /// <summary>A page that says what is wrong and leads back.</summary>
    public IResult Missing(Wording words, string key, int status = StatusCodes.Status404NotFound) => new Page(words, words[key], Html.Of(
        $"""<div class="head"><h1>{words[key]}</h1></div><p class="lead"><a href="/{Page.LinkQuery(words)}">{words["page.to-board"]}</a></p>"""))
    {
        Instansi = instansi.Value.Name,
        Status = status,
        Keep = 0,
    };

    /// <summary>The page of an address that there is none of, with what one can do all the same.</summary>
    public IResult Lost(Wording words, HttpRequest request, string key = "page.not-found") => new Page(words, words[key], Html.Of(
        $"""
        <div class="head"><h1>{words[key]}</h1></div><p class="lead">{words["page.not-found-more"]}</p>
        {ActionsPart.Of(words, links, request)}
        <p class="lead"><a href="/{Page.LinkQuery(words)}">{words["page.to-board"]}</a></p>
        """))
    {
        Instansi = instansi.Value.Name,
        Foot = words["page.made-with"],
        Status = StatusCodes.Status404NotFound,
        Keep = 0,
    };

    /// <summary>Goes a month back or forth, or to any month by the form; works without scripts.</summary>
    public Html Chooser(Wording words, string path, Month shown, Month first, string? order = null)
    {
        var (before, after) = (shown.Add(-1), shown.Add(1));
        var last = scores.ThisMonth();
        var more = order == UnitList.ByScore ? $"&order={order}" : "";
        return Html.Of(
            $"""
            <nav class="months" aria-label="{words["board.choose"]}">
            {(before >= first ? Link(words, path, before, more, "prev") : Html.None)}
            <form method="get" action="{path}">{(words.Language == "id" ? Html.None : Hidden("lang", words.Language))}{(more == "" ? Html.None : Hidden("order", UnitList.ByScore))}
            <label><span class="away">{words["board.month"]}</span> <select name="month">{Html.Each(Choices(first, last, shown), m => Html.Of($"""<option value="{m.Text}"{Html.Raw(m == shown ? " selected" : "")}>{ScoreText.Month(words, m)}</option>"""))}</select></label>
            <button>{words["board.show"]}</button></form>
            {(after <= last ? Link(words, path, after, more, "next") : Html.None)}
            </nav>
            """);
    }

    private static Html Hidden(string name, string value) => Html.Of($"""<input type="hidden" name="{name}" value="{value}">""");

    private static Html Link(Wording words, string path, Month month, string more, string rel)
    {
        var (before, after) = rel == "prev" ? ("‹ ", "") : ("", " ›");
        return Html.Of($"""<a rel="{rel}" class="{rel}" href="{path}{Page.LinkQuery(words, $"month={month.Text}{more}")}">{before}{ScoreText.Month(words, month)}{after}</a>""");
    }

    /// <summary>The parts of the page, a press away however long the list of units is.</summary>
    private static Html Jumps(Wording words) => Html.Of(
        $"""
        <nav class="jumps" aria-label="{words["board.on-page"]}">
        <a href="#units">{words["board.units"]}</a> <a href="#trend">{words["unit.trend"]}</a> <a href="#complaints">{words["board.complaints"]}</a> <a href="#plans">{words["unit.plans"]}</a>
        </nav>
        """);

    private static IEnumerable<Month> Choices(Month first, Month last, Month shown) =>
        Month.Until(last, Math.Clamp(Month.Count(first, last), 1, 60)).Reverse().Append(shown).Distinct();

    /// <summary>The month asked for; else this month, or the one before while this month has nothing to show.</summary>
    private async Task<(Month Month, IReadOnlyList<UnitScore> Units)> ShownMonth(string? asked)
    {
        if (Month.TryParse(asked, out var month)) return (month, await scores.OfMonth(month));
        var now = scores.ThisMonth();
        var units = await scores.OfMonth(now);
        if (units.Any(u => u.Score is not null)) return (now, units);
        var before = await scores.OfMonth(now.Add(-1));
        return before.Any(u => u.Score is not null) ? (now.Add(-1), before) : (now, units);
    }

    private async Task<IReadOnlyList<TrendMonth>> Trend(Month last) =>
        [.. (await statistics.ByMonth(null, last.Add(-11), last)).Select(m => TrendMonth.Of(m.Month, m.Score))];
}
