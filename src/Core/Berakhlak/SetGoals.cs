using Core.Calendar;
using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Scores;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Berakhlak;

/// <summary>A civil servant chooses what to practise this month: behaviours, or own sentences under a value.</summary>
public sealed class SetGoals(AppDb db, UnitCatalog units, WeakPoints weakPoints, IOptions<BerakhlakOptions> options) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "set-goals";

    /// <inheritdoc/>
    public override string? Command => "/target";

    /// <inheritdoc/>
    public override int MenuOrder => 100;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var unit = turn.Who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId;
        var month = MonthNumber.Of(LocalTime.Day(turn.Now, units.ZoneOf(unit is { } id ? units.Find(id) : null)));
        if (turn.Arg("text")?.Split(' ') is ["lanjut", var to] && int.TryParse(to, out var next) && next >= month && next <= MonthNumber.Add(month, 1))
        {
            await Carry(turn, MonthNumber.Add(next, -1), next);
            yield break;
        }

        turn.Doing("goal.unfinished");
        var goals = await Of(turn.Who.Id, month);
        var earlier = goals.Count == 0 ? await Of(turn.Who.Id, MonthNumber.Add(month, -1)) : [];
        var what = Ask.Choice("what", Line.Literal(Overview(turn, month, goals)), Options(turn, month, goals, earlier));
        yield return what;
        switch (what.Answer)
        {
            case "carry":
                await Carry(turn, MonthNumber.Add(month, -1), month);
                yield break;
            case "done":
                turn.Say("goal.enough");
                yield break;
            case "edit":
                var which = Ask.Search("which", "goal.which", goals.Select(g => new Option<Goal>($"{g.Id}", Line.Literal(Text(turn, g)), g)));
                yield return which;
                var then = Ask.Choice("then", Line.Of("goal.then", Text(turn, which.Answer), turn.Words[$"goal.rhythm.{which.Answer.Rhythm}"]), Changes(which.Answer)).PerRow(2);
                yield return then;
                if (then.Answer == "rhythm")
                {
                    var often = Rhythms("new-rhythm");
                    yield return often;
                    which.Answer.Rhythm = often.Answer;
                }
                else if (then.Answer == "rewrite")
                {
                    var again = Ask.Text("new-text", Line.Of("goal.own-text", turn.Words[$"value.{which.Answer.Value}"]), 3, Goal.TextMax);
                    yield return again;
                    which.Answer.Text = again.Answer.TrimEnd('.');
                }

                turn.Change();
                if (then.Answer == "drop") which.Answer.Drop();
                else if (then.Answer is "pause" or "resume") which.Answer.Pause(then.Answer == "pause");
                turn.Say(then.Answer == "drop" ? "goal.dropped" : "goal.changed").Row(More(turn));
                yield break;
        }

        if (goals.Count >= options.Value.GoalsMax)
        {
            turn.Say("goal.full", goals.Count).Row(More(turn));
            yield break;
        }

        var value = Ask.Choice("value", Line.Of("goal.which-value", await Suggestion(turn, unit, month)), CoreValue.All.Select(v => new Option<CoreValue>(v.Code, Line.Literal(v.Name(turn.Words)), v)));
        yield return value;
        var name = value.Answer.Name(turn.Words);
        Behaviour? behaviour = null;
        string? text = null;
        if (what.Answer == "behaviour")
        {
            var one = Ask.Choice("behaviour", Line.Of("goal.which-behaviour", name, value.Answer.Definition(turn.Words)), value.Answer.Behaviours.Select(b => new Option<Behaviour>(b.Code, Line.Literal(b.Text(turn.Words, options.Value.Wording)), b)));
            yield return one;
            behaviour = one.Answer;
        }
        else
        {
            var own = Ask.Text("text", Line.Of("goal.own-text", name), 3, Goal.TextMax);
            yield return own;
            text = own.Answer.TrimEnd('.');
        }

        var rhythm = Rhythms("rhythm");
        yield return rhythm;
        var made = new Goal { PersonId = turn.Who.Id, Month = month, Value = value.Answer.Code, Behaviour = behaviour?.Code, Text = text, Rhythm = rhythm.Answer, MadeAt = turn.Now };
        turn.Change().Goals.Add(made);
        turn.Say("goal.added", Text(turn, made), turn.Words[$"goal.rhythm.{made.Rhythm}"]).Row(More(turn));
    }

    private async ValueTask Carry(Turn turn, int from, int to)
    {
        var there = await Of(turn.Who.Id, to);
        var goals = (await Of(turn.Who.Id, from)).Where(g => !there.Any(t => t.Value == g.Value && t.Behaviour == g.Behaviour && t.Text == g.Text)).ToList();
        foreach (var goal in goals) turn.Change().Goals.Add(goal.For(to, turn.Now));
        if (goals.Count == 0) turn.Say("goal.nothing-to-carry");
        else turn.Say("goal.carried", goals.Count, turn.Words.MonthOf(MonthNumber.FirstDay(to)));
    }

    private Task<List<Goal>> Of(long person, int month) =>
        db.Goals.Where(g => g.PersonId == person && g.Month == month && g.State != GoalState.Dropped).OrderBy(g => g.Id).ToListAsync();

    private static IEnumerable<Option<string>> Options(Turn turn, int month, List<Goal> goals, List<Goal> earlier)
    {
        if (earlier.Count > 0) yield return new("carry", Line.Of("goal.carry", turn.Words.MonthOf(MonthNumber.FirstDay(MonthNumber.Add(month, -1)))), "carry");
        yield return new("behaviour", "goal.new-behaviour", "behaviour");
        yield return new("own", "goal.new-own", "own");
        if (goals.Count > 0) yield return new("edit", "goal.edit", "edit");
        yield return new("done", "goal.done", "done");
    }

    private static IEnumerable<Option<string>> Changes(Goal goal)
    {
        yield return goal.State == GoalState.Paused ? new("resume", "goal.resume", "resume") : new("pause", "goal.pause", "pause");
        yield return new("rhythm", "goal.change-rhythm", "rhythm");
        if (goal.Text is not null) yield return new("rewrite", "goal.rewrite", "rewrite");
        yield return new("drop", "goal.drop", "drop");
    }

    private static ChoiceQuestion<GoalRhythm> Rhythms(string key) =>
        Ask.Choice(key, "goal.how-often", Enum.GetValues<GoalRhythm>().Select(r => new Option<GoalRhythm>($"{r}", $"goal.rhythm.{r}", r))).PerRow(2);

    private async ValueTask<string> Suggestion(Turn turn, int? unit, int month)
    {
        var last = MonthNumber.Add(month, -1);
        if (unit is not { } id || !(await weakPoints.OfMonth(db, last)).TryGetValue(id, out var weak)) return "";
        var behaviour = UnsurValues.For(weak.Code);
        var why = turn.Words["reminder.why-unsur", turn.Words.Month(MonthNumber.FirstDay(last).Month), turn.Words[$"unsur.{weak.Code}"], turn.Words.Score(weak.Mean), weak.Respondents];
        return turn.Words["goal.suggestion", turn.Words["goal.value-option", turn.Words[$"value.{behaviour.Value}"], behaviour.Text(turn.Words, options.Value.Wording)], why];
    }

    private string Overview(Turn turn, int month, List<Goal> goals)
    {
        var lines = goals.Select(g => $"· {turn.Words[$"value.{g.Value}"]}: {Text(turn, g)} ({turn.Words[$"goal.rhythm.{g.Rhythm}"]}){(g.State == GoalState.Paused ? turn.Words["goal.paused-mark"] : "")}");
        return turn.Words["goal.overview", turn.Words.MonthOf(MonthNumber.FirstDay(month)), goals.Count == 0 ? turn.Words["goal.none-yet"] : string.Join('\n', lines)];
    }

    private string Text(Turn turn, Goal goal) => goal.Text ?? Behaviour.Find(goal.Behaviour)!.Text(turn.Words, options.Value.Wording);

    private static Button More(Turn turn) => new(turn.Words["menu.target"], "/target");
}
