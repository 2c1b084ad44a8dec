using System.Data.Common;
using Core.Calendar;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Notices;

/// <summary>
/// Tells officials of complaints, by person and never one message for each: what is due in the morning at their hour, and once more
/// when something comes due later that day; what is overdue once a week until it ends; everything else gathered. Nothing goes out on
/// holidays, on leave or in a silence that was asked for. What waits stands in a table, so it may run at any moment and twice.
/// </summary>
internal sealed class TellOffice(WriteQueue writer, IDbContextFactory<AppDb> databases, SendLater later, UnitCatalog units,
    WorkingCalendar calendar, WriteNews gathers, WriteDigest digests, TimeProvider time)
{
    private const int KeptDays = 2;
    private static readonly Role[] Offices = [Role.Officer, Role.Head, Role.Triage, Role.Inspectorate, Role.InstansiHead,
        Role.UnitAdministrator, Role.InstansiAdministrator];

    /// <summary>Does it; returns how many messages were put into the outbox.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(stop);
        await db.Database.OpenConnectionAsync(stop);
        var news = await db.ComplaintNews.AsNoTracking().Where(n => n.ToldAt == null && n.At <= now).OrderBy(n => n.Id).ToListAsync(stop);
        var waiting = news.ToLookup(n => n.PersonId);
        var sent = 0;
        foreach (var one in await Officials(db, stop))
        {
            stop.ThrowIfCancellationRequested();
            var official = one with { Who = one.Who with { Below = RolesBelow(one.Who) } };
            sent += await Tell(official, waiting[official.Who.Id].ToList(), now);
        }

        await Forget(db, now);
        return sent;
    }

    private async Task<int> Tell(Official official, List<ComplaintNews> waiting, DateTimeOffset now)
    {
        var sent = 0;
        var zone = units.ZoneOf(official.Who.Roles.FirstOrDefault(r => r.UnitId is not null).UnitId is { } unit ? units.Find(unit) : null);
        var (today, local) = (LocalTime.Day(now, zone), TimeOnly.FromDateTime(LocalTime.Of(now, zone)));
        if (official.Settings?.MutedUntil >= today || official.Leaves.Any(l => l.From <= today && l.To >= today)) return 0;
        var gathered = waiting.Where(n => !n.Due).ToList();
        if (gathered.Count > 0 && gathers.IsTimeFor(official, now))
            sent += await Put(official, gathered, now, db => gathers.Write(db, official, gathered, now));
        if (!calendar.IsWorkingDay(today) || local < digests.HourOf(official)) return sent;
        var due = waiting.Where(n => n.Due).ToList();
        var weekly = calendar.FirstWorkingDay(Monday(today)) == today && official.Settings?.WeeklyOn != today;
        if (due.Count > 0 || weekly)
            sent += await Put(official, due, now, db => digests.Write(db, official, due, new DigestDay(now, today, weekly)), today, weekly);
        return sent;
    }

    private IReadOnlyList<HeldRole> RolesBelow(Caller who) => [.. who.Roles
        .Where(r => r.UnitId is { } id && units.Find(id) is not null)
        .SelectMany(r => units.Below(units.Find(r.UnitId!.Value)!).Select(u => new HeldRole(r.Role, u.Id))).Distinct()];

    /// <summary>One transaction for one person: the message, and the mark that it was told.</summary>
    private Task<int> Put(Official official, List<ComplaintNews> told, DateTimeOffset now, Func<AppDb, Task<Outgoing?>> write,
        DateOnly? digest = null, bool weekly = false) => writer.Enqueue(async context =>
    {
        await DeskSettings.Lock(context.Db, official.Who.Id);
        weekly &= !await context.Db.DeskSettings.AnyAsync(s => s.PersonId == official.Who.Id && s.WeeklyOn == digest);
        var ids = told.ConvertAll(n => n.Id);
        var open = await context.Db.ComplaintNews.Where(n => ids.Contains(n.Id) && n.ToldAt == null).ToListAsync();
        if (open.Count == 0 && !weekly) return 0;
        foreach (var one in open) one.ToldAt = now;
        if (digest is { } day) await Note(context.Db, official.Who.Id, day, weekly);
        return await write(context.Db) is { } message && await later.Put(context, message) ? 1 : 0;
    });

    private static async ValueTask Note(AppDb db, long person, DateOnly day, bool weekly)
    {
        var settings = await db.DeskSettings.FirstOrDefaultAsync(s => s.PersonId == person);
        if (settings is null) db.DeskSettings.Add(settings = new DeskSettings { PersonId = person });
        settings.DigestOn = day;
        if (weekly) settings.WeeklyOn = day;
    }

    private static async Task<List<Official>> Officials(AppDb db, CancellationToken stop)
    {
        var roles = (await db.Memberships.AsNoTracking().Where(m => m.Until == null && Offices.Contains(m.Role)).ToListAsync(stop))
            .ToLookup(m => m.PersonId);
        var ids = roles.Select(r => r.Key).ToList();
        var settings = await db.DeskSettings.AsNoTracking().ToDictionaryAsync(s => s.PersonId, stop);
        var leaves = (await db.Sql.All("""select person_id, "from", "to" from leaves""", ReadAway)).ToLookup(l => l.Person);
        var last = await db.ComplaintNews.Where(n => n.ToldAt != null && !n.Due).GroupBy(n => n.PersonId)
            .Select(g => new { g.Key, At = g.Max(n => n.ToldAt) }).ToDictionaryAsync(g => g.Key, g => g.At, stop);
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id) && p.UnreachableSince == null).OrderBy(p => p.Id)
            .ToListAsync(stop);
        return people.ConvertAll(p => new Official(
            new Caller(p.Id, p.Channel, p.Address, p.Language, [.. roles[p.Id].Select(m => new HeldRole(m.Role, m.UnitId)).Distinct()]),
            settings.GetValueOrDefault(p.Id), [.. leaves[p.Id]], last.GetValueOrDefault(p.Id)));
    }

    private static Away ReadAway(DbDataReader row) => new(row.GetInt64(0), DateOnly.ParseExact(row.GetString(1), "yyyy-MM-dd"),
        DateOnly.ParseExact(row.GetString(2), "yyyy-MM-dd"));

    private async Task Forget(AppDb db, DateTimeOffset now)
    {
        var before = now.AddDays(-KeptDays);
        if (await db.ComplaintNews.AnyAsync(n => n.ToldAt < before))
            await writer.Enqueue(async write => await write.Db.ComplaintNews.Where(n => n.ToldAt < before).ExecuteDeleteAsync());
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

/// <summary>Somebody who hears of complaints, with how they want to.</summary>
internal sealed record Official(Caller Who, DeskSettings? Settings, IReadOnlyList<Away> Leaves, DateTimeOffset? LastNews);

/// <summary>Days on which somebody is away, both counted.</summary>
internal readonly record struct Away(long Person, DateOnly From, DateOnly To);

/// <summary>The day of a digest.</summary>
internal readonly record struct DigestDay(DateTimeOffset Now, DateOnly Today, bool Weekly);
