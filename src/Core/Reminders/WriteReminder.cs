using Core.Berakhlak;
using Core.Calendar;
using Core.CoreValues;
using Core.Messaging;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>Writes the text of a reminder: the behaviour, something to try, why it comes today, and the person's own goals.</summary>
public sealed class WriteReminder(IOptions<BerakhlakOptions> options)
{
    private const int GoalsShown = 3;

    /// <summary>The whole text.</summary>
    public string Text(Wording words, int hour, Choice choice, DateOnly day, BehaviourWeights leanings, IReadOnlyList<Goal> goals)
    {
        var value = CoreValue.Find(choice.Behaviour.Value)!;
        var lines = new List<string>
        {
            words["reminder.today", words[Greeting(hour)], value.Name(words)],
            words["reminder.behaviour", choice.Behaviour.Text(words, options.Value.Wording)],
            words["reminder.try", choice.Behaviour.Tip(words, day.DayNumber)],
            words["reminder.why", Why(words, choice, leanings, goals)],
        };
        if (goals.Count > 0) lines.Add(words["reminder.goals", string.Join("; ", goals.Take(GoalsShown).Select(g => GoalText(words, g)))]);
        return string.Join('\n', lines);
    }

    /// <summary>What a goal says.</summary>
    public string GoalText(Wording words, Goal goal) => goal.Text ?? Behaviour.Find(goal.Behaviour)!.Text(words, options.Value.Wording);

    /// <summary>Its buttons; what came again offers no "later".</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Buttons(Wording words, long id, bool again)
    {
        var done = new Button(words["reminder.done"], $"/pengingat sudah {id}");
        var skip = new Button(words["reminder.skip"], $"/pengingat lewati {id}");
        return again ? [[done, skip]] : [[done, new Button(words["reminder.later"], $"/pengingat nanti {id}"), skip]];
    }

    private static string Why(Wording words, Choice choice, BehaviourWeights leanings, IReadOnlyList<Goal> goals) => choice.Cause switch
    {
        Cause.Unsur => words["reminder.why-unsur", words.Month(MonthNumber.FirstDay(leanings.Unsur!.Month).Month), words[$"unsur.{leanings.Unsur.Code}"],
            words.Score(leanings.Unsur.Mean), leanings.Unsur.Respondents],
        Cause.Index => WhyIndex(words, choice, leanings),
        Cause.Goal => words[leanings.Goals.Contains(choice.Behaviour.Code) ? "reminder.why-goal" : "reminder.why-own-goal", words[$"value.{choice.Behaviour.Value}"]],
        Cause.Long => words["reminder.why-long", choice.Since],
        _ => words["reminder.why-turn"],
    };

    private static string WhyIndex(Wording words, Choice choice, BehaviourWeights leanings)
    {
        var index = leanings.Index!;
        var figure = index.Values[choice.Behaviour.Value];
        var lowest = index.Values.Values.Min() == figure;
        return words[lowest ? "reminder.why-index-lowest" : "reminder.why-index", index.Year, words[$"value.{choice.Behaviour.Value}"],
            figure.ToString("0.0#", words.Culture), index.Values.Count];
    }

    private static string Greeting(int hour) => hour switch { < 11 => "reminder.morning", < 15 => "reminder.noon", _ => "reminder.afternoon" };
}
