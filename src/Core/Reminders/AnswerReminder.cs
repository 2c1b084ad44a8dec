using Core.Calendar;
using Core.Dialogs;
using Core.Membership.Profiles;
using Core.Messaging;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>Takes the press on a reminder: done, later, or passed over. Only its owner can press it.</summary>
internal sealed class AnswerReminder(UnitCatalog units, TimeProvider time, IOptions<RemindersOptions> options)
{
    private const int PraiseShapes = 6;
    private static readonly TimeSpan Soonest = TimeSpan.FromHours(1);

    internal async ValueTask Take(DialogContext context, AppDb db, string answer, long id)
    {
        var reminder = await db.Reminders.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == context.Who.Id);
        if (reminder is null || reminder.Behaviour is null)
        {
            context.Say("reminder.unknown");
            return;
        }

        context.Change();
        var zone = units.ZoneOf(reminder.UnitId is { } unit ? units.Find(unit) : null);
        var again = answer == "nanti" && !reminder.CameAgain ? AgainAt(reminder.Day, zone) : null;
        var state = answer switch { "sudah" => ReminderState.Done, "nanti" => ReminderState.Later, _ => ReminderState.Skipped };
        if (!reminder.Answer(state, again))
        {
            context.Say("reminder.answered-already");
            return;
        }

        var slowed = await Hear(context, db, LocalTime.Day(time.GetUtcNow(), zone));
        await db.SaveChangesAsync();
        if (state == ReminderState.Done) await Praise(context, db, reminder.Day);
        else if (state == ReminderState.Skipped) context.Say("reminder.skipped");
        else if (again is { } at) context.Say("reminder.later-at", $"{LocalTime.Of(at, zone):HH.mm}");
        else context.Say("reminder.later-tomorrow");
        if (slowed) context.Say("slow.back").Row(new Button(context.Words["slow.to.Daily"],
            Commands.Reminder.With(SetReminder.RhythmOrder, ReminderRhythm.Daily)));
    }

    /// <summary>Whoever answers is not silent any more; true when their reminders had given way, so that they can be had back.</summary>
    private static async ValueTask<bool> Hear(DialogContext context, AppDb db, DateOnly today)
    {
        var profile = await db.Profiles.FirstOrDefaultAsync(p => p.PersonId == context.Who.Id);
        if (profile is null or { Slowed: Slowed.Not }) return false;
        var slowed = profile.Slowed is Slowed.Weekly or Slowed.Resting;
        profile.Heard(today);
        return slowed;
    }

    /// <summary>Midday, or an hour from now; null when the day is too old for it.</summary>
    private DateTimeOffset? AgainAt(DateOnly day, TimeZoneInfo zone)
    {
        var now = time.GetUtcNow();
        var midday = LocalTime.At(day, options.Value.LaterAt, zone);
        var at = midday > now + Soonest ? midday : now + Soonest;
        return at < LocalTime.At(day, options.Value.QuietFrom, zone) - Soonest && LocalTime.Day(now, zone) == day ? at : null;
    }

    private static async ValueTask Praise(DialogContext context, AppDb db, DateOnly day)
    {
        var monday = ReminderDay.Monday(day);
        var week = await db.Reminders.CountAsync(r => r.PersonId == context.Who.Id && r.Day >= monday && r.Day <= day
            && r.State == ReminderState.Done);
        context.Say($"reminder.praise.{(day.DayNumber % PraiseShapes) + 1}", week);
    }
}
