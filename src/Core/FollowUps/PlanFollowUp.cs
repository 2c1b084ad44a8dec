using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.FollowUps;

/// <summary>
/// A head writes down what will be done about the weakest unsur, by when and by whom (rencana tindak lanjut), changes it, puts it off, says
/// that it is done or that it was discussed with the public.
/// </summary>
internal sealed class PlanFollowUp(AppDb db, ReadScores scores, UnitCatalog units) : Dialog
{
    private const int LongestPlanDays = 365;

    /// <inheritdoc/>
    public override string Name => "plan-follow-up";

    /// <inheritdoc/>
    public override string? Command => Commands.Plans;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var (typed, act) = ChangePlan.ReadAct(context.Arg("text"));
        var asked = UnitAsked.Of(context, units, scores.ThisMonth(), typed, tell: false, acting: true);
        if (UnitAsked.Of(context, units, scores.ThisMonth(), typed, tell: false).Meant is { } below
            && !CommandRights.ActsFor(context.Who, below.Id))
        {
            context.Say("plan.from-above", below.Label);
            yield break;
        }

        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var period = new Period(PeriodKind.Month, query.Period?.To ?? scores.ThisMonth(unit).Add(-1));
        var today = LocalTime.Day(context.Now, units.ZoneOf(unit));
        var script = act is { } change ? new ChangePlan(db, unit, period, today.AddDays(LongestPlanDays)).Script(context, change, today)
            : Write(context, unit, period, today);
        await foreach (var question in script) yield return question;
    }

    private async IAsyncEnumerable<Question> Write(DialogContext context, Unit unit, Period period, DateOnly today)
    {
        if ((await scores.Of(unit, period.From, period.To)).Score is not { } score)
        {
            context.Say("plan.no-score", unit.Label, period.Name(context.Words));
            yield break;
        }

        var order = ScoreWords.FromWeakest(score).Take(3)
            .Select(u => new Option<string>(Unsur.Codes[u],
            LocalizedText.Literal($"{context.Words[$"unsur.{Unsur.Codes[u]}"]} {context.Words.Score(score.Means[u])}"), Unsur.Codes[u]));
        var unsur = Ask.Choice("unsur", LocalizedText.Of("plan.which-unsur", unit.Label, period.Name(context.Words)), order);
        yield return unsur;

        var what = Ask.Text("what", LocalizedText.Of("plan.what", context.Words[$"unsur.{unsur.Answer}"]), 10, 300);
        yield return what;

        var who = Ask.Text("who", "plan.who", 3, 100);
        yield return who;

        var due = Ask.Date("due", "plan.due", today, today.AddDays(LongestPlanDays), today);
        yield return due;

        var sure = Ask.Confirm("sure",
            LocalizedText.Of("plan.summary", context.Words[$"unsur.{unsur.Answer}"], what.Answer, who.Answer,
                context.Words.Date(due.Answer), unit.Code), "plan.publish", "plan.drop");
        yield return sure;

        if (sure.Answer) await Keep(context, unit, period, unsur.Answer, (what.Answer, who.Answer, due.Answer));
        else context.Say("plan.dropped");
    }

    private async ValueTask Keep(DialogContext context, Unit unit, Period period, string unsur,
        (string What, string Who, DateOnly Due) plan)
    {
        context.Change();
        var known = await db.FollowUps.FirstOrDefaultAsync(f => f.UnitId == unit.Id && f.Month == period.From && f.Unsur == unsur);
        if (known is null) db.FollowUps.Add(new FollowUp
        {
            UnitId = unit.Id,
            Month = period.From,
            Unsur = unsur,
            What = plan.What,
            Who = plan.Who,
            DueOn = plan.Due,
            AuthorId = context.Who.Id,
            At = context.Now,
        });
        else
        {
            known.Rewrite(plan.What, plan.Who, plan.Due, context.Who.Id, context.Now);
            Audit.Note(db, context.Who, context.Now, "plan-rewritten", unit.Id, $"{unsur} {period.Code}");
        }

        context.Say("plan.kept", unit.Label, context.Words.Date(plan.Due))
            .Row(new Button(context.Words["plan.done-button"], Commands.Plans.With(unit.Code, period.Code, "selesai")),
                new Button(context.Words["plan.put-off-button"], Commands.Plans.With(unit.Code, period.Code, "tunda")))
            .Row(new Button(context.Words["plan.discussed-button"], Commands.Plans.With(unit.Code, period.Code, "forum")));
    }
}
