using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership.Profiles;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Reminders;

/// <summary>A civil servant sets hour, rhythm and pause of their reminder; the buttons of a reminder are answered here too.</summary>
internal sealed class SetReminder(AppDb db, UnitCatalog units, AnswerReminder answers) : Dialog
{
    /// <summary>What the buttons send that say how often (<c>irama</c>) and what the person's days are like (<c>kerja</c>).</summary>
    public const string RhythmOrder = "irama";

    /// <summary>See <see cref="RhythmOrder"/>.</summary>
    public const string WorkOrder = "kerja";

    private static readonly int[] Pauses = [7, 14, 30];

    /// <inheritdoc/>
    public override string Name => "set-reminder";

    /// <inheritdoc/>
    public override string? Command => Commands.Reminder;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (context.Asked is [var answer, var number] && long.TryParse(number, out var id))
        {
            await answers.Take(context, db, answer, id);
            yield break;
        }

        var profile = await db.Profiles.FirstOrDefaultAsync(p => p.PersonId == context.Who.Id);
        if (profile is null)
        {
            context.Continue(Commands.Profile);
            yield break;
        }

        var zone = units.ZoneOf(context.Who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId is { } unit ? units.Find(unit) : null);
        var today = LocalTime.Day(context.Now, zone);
        if (context.Asked is [RhythmOrder or WorkOrder, var wish])
        {
            Obey(context, profile, wish, today);
            yield break;
        }

        var paused = profile.PausedUntil >= today;
        var what = Ask.Choice("what", LocalizedText.Literal(Card(context, profile, zone, paused)),
            [new Option<string>("hour", "reminder.set-hour", "hour"), new("rhythm", "reminder.set-rhythm", "rhythm"),
                new("work", "reminder.set-work", "work"),
                new("pause", paused ? "reminder.end-pause" : "reminder.set-pause", "pause")]).PerRow(2);
        yield return what;
        var asked = what.Answer switch
        {
            "hour" => AskHour(context, profile, zone),
            "rhythm" => AskRhythm(profile),
            "work" => AskWork(profile),
            _ when paused => [],
            _ => AskPause(profile, today),
        };
        foreach (var question in asked) yield return question;
        if (what.Answer == "pause" && paused) profile.PausedUntil = null;
        context.Change();
        profile.Heard(today);
        context.Say(LocalizedText.Literal(context.Words["reminder.saved"] + "\n"
            + Card(context, profile, zone, profile.PausedUntil >= today)));
    }

    /// <summary>Takes a press on what stood below a reminder: how often, or what their days are like.</summary>
    private static void Obey(DialogContext context, Profile profile, string wish, DateOnly today)
    {
        context.Change();
        if (Named.Of<WorkKind>(wish) is { } work)
        {
            profile.Work = work;
            context.Say("work.noted", context.Words[$"work.guess.{work}"]);
        }
        else if (Named.Of<ReminderRhythm>(wish) is { } rhythm)
        {
            profile.Rhythm = rhythm;
            context.Say("slow.noted", context.Words[$"reminder.rhythm.{rhythm}"]);
        }
        else context.Say("reminder.unknown");
        profile.Heard(today);
    }

    private static IEnumerable<Question> AskWork(Profile profile)
    {
        var work = Ask.Choice("work", "work.which", Enum.GetValues<WorkKind>().Select(k => new Option<WorkKind>($"{k}", $"work.{k}", k)))
            .PerRow(2);
        yield return work;
        profile.Work = work.Answer;
    }

    private static IEnumerable<Question> AskHour(DialogContext context, Profile profile, TimeZoneInfo zone)
    {
        var hour = Ask.Text("hour", LocalizedText.Of("reminder.which-hour", LocalTime.Label(zone, context.Now)), 1, 10)
            .Check(ReminderHours.Problem);
        yield return hour;
        profile.Hour = ReminderHours.Parse(hour.Answer)!.Value;
        if (profile.Rhythm == ReminderRhythm.Never) profile.Rhythm = ReminderRhythm.Daily;
    }

    private static IEnumerable<Question> AskRhythm(Profile profile)
    {
        var rhythm = Ask.Choice("rhythm", "reminder.which-rhythm", Enum.GetValues<ReminderRhythm>()
            .Select(r => new Option<ReminderRhythm>($"{r}", $"reminder.rhythm.{r}", r)));
        yield return rhythm;
        profile.Rhythm = rhythm.Answer;
    }

    private static IEnumerable<Question> AskPause(Profile profile, DateOnly today)
    {
        var pause = Ask.Choice("pause", "reminder.how-long",
            Pauses.Select(n => new Option<int>($"{n}", LocalizedText.Of("reminder.pause-days", n), n))).PerRow(3);
        yield return pause;
        profile.PausedUntil = today.AddDays(pause.Answer - 1);
    }

    private static string Card(DialogContext context, Profile profile, TimeZoneInfo zone, bool paused) => paused
        ? context.Words["reminder.card-paused", context.Words.Date(profile.PausedUntil!.Value)]
        : context.Words[profile.Rhythm == ReminderRhythm.Never ? "reminder.card-off" : "reminder.card", ReminderHours.Text(profile.Hour),
            LocalTime.Label(zone, context.Now), context.Words[$"reminder.rhythm.{profile.Rhythm}"]];
}
