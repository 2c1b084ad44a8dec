using Core.Calendar;
using Core.Scores;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>The public scoreboard: every unit by name, not by rank, so that three raters never beat three hundred.</summary>
internal sealed class Scoreboard(ReadScores scores, IOptions<InstansiOptions> instansi)
{
    public async Task<IResult> Show(HttpContext http, string? month)
    {
        var words = Page.LanguageOf(http);
        if (month is not null && !MonthNumber.TryParse(month, out _)) return Missing(words, "page.bad-month", StatusCodes.Status400BadRequest);
        var (shown, units) = await Month(month);
        var quick = await scores.Quick(shown, shown);
        var first = await scores.FirstMonth() ?? shown;
        return new Page(words, $"{words["board.title"]} {ScoreText.Month(words, shown)} · {instansi.Value.Name}", Html.Of(
            $"""
            <div class="head"><p class="over">{words["board.title"]}</p><h1>{ScoreText.Month(words, shown)}</h1></div>
            {Chooser(words, "/", shown, first)}
            <p class="lead">{ScoreText.Method(words, scores.Options.Weight)}</p>
            <ul class="units">
            {Html.Each(units, u => Row(words, u))}
            </ul>
            {Rank(words, units)}
            {Quick(words, quick)}
            {Method(words, scores.Options.Weight)}
            """))
        {
            Instansi = instansi.Value.Name,
            Description = ScoreText.Method(words, scores.Options.Weight),
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

    /// <summary>Goes a month back or forth, or to any month by the form; works without scripts.</summary>
    public Html Chooser(Wording words, string path, int shown, int first)
    {
        var (before, after) = (MonthNumber.Add(shown, -1), MonthNumber.Add(shown, 1));
        var last = scores.ThisMonth();
        return Html.Of(
            $"""
            <nav class="months" aria-label="{words["board.choose"]}">
            {(before >= first ? Link(words, path, before, "prev", "‹ ", "") : Html.None)}
            <form method="get" action="{path}">{(words.Language == "id" ? Html.None : Html.Of($"""<input type="hidden" name="lang" value="{words.Language}">"""))}
            <label><span class="away">{words["board.month"]}</span> <select name="month">{Html.Each(Choices(first, last, shown), m => Html.Of($"""<option value="{MonthNumber.Text(m)}"{Html.Raw(m == shown ? " selected" : "")}>{ScoreText.Month(words, m)}</option>"""))}</select></label>
            <button>{words["board.show"]}</button></form>
            {(after <= last ? Link(words, path, after, "next", "", " ›") : Html.None)}
            </nav>
            """);
    }

    private static Html Link(Wording words, string path, int month, string rel, string before, string after) => Html.Of(
        $"""<a rel="{rel}" class="{rel}" href="{path}{Page.LinkQuery(words, $"month={MonthNumber.Text(month)}")}">{before}{ScoreText.Month(words, month)}{after}</a>""");

    private static IEnumerable<int> Choices(int first, int last, int shown) =>
        MonthNumber.Until(last, Math.Clamp(MonthNumber.Count(first, last), 1, 60)).Reverse().Append(shown).Distinct();

    /// <summary>The month asked for; else this month, or the one before while this month has nothing to show.</summary>
    private async Task<(int Month, IReadOnlyList<UnitScore> Units)> Month(string? asked)
    {
        if (MonthNumber.TryParse(asked, out var month)) return (month, await scores.OfMonth(month));
        var now = scores.ThisMonth();
        var units = await scores.OfMonth(now);
        if (units.Any(u => u.Score is not null)) return (now, units);
        var before = await scores.OfMonth(MonthNumber.Add(now, -1));
        return before.Any(u => u.Score is not null) ? (MonthNumber.Add(now, -1), before) : (now, units);
    }

    private Html Row(Wording words, UnitScore unit)
    {
        var link = $"/unit/{unit.Unit.Code}{Page.LinkQuery(words, $"month={MonthNumber.Text(unit.To)}")}";
        var name = Html.Of($"""<h2><a href="{link}">{unit.Unit.Name}</a></h2>""");
        if (unit.Score is not { } score)
            return Html.Of($"""<li class="unit none">{name}<p class="why">{ScoreText.Why(words, unit, scores.Options.MinimumRespondents)}</p></li>""");
        return Html.Of(
            $"""
            <li class="unit">{name}
            <p class="index">{words.Score(score.Index)}</p>
            <p class="verdict">{ScoreText.Grade(words, score)}</p>
            <div class="basis">{Charts.Scale(score)}<p>{ScoreText.Basis(words, score)}</p></div></li>
            """);
    }

    /// <summary>The order by score, with shared places where the intervals overlap; one press away, so that the first look is not a race.</summary>
    private static Html Rank(Wording words, IReadOnlyList<UnitScore> units)
    {
        var ranked = Ranking.Of(units.Where(u => u.Score is not null).Select(u => (u.Unit, u.Score!)));
        return ranked.Count < 2 ? Html.None : Html.Of(
            $"""
            <section aria-labelledby="rank"><h2 id="rank">{words["board.rank"]}</h2><p class="n">{words["ranking.ties"]}</p>
            <details><summary>{words["board.rank-show"]}</summary><div class="wide"><table><thead><tr><th scope="col" class="n">{words["board.place"]}</th><th scope="col">{words["board.unit"]}</th><th scope="col" class="n">{words["unit.score"]}</th><th scope="col" class="n">{words["unit.interval"]}</th><th scope="col" class="n">n</th></tr></thead>
            <tbody>{Html.Each(ranked, r => RankRow(words, r))}</tbody></table></div></details></section>
            """);
    }

    private static Html RankRow(Wording words, Ranking r)
    {
        var interval = r.Score.Interval is { } i ? $"{ScoreWords.Tenths(words, i.Low)}–{ScoreWords.Tenths(words, i.High)}" : "–";
        return Html.Of($"""<tr><td class="n">{r.Place}</td><th scope="row">{r.Unit.Name}</th><td class="n">{words.Score(r.Score.Index)} {r.Score.Grade.ToString()}</td><td class="n">{interval}</td><td class="n">{r.Score.Respondents.ToString("N0", words.Culture)}</td></tr>""");
    }

    /// <summary>The formula, one press away.</summary>
    public static Html Method(Wording words, Weight weight) => Html.Of(
        $"""
        <details class="formula"><summary>{words["page.formula"]}</summary>
        <p>{words["pdf.method", words[weight == Weight.Exact ? "score.exact" : "score.printed"]]}</p>
        <p>{words["page.grades"]}</p></details>
        """);

    private static Html Quick(Wording words, IReadOnlyList<QuickCounts> quick) => quick.Count == 0 ? Html.None : Html.Of(
        $"""
        <section class="quick" aria-labelledby="quick"><h2 id="quick">{words["board.quick"]}</h2><p>{words["board.quick-what"]}</p>
        <div class="wide" tabindex="0" role="region" aria-labelledby="quick"><table><thead><tr><th scope="col">{words["board.unit"]}</th>{Html.Each(Enumerable.Range(1, 4), v => Html.Of($"""<th scope="col" class="n">{words[$"kiosk.face-{v}"]}</th>"""))}<th scope="col" class="n">{words["board.taps"]}</th></tr></thead>
        <tbody>{Html.Each(quick, q => Html.Of($"""<tr><th scope="row">{q.Unit.Label}</th>{Html.Each(q.Counts, c => Html.Of($"""<td class="n">{c.ToString("N0", words.Culture)}</td>"""))}<td class="n">{q.Total.ToString("N0", words.Culture)}</td></tr>"""))}</tbody></table></div></section>
        """);
}
