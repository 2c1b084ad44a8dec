using Core.Calendar;
using Core.Ratings;
using Core.Scores;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>One unit's page: score, unsur, twelve months, services. Printed, it is the card that a unit publishes on its wall.</summary>
internal sealed class UnitPage(ReadScores scores, ReadStatistics statistics, ReadPlans plans, UnitCatalog units, Scoreboard board, TalkLinks links, ComplaintCard complaints, IOptions<InstansiOptions> instansi, TimeProvider time)
{
    public async Task<IResult> Show(HttpContext http, string code, string? month)
    {
        var words = Page.LanguageOf(http);
        if (units.Find(code) is not { } unit) return board.Missing(words, "page.no-unit");
        if (month is not null && !MonthNumber.TryParse(month, out _)) return board.Missing(words, "page.bad-month", StatusCodes.Status400BadRequest);
        var shown = MonthNumber.TryParse(month, out var asked) ? asked : scores.ThisMonth(unit);
        var trend = await scores.Trend(unit, shown);
        var services = await scores.ByService(unit, shown, shown);
        string[] groups = trend[^1].Score is null ? [] : Groups(words, await statistics.Of(unit, new Period(PeriodKind.Month, shown)));
        var planned = await plans.Of(unit);
        var first = Math.Min(await scores.FirstMonth() ?? shown, shown);
        return new Page(words, $"{unit.Name} · {ScoreText.Month(words, shown)}", Html.Of(
            $"""
            <div class="head"><p class="over"><a href="/{Page.LinkQuery(words, $"month={MonthNumber.Text(shown)}")}">‹ {words["page.to-board"]}</a></p><h1>{unit.Name}</h1></div>
            {board.Chooser(words, $"/unit/{unit.Code}", shown, first)}
            {Card(words, unit, trend[^1], trend[^2], groups)}
            {Services(words, services)}
            {Trend(words, trend)}
            {await complaints.Of(words, unit, shown)}
            {Plans(words, planned, await plans.Measured(unit, new Period(PeriodKind.Month, shown)))}
            {Scoreboard.Method(words, scores.Options.Weight)}
            <p class="act"><a class="button" href="{links.Button(http.Request, unit.Code)}">{words["unit.rate"]}</a> <a href="/poster/{unit.Code}{Page.LinkQuery(words)}">{words["unit.poster"]}</a></p>
            """))
        { Instansi = instansi.Value.Name };
    }

    private Html Card(Wording words, Unit unit, UnitScore now, UnitScore before, string[] groups) => Html.Of(
        $"""
        <article class="card"><h2 class="period">{words["unit.period", ScoreText.Month(words, now.To)]}</h2>
        {(now.Score is { } score ? Figure(words, now, before, score) : Html.Of($"""<p class="why big">{ScoreText.Why(words, now, scores.Options.MinimumRespondents)}</p>"""))}
        {Html.Each(groups, g => Html.Of($"""<p class="method">{g}</p>"""))}
        <p class="method">{ScoreText.Method(words, scores.Options.Weight)} {words["unit.zone", Zone(unit)]}</p>
        <p class="printed">{words["unit.printed", words.Date(LocalTime.Day(time.GetUtcNow(), units.ZoneOf(unit)))]}</p>
        </article>
        """);

    private Html Figure(Wording words, UnitScore now, UnitScore before, SkmScore score) => Html.Of(
        $"""
        <div class="figure"><p class="index">{words.Score(score.Index)}</p>
        <div><p class="verdict">{ScoreText.Grade(words, score)}</p><p class="n">{ScoreText.Basis(words, score)}</p></div></div>
        {Charts.Scale(score)}
        {Html.Each(new[] { ScoreText.Change(words, before, now), ScoreText.Sample(words, now), ScoreText.Weight(words, score) }.OfType<string>(), note => Html.Of($"""<p class="note">{note}</p>"""))}
        <table class="unsur"><caption>{words["unit.unsur"]}</caption>
        <thead class="away"><tr><th scope="col">{words["unit.element"]}</th><th scope="col">{words["unit.mean"]}</th></tr></thead>
        <tbody>{Html.Each(Enumerable.Range(0, Unsur.Count), u => Row(words, score, u))}</tbody></table>
        """);

    /// <summary>Who answered, as units publish it, in groups that nobody can be told from; nothing where too few said anything about themselves.</summary>
    private static string[] Groups(Wording words, Statistics month) => [.. new[] { "sex", "education" }
        .Where(q => month.Groups(q).Any(g => g.Code is not null))
        .Select(q => words["unit.respondents", words[$"respondent.{q}"], StatisticsText.Groups(month, q, words)])];

    private static Html Row(Wording words, SkmScore score, int unsur)
    {
        var lowest = score.Lowest.Contains(unsur);
        var tag = lowest ? Html.Of($""" <span class="lowest">{words["score.lowest"]}</span>""") : Html.None;
        return Html.Of(
            $"""<tr><th scope="row"><span class="code">{Unsur.Codes[unsur]}</span> {words[$"unsur.{Unsur.Codes[unsur]}"]}{tag}</th><td>{Charts.Bar(score.Means[unsur], lowest)}<span class="mean">{words.Score(score.Means[unsur])}</span></td></tr>""");
    }

    private Html Services(Wording words, IReadOnlyList<UnitScore> services) => services.Count == 0 ? Html.None : Html.Of(
        $"""
        <section aria-labelledby="services"><h2 id="services">{words["unit.services"]}</h2>
        <ul class="services">{Html.Each(services, s => Service(words, s))}</ul></section>
        """);

    private Html Service(Wording words, UnitScore service) => service.Score is { } score
        ? Html.Of($"""<li><h3>{service.Service!.Name}</h3><p class="index">{words.Score(score.Index)}</p><p class="verdict">{ScoreText.Grade(words, score)}</p><p class="n">{ScoreText.Basis(words, score)}</p></li>""")
        : Html.Of($"""<li><h3>{service.Service!.Name}</h3><p class="why">{ScoreText.Why(words, service, scores.Options.MinimumRespondents)}</p></li>""");

    private static Html Plans(Wording words, IReadOnlyList<FollowUp> plans, IReadOnlyList<MeasuredPlan> measured) => plans.Count == 0 ? Html.None : Html.Of(
        $"""
        <section class="plans" aria-labelledby="plans"><h2 id="plans">{words["unit.plans"]}</h2>
        {Html.Each(measured, m => Html.Of($"""<p class="note">{ReadPlans.Told(m, words)}</p>"""))}
        <ul>{Html.Each(plans, p => Plan(words, p))}</ul></section>
        """);

    private static Html Plan(Wording words, FollowUp plan) => Html.Of(
        $"""<li><b>{words[$"unsur.{plan.Unsur}"]}</b> ({ScoreText.Month(words, plan.Month)}): {plan.What}. {words["unit.plan-by", plan.Who, words.Date(plan.DueOn)]} {words[plan.DoneAt is null ? "unit.plan-open" : "unit.plan-done"]}</li>""");

    private static Html Trend(Wording words, IReadOnlyList<UnitScore> trend) => Html.Of(
        $"""
        <section class="trends" aria-labelledby="trend"><h2 id="trend">{words["unit.trend"]}</h2>
        <div class="wide latest" tabindex="0" role="region" aria-labelledby="trend">{Charts.Trend(trend, words)}</div><p class="n">{words["unit.trend-how"]}</p>
        <details><summary>{words["unit.as-table"]}</summary><table><thead><tr><th scope="col">{words["board.month"]}</th><th scope="col" class="n">{words["unit.score"]}</th><th scope="col" class="n">{words["unit.interval"]}</th><th scope="col" class="n">n</th></tr></thead>
        <tbody>{Html.Each(trend, m => Month(words, m))}</tbody></table></details></section>
        """);

    private static Html Month(Wording words, UnitScore month)
    {
        var interval = month.Score?.Interval is { } i ? $"{i.Low.ToString("0.0#", words.Culture)}–{i.High.ToString("0.0#", words.Culture)}" : "–";
        var index = month.Score is { } score ? words.Score(score.Index) : "–";
        return Html.Of($"""<tr><th scope="row">{ScoreText.Month(words, month.To)}</th><td class="n">{index}</td><td class="n">{interval}</td><td class="n">{month.Respondents.ToString("N0", words.Culture)}</td></tr>""");
    }

    private string Zone(Unit unit) => LocalTime.Label(units.ZoneOf(unit), time.GetUtcNow());
}
