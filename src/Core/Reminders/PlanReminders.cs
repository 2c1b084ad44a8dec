using System.Diagnostics;
using Core.Berakhlak;
using Core.Calendar;
using Core.Membership.Profiles;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Reminders.Composing;
using Core.Schedules;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>
/// Looks who is due a reminder now and puts it into the outbox, one row for each person and day. Nothing is planned ahead, so
/// every change (hour, zone, unit, leave, holiday) counts from the next occasion, and after a long stop nothing old is left.
/// </summary>
internal sealed partial class PlanReminders(
    WriteQueue writer, IDbContextFactory<AppDb> databases, SendLater later, UnitCatalog units, ReminderDay days, WorkingCalendar calendar,
    ReadFacts reader, WriteReminder wording, TimeProvider time, IOptions<RemindersOptions> options, ILogger<PlanReminders> log)
{
    private const string Settle = """
        insert into reminders (person_id, day, unit_id, behaviour, state, came_again, tip, reason)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
        on conflict (person_id, day) do nothing returning id
        """;

    /// <summary>Does it; returns how many were put into the outbox. Safe at any moment and in several processes.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        await CountMissed(now);
        var sent = 0;
        foreach (var zone in units.All.Select(u => units.ZoneOf(u)).Append(units.ZoneOf(null)).DistinctBy(z => z.Id))
            if (calendar.IsWorkingDay(LocalTime.Day(now, zone))) sent += await RunZone(zone, now, stop);
        sent += await SendAgain(now, stop);
        if (sent > 0) LogPlanned(sent, (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return sent;
    }

    private async Task<int> RunZone(TimeZoneInfo zone, DateTimeOffset now, CancellationToken stop)
    {
        var today = LocalTime.Day(now, zone);
        var (sent, dropped, cursor) = (0, 0, 0L);
        KnownFacts? known = null;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            await using var db = await databases.CreateDbContextAsync();
            var chunk = await ReadDue.Next(db, ZoneUnits(zone), zone, now, cursor, options.Value.ChunkSize);
            if (chunk.Count == 0) break;
            cursor = chunk[^1].Person;
            known ??= await reader.Of(db, today);
            var steps = chunk.Select(p => (Person: p, Step: days.Decide(p.Day, now)))
                .Where(s => s.Step is not (ReminderStep.Nothing or ReminderStep.Wait)).ToList();
            await ReadDue.Fill(db, [.. steps.Where(s => s.Step == ReminderStep.Send).Select(s => s.Person)], today);
            dropped += steps.Count(s => s.Step == ReminderStep.Drop && s.Person.Day.JoinedAt < days.DueAt(s.Person.Day, today));
            sent += await writer.Enqueue(write => Put(write, steps, today, now, known));
        }

        if (dropped > 0) LogDropped(dropped, today);
        return sent;
    }

    private async ValueTask<int> Put(WriteContext write, List<(DuePerson Person, ReminderStep Step)> steps, DateOnly today,
        DateTimeOffset now, KnownFacts known)
    {
        var sent = 0;
        foreach (var (person, step) in steps)
        {
            var work = person.Work ?? GuessWork.For(person.Unit is { } unit ? units.Find(unit) : null, person.Leads);
            var composed = step == ReminderStep.Send
                ? Composed.For(person.Person, today, work, known.Of(person.Unit, person.Goals), person.Past) : null;
            var state = step switch
            {
                ReminderStep.Send =>
                ReminderState.Sent,
                ReminderStep.Leave => ReminderState.Leave,
                _ => ReminderState.Dropped
            };
            var id = await write.Db.Sql.Value(Settle, person.Person, today.ToString("yyyy-MM-dd"), person.Unit,
                composed?.Choice.Behaviour.Code, state.ToString(), false, composed?.Tip, composed?.Reason?.Code);
            if (id is not long number || composed is null) continue;
            var (texts, rows) = (new List<LocalizedText> { wording.Text(composed, GoalsFor(person, today)) },
                new List<IReadOnlyList<Button>>(WriteReminder.Buttons(number, again: false)));
            await AddNotes(write, person, work, today, texts, rows);
            var message = Message(person.Channel, person.Address, LocalizedText.Joined("\n\n", texts), rows, $"reminder:{number}",
                days.LatestAt(person.Day, today), number);
            if (await later.Put(write, message)) sent++;
        }

        return sent;
    }

    /// <summary>What stands below a reminder now and then: one question about their work, once; and what gives way to silence.</summary>
    private static async ValueTask AddNotes(WriteContext write, DuePerson person, WorkKind work, DateOnly today, List<LocalizedText> texts,
        List<IReadOnlyList<Button>> rows)
    {
        if (SlowDown.Next(person.Slowed, person.SlowedOn, person.Day.Rhythm, person.Past, today) is { } slower)
        {
            var (text, row) = WriteReminder.GiveWay(slower);
            texts.Add(text);
            rows.AddRange(row.Select(b => (IReadOnlyList<Button>)[b]));
            var rhythm = slower switch
            {
                Slowed.Weekly => ReminderRhythm.Weekly,
                Slowed.Resting => ReminderRhythm.Never,
                _ => person.Day.Rhythm,
            };
            await write.Db.Sql.Run("update profiles set slowed = @p1, slowed_on = @p2, rhythm = @p3 where person_id = @p0", person.Person,
                slower.ToString(), today.ToString("yyyy-MM-dd"), rhythm.ToString());
        }
        else if (!person.WorkAsked)
        {
            texts.Add(WriteReminder.AskWork(work));
            rows.AddRange(WriteReminder.WorkButtons());
            await write.Db.Sql.Run("update profiles set work_asked = @p1 where person_id = @p0", person.Person, true);
        }
    }

    private List<Goal> GoalsFor(DuePerson person, DateOnly today)
    {
        var firstOfWeek = person.LastDay is null || person.LastDay < ReminderDay.Monday(today);
        var firstOfMonth = person.LastDay is null || Month.Of(person.LastDay.Value) != Month.Of(today);
        return [.. person.Goals.Where(g => g.Rhythm switch
        {
            GoalRhythm.Daily => true,
            GoalRhythm.Weekly => firstOfWeek,
            GoalRhythm.Monthly => firstOfMonth,
            _ => person.LastDay is null || LocalTime.Day(g.MadeAt, person.Day.Zone) >= person.LastDay,
        })];
    }

    /// <summary>
    /// What people put off comes once more, unless they are in a dialog; on another day it is too late, and to whom no reminder would come
    /// by now this one does not either.
    /// </summary>
    private async Task<int> SendAgain(DateTimeOffset now, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync();
        var due = await (from r in db.Reminders
                         join p in db.People on r.PersonId equals p.Id
                         where r.AgainAt != null && r.AgainAt <= now
                         orderby r.Id
                         select new
                         {
                             r.Id,
                             r.PersonId,
                             r.Day,
                             r.Behaviour,
                             r.UnitId,
                             r.Tip,
                             p.Channel,
                             p.Address,
                             InDialog = db.Conversations.Any(c => c.PersonId == p.Id && c.OpenDialog != null),
                             Wanted = p.UnreachableSince == null
                                 && db.Memberships.Any(m => m.PersonId == p.Id && m.Role == Role.Asn && m.Until == null)
                                 && db.Profiles.Any(f => f.PersonId == p.Id && f.Rhythm != ReminderRhythm.Never
                                     && (f.PausedUntil == null || f.PausedUntil < r.Day))
                                 && !db.Leaves.Any(l => l.PersonId == p.Id && l.From <= r.Day && l.To >= r.Day),
                         })
            .Take(options.Value.ChunkSize * 10).ToListAsync();
        var sent = 0;
        foreach (var chunk in due.Chunk(options.Value.ChunkSize))
        {
            stop.ThrowIfCancellationRequested();
            sent += await writer.Enqueue(async write =>
            {
                var count = 0;
                foreach (var again in chunk)
                {
                    var zone = units.ZoneOf(again.UnitId is { } id ? units.Find(id) : null);
                    var until = LocalTime.At(again.Day, options.Value.QuietFrom, zone);
                    var comes = again.Wanted && LocalTime.Day(now, zone) == again.Day && now < until;
                    if (comes && again.InDialog) continue;
                    var still = await write.Db.Sql.Run(
                        "update reminders set again_at = null, came_again = @p1 where id = @p0 and again_at is not null", again.Id, comes);
                    if (!comes || still == 0) continue;
                    var text = WriteReminder.Again(again.Behaviour!, again.Tip);
                    var rows = WriteReminder.Buttons(again.Id, again: true);
                    if (await later.Put(write, Message(again.Channel, again.Address, text, rows, $"again:{again.Id}", until))) count++;
                }

                return count;
            });
        }

        return sent;
    }

    /// <summary>How many reminders a stop has cost is worth a line in the log; none of them is sent late.</summary>
    private async Task CountMissed(DateTimeOffset now)
    {
        var last = await writer.Enqueue(write => JobCheckpoint.Look(write, "reminders", now));
        var zone = units.ZoneOf(null);
        var (from, today) = (LocalTime.Day(last, zone), LocalTime.Day(now, zone));
        if (from >= today) return;
        await using var db = await databases.CreateDbContextAsync();
        var clock = TimeOnly.FromDateTime(LocalTime.Of(last, zone));
        var missed = calendar.IsWorkingDay(from) ? await db.Profiles.CountAsync(p => p.Hour > clock && p.Rhythm == ReminderRhythm.Daily)
            : 0;
        for (var day = from.AddDays(1); day < today; day = day.AddDays(1))
            if (calendar.IsWorkingDay(day)) missed += await db.Profiles.CountAsync(p => p.Rhythm == ReminderRhythm.Daily);
        if (missed > 0) LogMissed(missed, from, today);
    }

    private static Outgoing Message(string channel, string address, LocalizedText text, IReadOnlyList<IReadOnlyList<Button>> rows,
        string occasion, DateTimeOffset until, long? reminder = null)
    {
        var topic = reminder is { } number ? Topic.Of(DropReminder.Reminder, number) : null;
        var message = new OutgoingMessage { Address = address, Says = text, Rows = rows, Topic = topic };
        return new Outgoing(channel, message) { Bulk = true, WaitsForTalk = true, Occasion = occasion, ValidUntil = until };
    }

    /// <summary>The units whose clocks show this zone; with null for people outside the units where it is the instansi's own.</summary>
    private List<int?> ZoneUnits(TimeZoneInfo zone)
    {
        var found = units.All.Where(u => units.ZoneOf(u).Id == zone.Id).Select(u => (int?)u.Id).ToList();
        if (units.ZoneOf(null).Id == zone.Id) found.Add(null);
        return found;
    }

    [LoggerMessage(LogLevel.Information, "Planned {Count} reminders in {Milliseconds} ms.")]
    private partial void LogPlanned(int count, int milliseconds);

    [LoggerMessage(LogLevel.Warning, "Dropped {Count} reminders of {Day}: too late when their turn came.")]
    private partial void LogDropped(int count, DateOnly day);

    [LoggerMessage(LogLevel.Warning,
        "About {Count} reminders were not sent while the service was away ({From} to {To}); they are not made up for.")]
    private partial void LogMissed(int count, DateOnly from, DateOnly to);
}
