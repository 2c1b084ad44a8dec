using Core.Calendar;
using Core.FollowUps;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>What units do about their weakest unsur, and what became of it: of one unit, and of all.</summary>
internal sealed class PlansPart(ReadPlans plans, UnitCatalog units, TimeProvider time)
{
    public async Task<Html> Of(Wording words, Unit unit, Month month)
    {
        var own = await plans.Of(unit);
        if (own.Count == 0) return Html.None;
        var measured = await plans.Measured(unit, new Period(PeriodKind.Month, month));
        var today = LocalTime.Day(time.GetUtcNow(), units.ZoneOf(unit));
        return Part(words,
            Html.Of($"""{Html.Each(measured, m => Html.Of($"""<p class="note">{ReadPlans.Told(m, words)}</p>"""))}<ul>{Html.Each(own, p => Plan(words, p, null, today))}</ul>"""));
    }

    public async Task<Html> Whole(Wording words, Month month)
    {
        var today = LocalTime.Day(time.GetUtcNow(), units.ZoneOf(null));
        var all = await plans.Everywhere(month, today);
        if (all.Open + all.Done == 0) return Part(words, Html.Of($"""<p>{words["board.plans-none"]}</p>"""));
        var more = all.Open - all.Next.Count;
        return Part(words, Html.Of(
            $"""
            {Facts.Of((words["board.plans-open"], all.Open), (words["board.plans-past"], all.Past), (words["board.plans-done"], all.Done))}
            <p class="n">{words["board.plans-how"]}</p>
            {(all.Open == 0 ? Html.None : Html.Of($"""<ul>{Html.Each(all.Next, p => Plan(words, p, units.Find(p.UnitId), today))}</ul>"""))}
            {(more > 0 ? Html.Of($"""<p class="n">{words["board.plans-more", more]}</p>""") : Html.None)}
            """));
    }

    private static Html Part(Wording words, Html body) => Html.Of(
        $"""<section class="plans" aria-labelledby="plans"><h2 id="plans">{words["unit.plans"]}</h2>{body}</section>""");

    private static Html Plan(Wording words, FollowUp plan, Unit? whose, DateOnly today)
    {
        var unit = whose is null ? Html.None : Html.Of($"""<a href="/unit/{whose.Code}{Page.LinkQuery(words)}">{whose.Label}</a>, """);
        var state = plan.DoneAt is not null ? "unit.plan-done" : plan.DueOn < today ? "unit.plan-past" : "unit.plan-open";
        var what = plan.What.TrimEnd('.', ' ');
        return Html.Of($"""<li>{unit}<b>{words[$"unsur.{plan.Unsur}"]}</b> ({ScoreText.Month(words, plan.Month)}): {what}. {words["unit.plan-by", plan.Who, words.Date(plan.DueOn)]} <span class="state">{words[state]}</span></li>""");
    }
}

/// <summary>A few counts side by side, each with what it counts.</summary>
internal static class Facts
{
    public static Html Of(params (string Name, int Count)[] facts) => Html.Of(
        $"""<dl class="facts">{Html.Each(facts, f => Html.Of($"""<div><dt>{f.Name}</dt><dd>{f.Count}</dd></div>"""))}</dl>""");
}
