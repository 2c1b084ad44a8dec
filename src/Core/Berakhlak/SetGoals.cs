using Core.Calendar;
using Core.CoreValues;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Berakhlak;

/// <summary>A civil servant chooses what to practise this month: behaviours, or own sentences under a value.</summary>
internal sealed class SetGoals(AppDb db, UnitCatalog units, WeakPoints weakPoints, IOptions<BerakhlakOptions> options) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "set-goals";

    /// <inheritdoc/>
    public override string? Command => Commands.Goals;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var unit = context.Who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId;
        var month = Month.Of(LocalTime.Day(context.Now, units.ZoneOf(unit is { } id ? units.Find(id) : null)));
        if (context.Asked is ["lanjut", var to] && int.TryParse(to, out var number)
            && new Month(number) is var next && next >= month && next <= month.Add(1))
        {
            await Carry(context, next.Add(-1), next);
            yield break;
        }

        context.Doing("goal.unfinished");
        var goals = await Of(context.Who.Id, month);
        var earlier = goals.Count == 0 ? await Of(context.Who.Id, month.Add(-1)) : [];
        var what = Ask.Choice("what", LocalizedText.Literal(Overview(context, month, goals)), Options(context, month, goals, earlier));
        yield return what;
        switch (what.Answer)
        {
            case "carry":
                await Carry(context, month.Add(-1), month);
                yield break;
            case "done":
                context.Say("goal.enough");
                yield break;
            case "edit":
                foreach (var question in Edit(context, goals)) yield return question;
                yield break;
        }

        if (goals.Count >= options.Value.GoalsMax)
        {
            context.Say("goal.full", goals.Count).Row(More(context));
            yield break;
        }

        foreach (var question in Add(context, month, await Suggestion(context, unit, month), what.Answer == "behaviour"))
            yield return question;
    }

    private IEnumerable<Question> Edit(DialogContext context, List<Goal> goals)
    {
        var which = Ask.Search("which", "goal.which",
            goals.Select(g => new Option<Goal>($"{g.Id}", LocalizedText.Literal(Text(context, g)), g)));
        yield return which;
        var then = Ask.Choice("then",
            LocalizedText.Of("goal.then", Text(context, which.Answer), context.Words[$"goal.rhythm.{which.Answer.Rhythm}"]),
                Changes(which.Answer)).PerRow(2);
        yield return then;
        if (then.Answer == "rhythm")
        {
            var often = Rhythms("new-rhythm");
            yield return often;
            which.Answer.Rhythm = often.Answer;
        }
        else if (then.Answer == "rewrite")
        {
            var again = Ask.Text("new-text", LocalizedText.Of("goal.own-text", context.Words[$"value.{which.Answer.Value}"]), 3,
                Goal.TextMax);
            yield return again;
            var text = again.Answer.TrimEnd('.');
            if (text != which.Answer.Text) context.Change().Goals.Add(which.Answer.Rewrite(text, context.Now));
        }

        context.Change();
        if (then.Answer == "drop") which.Answer.Drop();
        else if (then.Answer is "pause" or "resume") which.Answer.Pause(then.Answer == "pause");
        context.Say(then.Answer == "drop" ? "goal.dropped" : "goal.changed").Row(More(context));
    }

    private IEnumerable<Question> Add(DialogContext context, Month month, string suggestion, bool listed)
    {
        var value = Ask.Choice("value", LocalizedText.Of("goal.which-value", suggestion),
            CoreValue.All.Select(v => new Option<CoreValue>(v.Code, LocalizedText.Literal(v.Name(context.Words)), v)));
        yield return value;
        var name = value.Answer.Name(context.Words);
        Behaviour? behaviour = null;
        string? text = null;
        if (listed)
        {
            var one = Ask.Choice("behaviour", LocalizedText.Of("goal.which-behaviour", name, value.Answer.Definition(context.Words)),
                value.Answer.Behaviours.Select(b => new Option<Behaviour>(b.Code,
                    LocalizedText.Literal(b.Text(context.Words, options.Value.Wording)), b)));
            yield return one;
            behaviour = one.Answer;
        }
        else
        {
            var own = Ask.Text("text", LocalizedText.Of("goal.own-text", name), 3, Goal.TextMax);
            yield return own;
            text = own.Answer.TrimEnd('.');
        }

        var rhythm = Rhythms("rhythm");
        yield return rhythm;
        var made = new Goal
        {
            PersonId = context.Who.Id,
            Month = month,
            Value = value.Answer.Code,
            Behaviour = behaviour?.Code,
            Text = text,
            Rhythm = rhythm.Answer,
            MadeAt = context.Now
        };
        context.Change().Goals.Add(made);
        context.Say("goal.added", Text(context, made), context.Words[$"goal.rhythm.{made.Rhythm}"]).Row(More(context));
    }

    private async ValueTask Carry(DialogContext context, Month from, Month to)
    {
        var ever = await db.Goals.Where(g => g.PersonId == context.Who.Id && g.Month == to).ToListAsync();
        var there = ever.Count(g => g.State != GoalState.Dropped);
        // Who ended all of them takes them up again; beside others, what ended there stays so.
        var known = there == 0 ? [] : ever;
        var goals = (await Of(context.Who.Id, from))
            .Where(g => !known.Any(t => t.Value == g.Value && t.Behaviour == g.Behaviour && t.Text == g.Text))
            .Take(options.Value.GoalsMax - there).ToList();
        foreach (var goal in goals) context.Change().Goals.Add(goal.For(to, context.Now));
        if (goals.Count == 0) context.Say("goal.nothing-to-carry");
        else context.Say("goal.carried", goals.Count, context.Words.MonthOf(to.FirstDay));
    }

    private Task<List<Goal>> Of(long person, Month month) =>
        db.Goals.Where(g => g.PersonId == person && g.Month == month && g.State != GoalState.Dropped).OrderBy(g => g.Id).ToListAsync();

    private static IEnumerable<Option<string>> Options(DialogContext context, Month month, List<Goal> goals, List<Goal> earlier)
    {
        if (earlier.Count > 0) yield return new("carry",
            LocalizedText.Of("goal.carry", context.Words.MonthOf(month.Add(-1).FirstDay)), "carry");
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
        Ask.Choice(key, "goal.how-often", Enum.GetValues<GoalRhythm>().Select(r => new Option<GoalRhythm>($"{r}", $"goal.rhythm.{r}", r)))
            .PerRow(2);

    private async ValueTask<string> Suggestion(DialogContext context, int? unit, Month month)
    {
        var last = month.Add(-1);
        if (unit is not { } id || !(await weakPoints.OfMonth(db, last)).TryGetValue(id, out var weak)) return "";
        var behaviour = UnsurValues.For(weak.Code);
        var why = context.Words["reminder.why-unsur", context.Words.Month(last.FirstDay.Month),
            context.Words[$"unsur.{weak.Code}"], context.Words.Score(weak.Mean), weak.Respondents];
        return context.Words["goal.suggestion",
            context.Words["goal.value-option", context.Words[$"value.{behaviour.Value}"],
                behaviour.Text(context.Words, options.Value.Wording)], why];
    }

    private string Overview(DialogContext context, Month month, List<Goal> goals)
    {
        var lines = goals.Select(g =>
            $"· {context.Words[$"value.{g.Value}"]}: {Text(context, g)} ({context.Words[$"goal.rhythm.{g.Rhythm}"]})"
            + (g.State == GoalState.Paused ? context.Words["goal.paused-mark"] : ""));
        return context.Words["goal.overview", context.Words.MonthOf(month.FirstDay), goals.Count == 0
            ? context.Words["goal.none-yet"] : string.Join('\n', lines)];
    }

    private string Text(DialogContext context, Goal goal) =>
        goal.Text ?? Behaviour.Find(goal.Behaviour)!.Text(context.Words, options.Value.Wording);

    private static Button More(DialogContext context) => new(context.Words["menu.target"], Commands.Goals);
}
