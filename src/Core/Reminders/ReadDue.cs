using Core.Berakhlak;
using Core.Calendar;
using Core.Membership.Profiles;
using Core.People;
using Core.Persistence;
using Core.Reminders.Composing;
using Microsoft.EntityFrameworkCore;

namespace Core.Reminders;

/// <summary>A person whose hour has come, with what the choice of the day needs.</summary>
internal sealed class DuePerson
{
    public required long Person { get; init; }

    public required string Channel { get; init; }

    public required string Address { get; init; }

    public required int? Unit { get; init; }

    public required PersonDay Day { get; init; }

    public required WorkKind? Work { get; init; }

    public required bool WorkAsked { get; init; }

    public required bool Leads { get; init; }

    public required Slowed Slowed { get; init; }

    public required DateOnly? SlowedOn { get; init; }

    /// <summary>What they had before, the latest first.</summary>
    public IReadOnlyList<PastReminder> Past { get; set; } = [];

    public DateOnly? LastDay => Past.Count > 0 ? Past[0].Day : null;

    public IReadOnlyList<Goal> Goals { get; set; } = [];
}

/// <summary>Reads who is due, in chunks by the number of the person.</summary>
internal static class ReadDue
{
    /// <summary>The next people whose hour has come today and whose day is not settled.</summary>
    public static async Task<List<DuePerson>> Next(AppDb db, List<int?> zoneUnits, TimeZoneInfo zone, DateTimeOffset now, long after,
        int most)
    {
        var (today, clock) = (LocalTime.Day(now, zone), TimeOnly.FromDateTime(LocalTime.Of(now, zone)));
        var (ids, outside) = (zoneUnits.OfType<int>().ToList(), zoneUnits.Contains(null));
        var rows = await (from f in db.Profiles
                          join p in db.People on f.PersonId equals p.Id
                          join m in db.Memberships on f.PersonId equals m.PersonId
                          where m.Role == Role.Asn && m.Until == null
                          && ((m.UnitId == null && outside) || (m.UnitId != null && ids.Contains(m.UnitId.Value)))
                              && f.PersonId > after && f.Hour <= clock && f.Rhythm != ReminderRhythm.Never
                              && (f.PausedUntil == null || f.PausedUntil < today) && p.UnreachableSince == null
                              && !db.Reminders.Any(r => r.PersonId == f.PersonId && r.Day == today)
                          orderby f.PersonId, m.Id
                          select new
                          {
                              f.PersonId,
                              f.Hour,
                              f.Rhythm,
                              f.PausedUntil,
                              f.JoinedAt,
                              f.Work,
                              f.WorkAsked,
                              f.Slowed,
                              f.SlowedOn,
                              Leads = db.Memberships.Any(l => l.PersonId == f.PersonId && l.Until == null
                                  && (l.Role == Role.Head || l.Role == Role.InstansiHead)),
                              p.Channel,
                              p.Address,
                              m.UnitId,
                              InDialog = db.Conversations.Any(c => c.PersonId == p.Id && c.OpenDialog != null),
                          })
            .AsNoTracking().Take(most).ToListAsync();
        var people = rows.Select(r => r.PersonId).ToList();
        var leaves = (await db.Leaves.AsNoTracking().Where(l => people.Contains(l.PersonId) && l.From <= today && l.To >= today)
            .ToListAsync()).ToLookup(l => l.PersonId);
        return [.. rows.DistinctBy(r => r.PersonId).Select(r => new DuePerson
        {
            Person = r.PersonId,
            Channel = r.Channel,
            Address = r.Address,
            Unit = r.UnitId,
            Work = r.Work,
            WorkAsked = r.WorkAsked,
            Leads = r.Leads,
            Slowed = r.Slowed,
            SlowedOn = r.SlowedOn,
            Day = new PersonDay(r.Hour, r.Rhythm, zone)
            {
                PausedUntil = r.PausedUntil,
                JoinedAt = r.JoinedAt,
                InDialog = r.InDialog,
                Leaves = [.. leaves[r.PersonId].Select(l => new DateRange(l.From, l.To))],
            },
        })];
    }

    /// <summary>Adds what was seen before, and the goals of the month. What was not delivered was not seen.</summary>
    public static async Task Fill(AppDb db, List<DuePerson> people, DateOnly today)
    {
        foreach (var group in people.GroupBy(p => p.Day.Rhythm))
        {
            var ids = group.Select(p => p.Person).ToList();
            var from = today.AddDays(-DaysBack(group.Key));
            var seen = (await db.Reminders.AsNoTracking()
                .Where(r => ids.Contains(r.PersonId) && r.Day >= from && r.Behaviour != null && r.State != ReminderState.Dropped)
                .OrderByDescending(r => r.Day).Select(r => new { r.PersonId, r.Day, r.Behaviour, r.State, r.Tip, r.Reason }).ToListAsync())
                .ToLookup(r => r.PersonId, r => new PastReminder(r.Day, r.Behaviour!, r.State, r.Tip, r.Reason));
            foreach (var person in group) person.Past = [.. seen[person.Person]];
        }

        var everyone = people.Select(p => p.Person).ToList();
        var month = Month.Of(today);
        var goals = (await db.Goals.AsNoTracking()
            .Where(g => everyone.Contains(g.PersonId) && g.Month == month && g.State == GoalState.Active)
            .OrderBy(g => g.Id).ToListAsync()).ToLookup(g => g.PersonId);
        foreach (var person in people) person.Goals = [.. goals[person.Person]];
    }

    /// <summary>Calendar days that hold as many reminders as the bound looks back at.</summary>
    private static int DaysBack(ReminderRhythm rhythm) =>
        rhythm switch { ReminderRhythm.Daily => 110, ReminderRhythm.ThriceWeekly => 200, _ => 470 };
}
