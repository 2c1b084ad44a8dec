using Core.Calendar;
using Core.FollowUps;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>What units do about their weakest unsur, and what became of it: of one unit, and of all.</summary>
internal sealed class PlansPart(ReadPlans plans, UnitCatalog units, TimeProvider time)
{
    public async Task<Html> Of(Wording words, Unit unit, Month month)
    {
        var own = await plans.Of(unit, month);
        if (own.Count == 0) return Html.None;
        var zone = units.ZoneOf(unit);
        var year = PlanWords.Sum(words, month.Year, await plans.For(unit, Month.Of(month.Year, 1), month, month));
        return Part(words, Html.Of(
            $"""<ul>{Html.Each(own, p => Plan(words, p.Plan, null, PlanWords.State(words, p, zone)))}</ul>{(year is null ? Html.None : Html.Of($"""<p class="note">{year}</p>"""))}"""));
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
            {(all.Open == 0 ? Html.None : Html.Of($"""<ul>{Html.Each(all.Next, p => Plan(words, p, units.Find(p.UnitId), Running(words, p)))}</ul>"""))}
            {(more > 0 ? Html.Of($"""<p class="n">{words["board.plans-more", more]}</p>""") : Html.None)}
            """));
    }

    private static Html Part(Wording words, Html body) => Html.Of(
        $"""<section class="plans" aria-labelledby="plans"><h2 id="plans">{words["unit.plans"]}</h2>{body}</section>""");

    private static Html Plan(Wording words, FollowUp plan, Unit? whose, string state)
    {
        var unit = whose is null ? Html.None : Html.Of($"""<a href="/unit/{whose.Code}{Page.LinkQuery(words)}">{whose.Label}</a>, """);
        var what = plan.What.TrimEnd('.', ' ');
        var proof = plan.Evidence is { } evidence ? Html.Of($""" {words["plan.proof", evidence]}""") : Html.None;
        return Html.Of($"""<li>{unit}<b>{words[$"unsur.{plan.Unsur}"]}</b> ({ScoreText.Month(words, plan.Month)}): {what}. {words["unit.plan-by", plan.Who, words.Date(plan.DueOn)]} <span class="state">{Sentence(state)}</span>{proof}</li>""");
    }

    private static string Running(Wording words, FollowUp plan) =>
        PlanWords.State(words, new PlanStory(plan, default, null), TimeZoneInfo.Utc);

    private static string Sentence(string state) => $"{char.ToUpperInvariant(state[0])}{state[1..].TrimEnd('.')}.";
}

/// <summary>A few counts side by side, each with what it counts.</summary>
internal static class Facts
{
    public static Html Of(params (string Name, int Count)[] facts) => Html.Of(
        $"""<dl class="facts">{Html.Each(facts, f => Html.Of($"""<div><dt>{f.Name}</dt><dd>{f.Count}</dd></div>"""))}</dl>""");
}
