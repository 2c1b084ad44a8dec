using Core.Berakhlak;
using Core.CoreValues;
using Core.Membership.Profiles;
using Core.Messaging;
using Core.People;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Core.Reminders.Composing;

/// <summary>Everything that a reminder says, before it is put into words.</summary>
/// <param name="Choice">The behaviour of the day.</param>
/// <param name="Tip">The code of its deed.</param>
/// <param name="Reason">A sentence beside it; null where there is none.</param>
/// <param name="QuotesLaw">Whether the behaviour is quoted.</param>
internal sealed record Composed(Choice Choice, string Tip, Reason? Reason, bool QuotesLaw)
{
    private const int QuoteEvery = 4;

    /// <summary>
    /// Composes the reminder of a person's day from what is so and from what they had before. It reads no clock and no table, so a whole
    /// year can be tried.
    /// </summary>
    public static Composed For(long person, DateOnly day, WorkKind work, ReminderFacts facts, IReadOnlyList<PastReminder> past)
    {
        var before = past.Take(ChooseBehaviour.Bound).Select(p => p.Behaviour).ToList();
        var choice = ChooseBehaviour.For(person, day, before, facts.Weights);
        var reason = ChooseReason.For(person, day, choice, facts, past);
        var quotes = reason is null && Lot.Of(person, day, "law") % QuoteEvery == 0;
        return new Composed(choice, ChooseTip.For(person, day, choice.Behaviour, work, past), reason, quotes);
    }
}

/// <summary>Writes the text of a reminder: the deed first, then its value, a reason where there is one, and own goals.</summary>
internal sealed class WriteReminder(IOptions<BerakhlakOptions> options)
{
    private const int GoalsShown = 3;

    /// <summary>The whole text.</summary>
    public LocalizedText Text(Composed composed, IReadOnlyList<Goal> goals)
    {
        var value = CoreValue.Find(composed.Choice.Behaviour.Value)!.Name();
        var lines = new List<LocalizedText>
        {
            ChooseTip.Text(composed.Tip),
            composed.Reason is { } reason ? LocalizedText.Of("reminder.value-why", value, reason.Text)
                : composed.QuotesLaw ? LocalizedText.Of("reminder.value-law", value, composed.Choice.Behaviour.Text(options.Value.Wording))
                : LocalizedText.Of("reminder.value", value),
        };
        var some = LocalizedText.Joined("; ", goals.Take(GoalsShown).Select(GoalText));
        if (goals.Count > 0) lines.Add(LocalizedText.Of("reminder.goals", some));
        return LocalizedText.Joined("\n", lines);
    }

    /// <summary>The deed once more, as the person asked.</summary>
    public static LocalizedText Again(string behaviour, string? tip) => LocalizedText.Of("reminder.once-more",
        ChooseTip.Text(tip ?? ChooseTip.All(Behaviour.Find(behaviour)!).First()), (LocalizedText)$"value.{behaviour[..2]}");

    /// <summary>What a goal says.</summary>
    public LocalizedText GoalText(Goal goal) =>
        goal.Text is { } own ? LocalizedText.Literal(own) : Behaviour.Find(goal.Behaviour)!.Text(options.Value.Wording);

    /// <summary>Its buttons; what came again offers no "later".</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Buttons(long id, bool again)
    {
        var done = Button.Of("reminder.done", Commands.Reminder.With("sudah", id));
        var skip = Button.Of("reminder.skip", Commands.Reminder.With("lewati", id));
        return again ? [[done, skip]] : [[done, Button.Of("reminder.later", Commands.Reminder.With("nanti", id)), skip]];
    }

    /// <summary>What is added for somebody who was not asked about their work yet: the guess, and how to say otherwise.</summary>
    public static LocalizedText AskWork(WorkKind guess) => LocalizedText.Of("work.ask", (LocalizedText)$"work.guess.{guess}");

    /// <summary>The buttons of that question.</summary>
    public static IEnumerable<IReadOnlyList<Button>> WorkButtons() => Enum.GetValues<WorkKind>()
        .Select(k => Button.Of($"work.{k}", Commands.Reminder.With(SetReminder.WorkOrder, k))).Chunk(2);

    /// <summary>What is added when reminders give way to silence, with its buttons.</summary>
    public static (LocalizedText Text, IReadOnlyList<Button> Row) GiveWay(Slowed step)
    {
        ReminderRhythm[] offered = step switch
        {
            Slowed.Offered => [ReminderRhythm.ThriceWeekly, ReminderRhythm.Weekly, ReminderRhythm.Daily],
            Slowed.Weekly => [ReminderRhythm.Weekly, ReminderRhythm.Daily],
            _ => [ReminderRhythm.Weekly, ReminderRhythm.Daily],
        };
        return ($"slow.{step}", [.. offered.Select(r => Button.Of($"slow.to.{r}", Commands.Reminder.With(SetReminder.RhythmOrder, r)))]);
    }
}
