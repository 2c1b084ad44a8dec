using Core.Calendar;
using Core.Conversations;
using Core.Membership;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Reminders;

/// <summary>A civil servant sets hour, rhythm and pause of their reminder; the buttons of a reminder are answered here too.</summary>
public sealed class SetReminder(AppDb db, UnitCatalog units, AnswerReminder answers) : Dialog
{
    private static readonly int[] Pauses = [7, 14, 30];

    /// <inheritdoc/>
    public override string Name => "set-reminder";

    /// <inheritdoc/>
    public override string? Command => "/pengingat";

    /// <inheritdoc/>
    public override int MenuOrder => 110;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        if (turn.Arg("text")?.Split(' ') is [var answer, var number] && long.TryParse(number, out var id))
        {
            await answers.Take(turn, db, answer, id);
            yield break;
        }

        var profile = await db.Profiles.FirstOrDefaultAsync(p => p.PersonId == turn.Who.Id);
        if (profile is null)
        {
            turn.Continue("/profil");
            yield break;
        }

        var zone = units.ZoneOf(turn.Who.Roles.FirstOrDefault(r => r.Role == Role.Asn).UnitId is { } unit ? units.Find(unit) : null);
        var today = LocalTime.Day(turn.Now, zone);
        var paused = profile.PausedUntil >= today;
        var what = Ask.Choice("what", Line.Literal(Card(turn, profile, zone, paused)), [new Option<string>("hour", "reminder.set-hour", "hour"), new("rhythm", "reminder.set-rhythm", "rhythm"), new("pause", paused ? "reminder.end-pause" : "reminder.set-pause", "pause")]).PerRow(2);
        yield return what;
        if (what.Answer == "hour")
        {
            var hour = Ask.Text("hour", Line.Of("reminder.which-hour", LocalTime.Label(zone, turn.Now)), 1, 10).Check(ReminderHours.Problem);
            yield return hour;
            turn.Change();
            profile.Hour = ReminderHours.Parse(hour.Answer)!.Value;
            if (profile.Rhythm == ReminderRhythm.Never) profile.Rhythm = ReminderRhythm.Daily;
        }
        else if (what.Answer == "rhythm")
        {
            var rhythm = Ask.Choice("rhythm", "reminder.which-rhythm", Enum.GetValues<ReminderRhythm>().Select(r => new Option<ReminderRhythm>($"{r}", $"reminder.rhythm.{r}", r)));
            yield return rhythm;
            turn.Change();
            profile.Rhythm = rhythm.Answer;
        }
        else if (paused)
        {
            turn.Change();
            profile.PausedUntil = null;
        }
        else
        {
            var pause = Ask.Choice("pause", "reminder.how-long", Pauses.Select(n => new Option<int>($"{n}", Line.Of("reminder.pause-days", n), n))).PerRow(3);
            yield return pause;
            turn.Change();
            profile.PausedUntil = today.AddDays(pause.Answer - 1);
        }

        turn.Say(Line.Literal(turn.Words["reminder.saved"] + "\n" + Card(turn, profile, zone, profile.PausedUntil >= today)));
    }

    private static string Card(Turn turn, Profile profile, TimeZoneInfo zone, bool paused) => paused
        ? turn.Words["reminder.card-paused", turn.Words.Date(profile.PausedUntil!.Value)]
        : turn.Words[profile.Rhythm == ReminderRhythm.Never ? "reminder.card-off" : "reminder.card", ReminderHours.Text(profile.Hour), LocalTime.Label(zone, turn.Now), turn.Words[$"reminder.rhythm.{profile.Rhythm}"]];
}
