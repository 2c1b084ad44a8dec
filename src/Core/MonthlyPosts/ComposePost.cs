using System.Security.Cryptography;
using System.Text;
using Core.FollowUps;
using Core.Messaging;
using Core.Persistence;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.MonthlyPosts;

/// <summary>A month's post as it shall stand in a chat.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Ask">Asks a head what the unit plans to do; null when there is nothing to plan, or a plan is there.</param>
public sealed record ComposedPost(string Text, PlanAsked? Ask)
{
    /// <summary>Tells whether the post says something else than before.</summary>
    public string Print { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)).AsSpan(0, 8));

    /// <summary>The message to one chat; a head's also asks for the plan.</summary>
    public OutgoingMessage For(string address, string thread, long post, OutFile? picture, bool head) => new()
    {
        Address = address,
        Thread = thread.Length > 0 ? thread : null,
        Text = head && Ask is not null ? $"{Text}\n\n{Ask.Text}" : Text,
        File = picture,
        Topic = Topic.Of(FollowPosts.Post, post),
        Rows = head && Ask is not null ? [[Ask.Button]] : [],
    };
}

/// <summary>The question to a head what will be done about the weakest unsur.</summary>
/// <param name="Text">The question.</param>
/// <param name="Button">Begins the answer.</param>
public sealed record PlanAsked(string Text, Button Button);

/// <summary>Writes the monthly post: score, interval, n, change, the weakest unsur and what the unit plans, complaints, thanks.</summary>
public sealed class ComposePost(
    IDbContextFactory<AppDb> databases, ReadStatistics statistics, ReadPlans plans, IOptions<ScoresOptions> options, IOptions<InstansiOptions> instansi)
{
    private const int UnitsMax = 40;

    /// <summary>The post of a unit, or of the whole instansi.</summary>
    public async Task<ComposedPost> Of(Unit? unit, int month, Wording words)
    {
        var period = new Period(PeriodKind.Month, month);
        var all = await statistics.Of(unit, period);
        var name = unit?.Label ?? instansi.Value.Name;
        var (month1, minimum) = (period.Name(words), options.Value.MinimumRespondents);
        if (all.Now.Score is not { } score)
        {
            var key = all.Now.Withheld == Withheld.NoRespondents ? "post.nobody" : "post.too-few";
            return new ComposedPost(words[key, name, month1, all.Now.Respondents, minimum], null);
        }

        var lines = new List<string> { words["post.title", month1, name], Score(words, all, score) };
        var (weakest, plan) = unit is null ? (null, null) : await Weakest(unit, period, score, words);
        if (weakest is not null) lines.Add(weakest);
        if (StatisticsText.LeftOut(all.Now, words) is { } leftOut) lines.Add(leftOut);
        if (unit is null) lines.AddRange(await Units(period, words));
        if (ScoreWords.OtherWeight(words, score) is { } weight) lines.Add(weight);
        if (StatisticsText.Complaints(all, words) is { } complaints) lines.Add(complaints);
        lines.Add(words["post.thanks", score.Respondents]);
        lines.Add(words["score.indicative"]);
        return new ComposedPost(string.Join('\n', lines), plan);
    }

    private static string Score(Wording words, ScoreStatistics all, SkmScore score)
    {
        var change = ScoreChange.Between(all.Before.Score, score);
        var earlier = words.Month(all.Period.Before.From % 100);
        var told = change is null ? "" : " " + (change.Difference == 0
            ? words["post.same", earlier]
            : words[(change.Difference > 0 ? "post.up" : "post.down") + (change.MoreThanChance ? "" : "-perhaps"), Math.Abs(change.Difference).ToString("0.0#", words.Culture), earlier]);
        return words["post.score", words.Score(score.Index), score.Grade, words[$"grade.{score.Grade}"], ScoreWords.Interval(words, score), score.Respondents] + told;
    }

    private async Task<(string Line, PlanAsked? Ask)> Weakest(Unit unit, Period period, SkmScore score, Wording words)
    {
        var line = ScoreWords.Lowest(words, score);
        await using var db = await databases.CreateDbContextAsync();
        var made = await db.FollowUps.AsNoTracking().Where(f => f.UnitId == unit.Id && f.Month == period.From).OrderBy(f => f.DueOn).ToListAsync();
        foreach (var plan in made) line += "\n" + words["post.plan", plan.What, plan.Who, words.ShortDate(plan.DueOn)];
        foreach (var earlier in await plans.Measured(unit, period)) line += "\n" + ReadPlans.Told(earlier, words);
        var ask = made.Count > 0 ? null : new PlanAsked(Question(words, score), new Button(words["plan.write"], $"/rencana {unit.Code} {period.Code}"));
        return (line, ask);
    }

    private static string Question(Wording words, SkmScore score) =>
        words["post.ask-plan", string.Join(" · ", score.Lowest.Take(1).Select(u => words[$"unsur.{Unsur.Codes[u]}"]).DefaultIfEmpty(words["post.ask-any"]))];

    private async Task<IEnumerable<string>> Units(Period period, Wording words)
    {
        var all = await statistics.ByUnit(period.From, period.To);
        var lines = all.Select(u => u.Score.Score is { } s
            ? $"{u.Unit.Label}: {words["score.in-short", words.Score(s.Index), s.Grade, s.Respondents]}"
            : $"{u.Unit.Label}: {ScoreWords.Why(words, u.Score, options.Value.MinimumRespondents)}");
        return ScoreWords.AtMost(words, UnitsMax, [.. lines]);
    }
}
