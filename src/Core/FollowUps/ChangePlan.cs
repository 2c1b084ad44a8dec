using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Persistence;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.FollowUps;

/// <summary>What can be done with a plan that stands.</summary>
internal enum PlanAct
{
    /// <summary>It is done, with what shows it.</summary>
    Finish,

    /// <summary>It gets another date.</summary>
    PutOff,

    /// <summary>It was discussed in the Forum Konsultasi Publik.</summary>
    Discussed,
}

/// <summary>Ends a plan of a month with its evidence, puts it off, or notes that it was discussed with the public.</summary>
internal sealed class ChangePlan(AppDb db, Unit unit, Period period, DateOnly latest)
{
    private static readonly Dictionary<string, PlanAct> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["selesai"] = PlanAct.Finish,
        ["tunda"] = PlanAct.PutOff,
        ["forum"] = PlanAct.Discussed,
    };

    /// <summary>The act that was typed, and what else was.</summary>
    public static (string? Typed, PlanAct? Act) ReadAct(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var act = words.FirstOrDefault(Words.ContainsKey);
        return act is null ? (text, null) : (string.Join(' ', words.Where(w => w != act)), Words[act]);
    }

    /// <summary>Asks what the act needs and does it.</summary>
    public async IAsyncEnumerable<Question> Script(DialogContext context, PlanAct act, DateOnly today)
    {
        var plans = await Open(act);
        if (plans.Count == 0)
        {
            context.Say("plan.nothing-open", unit.Label, period.Name(context.Words));
            yield break;
        }

        var plan = plans[0];
        if (plans.Count > 1)
        {
            var which = Ask.Choice("plan", LocalizedText.Of("plan.which", unit.Label), plans.Select(p => new Option<FollowUp>(p.Unsur,
                LocalizedText.Literal($"{context.Words[$"unsur.{p.Unsur}"]}: {Characters.Short(p.What, 60)}"), p)));
            yield return which;
            plan = which.Answer;
        }

        var script = act switch
        {
            PlanAct.Finish => Finish(context, plan),
            PlanAct.PutOff => PutOff(context, plan, today),
            _ => Discuss(context, plan),
        };
        await foreach (var question in script) yield return question;
    }

    private Task<List<FollowUp>> Open(PlanAct act) => db.FollowUps.Where(f => f.UnitId == unit.Id && f.Month == period.From
        && (act == PlanAct.Discussed ? !f.Discussed : f.DoneAt == null)).OrderBy(f => f.DueOn).ToListAsync();

    private async IAsyncEnumerable<Question> Finish(DialogContext context, FollowUp plan)
    {
        await ValueTask.CompletedTask;
        var evidence = Ask.Text("evidence", LocalizedText.Of("plan.evidence", plan.What), 10, 300).Optional("plan.no-evidence");
        yield return evidence;
        context.Change();
        plan.Done(context.Now, evidence.Answer.Length == 0 ? null : evidence.Answer);
        Audit.Note(db, context.Who, context.Now, "plan-done", unit.Id, $"{plan.Unsur} {period.Code}");
        context.Say("plan.done", unit.Label, period.Name(context.Words));
    }

    private async IAsyncEnumerable<Question> PutOff(DialogContext context, FollowUp plan, DateOnly today)
    {
        await ValueTask.CompletedTask;
        var due = Ask.Date("put-off", LocalizedText.Of("plan.put-off", plan.What, LocalizedText.Date(plan.DueOn)), today, latest, today);
        yield return due;
        context.Change();
        var before = plan.DueOn;
        (plan.DueOn, plan.RemindedOn) = (due.Answer, null);
        Audit.Note(db, context.Who, context.Now, "plan-put-off", unit.Id,
            $"{plan.Unsur} {period.Code}, {before:dd-MM-yyyy} → {due.Answer:dd-MM-yyyy}");
        context.Say("plan.kept", unit.Label, context.Words.Date(due.Answer));
    }

    private async IAsyncEnumerable<Question> Discuss(DialogContext context, FollowUp plan)
    {
        var sure = Ask.Confirm("discussed", LocalizedText.Of("plan.discussed-sure", plan.What), "plan.discussed-yes", "plan.discussed-no");
        yield return sure;
        await ValueTask.CompletedTask;
        if (!sure.Answer)
        {
            context.Say("plan.dropped");
            yield break;
        }

        context.Change();
        plan.Discussed = true;
        Audit.Note(db, context.Who, context.Now, "plan-discussed", unit.Id, $"{plan.Unsur} {period.Code}");
        context.Say("plan.discussed", unit.Label);
    }
}
