using Core.Berakhlak;
using Core.CoreValues;
using Core.Messaging;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>Writes the text of a reminder: the behaviour, something to try, why it comes today, and the person's own goals.</summary>
internal sealed class WriteReminder(IOptions<BerakhlakOptions> options)
{
    private const int GoalsShown = 3;

    /// <summary>The whole text.</summary>
    public LocalizedText Text(int hour, Choice choice, DateOnly day, BehaviourWeights leanings, IReadOnlyList<Goal> goals)
    {
        var value = CoreValue.Find(choice.Behaviour.Value)!;
        var lines = new List<LocalizedText>
        {
            LocalizedText.Of("reminder.today", (LocalizedText)Greeting(hour), value.Name()),
            LocalizedText.Of("reminder.behaviour", choice.Behaviour.Text(options.Value.Wording)),
            LocalizedText.Of("reminder.try", choice.Behaviour.Tip(day.DayNumber)),
            LocalizedText.Of("reminder.why", Why(choice, leanings)),
        };
        var some = LocalizedText.Joined("; ", goals.Take(GoalsShown).Select(GoalText));
        if (goals.Count > 0) lines.Add(LocalizedText.Of("reminder.goals", some));
        return LocalizedText.Joined("\n", lines);
    }

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

    private static LocalizedText Why(Choice choice, BehaviourWeights leanings) => choice.Cause switch
    {
        Cause.Unsur => LocalizedText.Of("reminder.why-unsur", LocalizedText.Month(leanings.Unsur!.Month.FirstDay.Month),
            (LocalizedText)$"unsur.{leanings.Unsur.Code}", LocalizedText.Number(leanings.Unsur.Mean, "0.00"), leanings.Unsur.Respondents),
        Cause.Index => WhyIndex(choice, leanings.Index!),
        Cause.Goal => LocalizedText.Of(leanings.Goals.Contains(choice.Behaviour.Code) ? "reminder.why-goal" : "reminder.why-own-goal",
            (LocalizedText)$"value.{choice.Behaviour.Value}"),
        Cause.Long => LocalizedText.Of("reminder.why-long", choice.Since),
        _ => "reminder.why-turn",
    };

    private static LocalizedText WhyIndex(Choice choice, ValueIndex index)
    {
        var figure = index.Values[choice.Behaviour.Value];
        var lowest = index.Values.Values.Min() == figure;
        var key = lowest ? "reminder.why-index-lowest" : "reminder.why-index";
        return LocalizedText.Of(key, index.Year, (LocalizedText)$"value.{choice.Behaviour.Value}",
            LocalizedText.Number(figure, "0.0#"), index.Values.Count);
    }

    private static string Greeting(int hour) =>
        hour switch { < 11 => "reminder.morning", < 15 => "reminder.noon", _ => "reminder.afternoon" };
}
