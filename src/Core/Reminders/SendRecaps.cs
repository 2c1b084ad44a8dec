using Core.Berakhlak;
using Core.Calendar;
using Core.Membership.Profiles;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>Sends everybody their own recap on the last working day of a week and of a month, once.</summary>
internal sealed class SendRecaps(
    WriteQueue writer, IDbContextFactory<AppDb> databases, SendLater later, UnitCatalog units, ReminderDay days, TimeProvider time,
    IOptions<RemindersOptions> options)
{
    private const string Mark = "insert into recaps (person_id, day) values (@p0, @p1) on conflict (person_id, day) do nothing";

    /// <summary>Does it; returns how many were put into the outbox.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var sent = 0;
        foreach (var zone in units.All.Select(u => units.ZoneOf(u)).Append(units.ZoneOf(null)).DistinctBy(z => z.Id))
            sent += await RunZone(zone, now, stop);
        return sent;
    }

    private async Task<int> RunZone(TimeZoneInfo zone, DateTimeOffset now, CancellationToken stop)
    {
        var today = LocalTime.Day(now, zone);
        var due = LocalTime.At(today, options.Value.RecapAt, zone);
        var until = LocalTime.At(today, options.Value.QuietFrom, zone);
        if (now < due || now >= until || !(days.EndsWeek(today) || days.EndsMonth(today))) return 0;
        var ids = units.All.Where(u => units.ZoneOf(u).Id == zone.Id).Select(u => u.Id).ToList();
        var outside = units.ZoneOf(null).Id == zone.Id;
        var (sent, cursor) = (0, 0L);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            await using var db = await databases.CreateDbContextAsync();
            var people = await Next(db, ids, outside, today, cursor);
            if (people.Count == 0) return sent;
            cursor = people[^1].Id;
            var numbers = people.Select(p => p.Id).ToList();
            var from = today.AddDays(-100);
            var seen = (await db.Reminders.AsNoTracking().Where(r => numbers.Contains(r.PersonId) && r.Day >= from)
                .ToListAsync()).ToLookup(r => r.PersonId);
            sent += await writer.Enqueue(write => Put(write, people, seen, today, until));
        }
    }

    private async ValueTask<int> Put(WriteContext write, List<Addressee> people, ILookup<long, Reminder> seen, DateOnly today,
        DateTimeOffset until)
    {
        var sent = 0;
        foreach (var person in people.Where(p => !p.InDialog))
        {
            if (await write.Db.Sql.Run(Mark, person.Id, today.ToString("yyyy-MM-dd")) == 0) continue;
            var mine = seen[person.Id].Select(r => new RecapDay(r.Day, r.State, r.Behaviour)).ToList();
            var first = new DateOnly(today.Year, today.Month, 1);
            var from = days.EndsMonth(today) ? (first < ReminderDay.Monday(today) ? first : ReminderDay.Monday(today))
                : ReminderDay.Monday(today);
            if (!RecapText.HasAnswers(mine, from)) continue;
            if (await later.Put(write, Message(person, mine, today, until))) sent++;
        }

        return sent;
    }

    private Outgoing Message(Addressee person, List<RecapDay> mine, DateOnly today, DateTimeOffset until)
    {
        var parts = new List<LocalizedText>();
        if (days.EndsWeek(today)) parts.Add(RecapText.Week(mine, today));
        if (days.EndsMonth(today)) parts.Add(RecapText.OfMonth(mine, today));
        if (RecapText.Streak(mine, today) is { } streak) parts.Add(streak);
        if (days.EndsMonth(today) && person.HasGoals) parts.Add(RecapText.GoalsGoOn(today));
        parts.Add("recap.private");
        var rows = days.EndsMonth(today) ? RecapText.MonthButtons() : [];
        var message = new OutgoingMessage { Address = person.Address, Says = LocalizedText.Joined("\n", parts), Rows = rows };
        return new Outgoing(person.Channel, message)
        {
            Bulk = true,
            WaitsForTalk = true,
            Occasion = $"recap:{person.Id}:{today:yyyyMMdd}",
            ValidUntil = until
        };
    }

    /// <summary>Only people who were reminded this month and are there: who has nothing to look back at is left in peace.</summary>
    private async Task<List<Addressee>> Next(AppDb db, List<int> ids, bool outside, DateOnly today, long after)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var month = Month.Of(today);
        var since = ReminderDay.Monday(today) < first ? ReminderDay.Monday(today) : first;
        var found = await (from f in db.Profiles
                           join p in db.People on f.PersonId equals p.Id
                           join m in db.Memberships on f.PersonId equals m.PersonId
                           where m.Role == Role.Asn && m.Until == null
                           && ((m.UnitId == null && outside) || (m.UnitId != null && ids.Contains(m.UnitId.Value)))
                               && f.PersonId > after && f.Rhythm != ReminderRhythm.Never && (f.PausedUntil == null || f.PausedUntil < today)
                               && p.UnreachableSince == null
                               && !db.Leaves.Any(l => l.PersonId == f.PersonId && l.From <= today && l.To >= today)
                               && db.Reminders.Any(r => r.PersonId == f.PersonId && r.Day >= since && r.Behaviour != null)
                               && !db.Recaps.Any(r => r.PersonId == f.PersonId && r.Day == today)
                           orderby f.PersonId
                           select new Addressee(
                               f.PersonId, p.Channel, p.Address, db.Conversations.Any(c => c.PersonId == p.Id && c.OpenDialog != null),
                               db.Goals.Any(g => g.PersonId == f.PersonId && g.Month == month && g.State == GoalState.Active
                                   && g.Rhythm != GoalRhythm.Once)))
            .Take(options.Value.ChunkSize).ToListAsync();
        return [.. found.DistinctBy(f => f.Id)];
    }

    private sealed record Addressee(long Id, string Channel, string Address, bool InDialog, bool HasGoals);
}
