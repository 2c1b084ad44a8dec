using System.Security.Cryptography;
using System.Text;
using Core.Calendar;
using Core.FollowUps;
using Core.Messaging;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.MonthlyPosts;

/// <summary>A month's post as it shall stand in a chat.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Ask">Asks a head what the unit plans to do; null when there is nothing to plan, or a plan is there.</param>
internal sealed record ComposedPost(LocalizedText Text, PlanAsked? Ask)
{
    /// <summary>Tells whether the post says something else than before, in whatever language.</summary>
    public string Print { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Wording.Languages.Select(language => Text.In(Wording.Of(language)))))).AsSpan(0, 8));

    /// <summary>The message to one chat; a head's also asks for the plan.</summary>
    public OutgoingMessage For(string address, ChatKind chat, string thread, long post, OutFile? picture, bool head) => new()
    {
        Address = address,
        Chat = chat,
        Thread = thread.Length > 0 ? thread : null,
        Says = head && Ask is not null ? LocalizedText.Joined("\n\n", Text, Ask.Text) : Text,
        File = picture,
        Topic = Topic.Of(FollowPosts.Post, post),
        Rows = head && Ask is not null ? [[Ask.Button]] : [],
    };
}

/// <summary>The question to a head what will be done about the weakest unsur.</summary>
/// <param name="Text">The question.</param>
/// <param name="Button">Begins the answer.</param>
internal sealed record PlanAsked(LocalizedText Text, Button Button);

/// <summary>Writes the monthly post: score, interval, n, change, the weakest unsur and what the unit plans, complaints, thanks.</summary>
internal sealed class ComposePost(
    ReadStatistics statistics, ReadBranches branches, ReadPlans plans, UnitCatalog units, IOptions<ScoresOptions> options,
        IOptions<InstansiOptions> instansi)
{
    private const int UnitsMax = 40;

    /// <summary>The post of a unit, or of the whole instansi. Its facts are read once; every language tells them.</summary>
    public async Task<ComposedPost> Of(Unit? unit, Month month)
    {
        var period = new Period(PeriodKind.Month, month);
        var all = await statistics.Of(unit, period);
        var name = unit?.Label ?? instansi.Value.Name;
        var together = await Together(unit, month);
        if (all.Now.Score is not { } score)
        {
            var key = all.Now.Withheld == Withheld.NoRespondents ? "post.nobody" : "post.too-few";
            var none = LocalizedText.Of(key, name, period.Name(), all.Now.Respondents, options.Value.MinimumRespondents);
            var branch = LocalizedText.InEach(words => string.Join('\n', Together(words, unit, together)));
            return new ComposedPost(together.Count == 0 ? none : LocalizedText.Joined("\n\n", none, branch), null);
        }

        var stories = unit is null ? [] : await plans.For(unit, month.Add(-11), month, month);
        var others = unit is null ? await statistics.ByUnit(period.From, period.To) : [];
        var text = LocalizedText.InEach(words =>
        {
            var lines = new List<string> { words["post.title", period.Name(words), name], Score(words, all, score) };
            if (unit is not null) lines.Add(Weakest(words, score, [.. Told(words, stories, month, units.ZoneOf(unit))]));
            if (score.Paper > 0) lines.Add(words["post.paper", score.Paper]);
            if (StatisticsText.LeftOut(all.Now, words) is { } leftOut) lines.Add(leftOut);
            lines.AddRange(StatisticsText.Excluded(all, words));
            if (unit is null) lines.AddRange(Units(others, words));
            lines.AddRange(Together(words, unit, together));
            if (StatisticsText.Complaints(all, words) is { } complaints) lines.Add(complaints);
            lines.Add(words["post.thanks", score.Respondents]);
            lines.Add(words["score.indicative"]);
            return string.Join('\n', lines);
        });
        return new ComposedPost(text, unit is null || stories.Any(s => s.Plan.Month == month) ? null : AskPlan(unit, period, score));
    }

    private static string Score(Wording words, ScoreStatistics all, SkmScore score)
    {
        var change = ScoreChange.Between(all.Before.Score, score);
        var earlier = words.Month(all.Period.Before.From.OfYear);
        var told = change is null ? "" : " " + (change.Difference == 0
            ? words["post.same", earlier]
            : words[(change.Difference > 0 ? "post.up" : "post.down") + (change.MoreThanChance ? "" : "-perhaps"), Math
                .Abs(change.Difference).ToString("0.0#", words.Culture), earlier]);
        return words["post.score", words.Score(score.Index), score.Grade, words[$"grade.{score.Grade}"], ScoreWords.Interval(words, score),
            score.Respondents] + told;
    }

    private static string Weakest(Wording words, SkmScore score, IReadOnlyList<string> plans) =>
        string.Join('\n', [ScoreWords.Lowest(words, score), .. plans]);

    /// <summary>
    /// The plans for this month's score, earlier ones that run or wait for their figure, those that this month measures, and, where there
    /// are several, what the year's came to.
    /// </summary>
    private static IEnumerable<string> Told(Wording words, IReadOnlyList<PlanStory> stories, Month month, TimeZoneInfo zone)
    {
        foreach (var story in stories)
            if (story.Plan.Month == month || (story.Effect is { } effect ? effect.Month == month : story.FeltFrom.Add(2) >= month))
                yield return PlanWords.Line(words, story, zone);
        var ofYear = stories.Where(s => s.Plan.Month.Year == month.Year).ToList();
        if (ofYear.Count > 1 && PlanWords.Sum(words, month.Year, ofYear) is { } sum) yield return sum;
    }

    private static PlanAsked AskPlan(Unit unit, Period period, SkmScore score)
    {
        var lowest = score.Lowest.Take(1).Select(u => (LocalizedText)$"unsur.{Unsur.Codes[u]}").DefaultIfEmpty("post.ask-any");
        var question = LocalizedText.Of("post.ask-plan", lowest.First());
        return new PlanAsked(question, Button.Of("plan.write", Commands.Plans.With(unit.Code, period.Code)));
    }

    /// <summary>The unit with those below it, or every such unit of the instansi; made of published figures alone.</summary>
    private async Task<IReadOnlyList<BranchScore>> Together(Unit? unit, Month month)
    {
        if (unit is null) return await branches.All(month, month);
        return await branches.Of(unit, month, month) is { } branch ? [branch] : [];
    }

    private IEnumerable<string> Together(Wording words, Unit? unit, IReadOnlyList<BranchScore> together)
    {
        if (unit is not null) return together.Select(b => BranchWords.Paragraph(words, b, options.Value.MinimumRespondents));
        return ScoreWords.AtMost(words, UnitsMax, [.. together.Select(b => BranchWords.Line(words, b))]);
    }

    private IEnumerable<string> Units(IReadOnlyList<(Unit Unit, PeriodScore Score)> all, Wording words)
    {
        var lines = all.Select(u => u.Score.Score is { } s
            ? $"{u.Unit.Label}: {words["score.in-short", words.Score(s.Index), s.Grade, ScoreWords.Respondents(words, s)]}"
            : $"{u.Unit.Label}: {ScoreWords.Why(words, u.Score, options.Value.MinimumRespondents)}");
        return ScoreWords.AtMost(words, UnitsMax, [.. lines]);
    }
}
