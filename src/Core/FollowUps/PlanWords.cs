using Core.Calendar;
using Core.Texts;

namespace Core.FollowUps;

/// <summary>Plans in words. Nothing here depends on today: a post does not change because a date went by.</summary>
internal static class PlanWords
{
    /// <summary>What became of it: the measured change, that it is done, or that it runs and when it is due.</summary>
    public static string State(Wording words, PlanStory story, TimeZoneInfo zone)
    {
        var plan = story.Plan;
        if (story.Effect is { } effect) return Measured(words, plan, effect);
        if (plan.DoneAt is not { } done) return words["plan.runs", Long(words, plan.DueOn)];
        var day = LocalTime.Day(done, zone);
        return words["plan.done-on", Long(words, day), words.MonthOf(story.FeltFrom.FirstDay)];
    }

    /// <summary>The line of the monthly post and the report.</summary>
    public static string Line(Wording words, PlanStory story, TimeZoneInfo zone) => story.Effect is null
        ? words["plan.line", story.Plan.What.TrimEnd('.', ' '), story.Plan.Who, State(words, story, zone)]
        : State(words, story, zone);

    /// <summary>What the plans of a year came to; null where there is none.</summary>
    public static string? Sum(Wording words, int year, IReadOnlyCollection<PlanStory> stories)
    {
        if (stories.Count == 0) return null;
        PlanState[] order = [PlanState.Rose, PlanState.Fell, PlanState.Unproven, PlanState.Done, PlanState.Open];
        var parts = order.Select(s => (State: s, Count: stories.Count(p => p.State == s))).Where(s => s.Count > 0)
            .Select(s => words[$"plan.count.{s.State}", s.Count]);
        return words["plan.year", $"{year}", stories.Count, string.Join(", ", parts)];
    }

    private static string Measured(Wording words, FollowUp plan, PlanEffect effect) =>
        words[effect.MoreThanChance ? "plan.real" : "plan.perhaps", words[$"unsur.{plan.Unsur}"], words.Score(effect.Before),
            words.Score(effect.After), plan.What.TrimEnd('.', ' '), effect.RatedBefore, effect.RatedAfter,
            words.MonthOf(plan.Month.FirstDay), words.MonthOf(effect.Month.FirstDay)];

    private static string Long(Wording words, DateOnly day) => $"{day.Day} {words.Month(day.Month)} {day.Year}";
}
