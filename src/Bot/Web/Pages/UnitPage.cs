using Core.Calendar;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.Pages;

/// <summary>One unit's page: score, unsur, twelve months, services. Printed, it is the card that a unit publishes on its wall.</summary>
internal sealed class UnitPage(ReadScores scores, ReadStatistics statistics, PlansPart plans, UnitCatalog units, Scoreboard board,
    TalkLinks links, UnitFactsPart about, ComplaintCard complaints, ReadBranches branches, BranchPart tree,
    IOptions<InstansiOptions> instansi, TimeProvider time)
{
    public async Task<IResult> Show(HttpContext http, string code, string? month)
    {
        var words = Page.LanguageOf(http);
        if (units.Find(code) is not { } unit) return board.Lost(words, http.Request, "page.no-unit");
        if (month is not null && !Month.TryParse(month, out _))
            return board.Missing(words, "page.bad-month", StatusCodes.Status400BadRequest);
        var shown = Month.TryParse(month, out var asked) ? asked : scores.ThisMonth(unit);
        var trend = await scores.Trend(unit, shown);
        var services = await scores.ByService(unit, shown, shown);
        string[] groups = trend[^1].Score is null ? [] : Groups(words, await statistics.Of(unit, new Period(PeriodKind.Month, shown)));
        var excluded = LeftOutWords.Lines(words, await statistics.Excluded(unit, shown, shown)).ToList();
        var branch = await branches.Of(unit, shown, shown);
        var filed = branch is null ? null
            : BranchWords.Complaints(words, await branches.Complaints(unit, shown.FirstDay, shown.LastDay));
        var first = Month.Earlier(await scores.FirstMonth() ?? shown, shown);
        return new Page(words, $"{unit.Name} · {ScoreText.Month(words, shown)}", Html.Of(
            $"""
            <div class="head"><p class="over"><a href="/{Page.LinkQuery(words, $"month={shown.Text}")}">‹ {words["page.to-board"]}</a></p><h1>{unit.Name}</h1></div>
            {tree.PartOf(words, unit, Page.LinkQuery(words, $"month={shown.Text}"))}
            {(unit.Active ? ActionsPart.Of(words, links, http.Request, unit) : Html.None)}
            {about.Of(http.Request, words, unit)}
            {board.Chooser(words, $"/unit/{unit.Code}", shown, first)}
            {Card(words, unit, trend[^1], trend[^2], groups, excluded)}
            {BranchPart.Of(words, branch, filed, scores.Options.MinimumRespondents)}
            <p class="act"><a href="/poster/{unit.Code}{Page.LinkQuery(words)}">{words["unit.poster"]}</a></p>
            {TrendPart.Of(words, [.. trend.Select(TrendMonth.Of)])}
            {Services(words, services)}
            <div class="halves">{await complaints.Of(words, unit, shown)}{await plans.Of(words, unit, shown)}</div>
            {QuickPart.Of(words, await scores.Quick(shown, shown), unit)}
            """))
        { Instansi = instansi.Value.Name, Data = ($"/api/v1/units/{unit.Code}/scores", "") };
    }

    private Html Card(Wording words, Unit unit, UnitScore now, UnitScore before, string[] groups,
        IReadOnlyList<string> excluded) => Html.Of(
        $"""
        <article class="card" aria-labelledby="period"><h2 class="period" id="period">{words["unit.period", ScoreText.Month(words, now.To)]}</h2>
        {(now.Score is { } score ? Scored(words, unit, now, before, score, groups) : Html.Of($"""<p class="why big">{ScoreText.Why(words, TrendMonth.Of(now), scores.Options.MinimumRespondents)}</p>"""))}
        {Html.Each(excluded, e => Html.Of($"""<p class="method">{e}</p>"""))}
        <div class="how"><p class="lead">{ScoreText.Method(words, scores.Options.Weight)} {words["unit.zone", Zone(unit)]}</p>{Formula.Of(words, scores.Options.Weight)}</div>
        <p class="printed">{words["unit.printed", words.Date(LocalTime.Day(time.GetUtcNow(), units.ZoneOf(unit)))]} · {instansi.Value.Name}</p>
        </article>
        """);

    private Html Scored(Wording words, Unit unit, UnitScore now, UnitScore before, SkmScore score, string[] groups)
    {
        string?[] notes =
        [
            ScoreText.Change(words, TrendMonth.Of(before), TrendMonth.Of(now)), ScoreText.Sample(words, now),
            now.To == scores.ThisMonth(unit) ? words["page.running"] : null,
        ];
        return Html.Of(
            $"""
            <div class="halves"><div>{ScoreCard.Figure(words, score, notes)}
            {Html.Each(groups, g => Html.Of($"""<p class="method">{g}</p>"""))}</div>{ScoreCard.Means(words, score)}</div>
            """);
    }

    /// <summary>
    /// Who answered, as units publish it, in groups that nobody can be told from; nothing where too few said anything about themselves.
    /// </summary>
    private static string[] Groups(Wording words, ScoreStatistics month) => [.. new[] { "sex", "education" }
        .Where(q => month.Groups(q).Any(g => g.Code is not null))
        .Select(q => words["unit.respondents", words[$"respondent.{q}"], StatisticsText.Groups(month, q, words)])];

    private Html Services(Wording words, IReadOnlyList<UnitScore> services) => Html.Of(
        $"""
        <section aria-labelledby="services"><h2 id="services">{words["unit.services"]}</h2>
        {(services.Count == 0 ? Html.Of($"""<p class="n">{words["score.services-later"]}</p>""") : Html.Of($"""<ul class="services">{Html.Each(services, s => Service(words, s))}</ul>"""))}</section>
        """);

    private Html Service(Wording words, UnitScore service) => service.Score is { } score
        ? Html.Of($"""<li><h3>{service.Service!.Name}</h3><p class="index">{words.Score(score.Index)}</p><p class="verdict">{ScoreText.Grade(words, score)}</p><p class="n">{ScoreText.Basis(words, score)}</p></li>""")
        : Html.Of($"""<li><h3>{service.Service!.Name}</h3><p class="why">{WhyNot(words, service)}</p></li>""");

    private string WhyNot(Wording words, UnitScore service) => service.Withheld == Withheld.ToProtect
        ? words["score.protected", service.Respondents]
        : ScoreText.Why(words, TrendMonth.Of(service), scores.Options.MinimumRespondents);

    private string Zone(Unit unit) => LocalTime.Label(units.ZoneOf(unit), time.GetUtcNow());
}
