using System.Data.Common;
using Core.Calendar;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Notices;

/// <summary>
/// Tells officials of complaints, by person and never one message for each: what is due in the morning at their hour, and once more
/// when something comes due later that day; what is overdue once a week until it ends; everything else gathered. Nothing goes out of
/// office hours, on leave or in a silence that was asked for, unless it is urgent; what gathered meanwhile comes in the morning, in one
/// message with what is due. What waits stands in a table, so it may run at any moment and twice.
/// </summary>
internal sealed class TellOffice(WriteQueue writer, IDbContextFactory<AppDb> databases, SendLater later, UnitCatalog units,
    WorkingCalendar calendar, WriteNews gathers, WriteDigest digests, OfficeHours hours, TimeProvider time)
{
    private const int KeptDays = 2;
    private static readonly Role[] Offices = [Role.Officer, Role.Head, Role.Triage, Role.Inspectorate, Role.InstansiHead,
        Role.UnitAdministrator, Role.InstansiAdministrator];

    /// <summary>Does it; returns how many messages were put into the outbox.</summary>
    public Task<int> Run(CancellationToken stop = default) => Run(null, stop);

    /// <summary>
    /// Whatever the hour, puts what a service that ran on has told by now: what came before office hours that have begun since, and what
    /// was found only now, in a restored copy, at <paramref name="began"/> or later. What came after the last office hours waits on.
    /// </summary>
    public Task<int> RunRestored(DateTimeOffset began) => Run(began, default);

    private async Task<int> Run(DateTimeOffset? began, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(stop);
        await db.Database.OpenConnectionAsync(stop);
        var officials = await Officials(db, stop);
        var there = officials.Where(o => IsThere(o, now)).Select(o => o.Who.Id).ToHashSet();
        var waiting = (await Waiting(db, now, began is not null || there.Count > 0, stop)).ToLookup(n => n.News.PersonId);
        var sent = 0;
        foreach (var one in officials)
        {
            stop.ThrowIfCancellationRequested();
            var official = one with { Who = one.Who with { Below = RolesBelow(one.Who) } };
            sent += await Tell(official, [.. waiting[official.Who.Id]], there.Contains(official.Who.Id), began, now);
        }

        await Forget(db, now);
        return sent;
    }

    /// <summary>What waits; at night, when nobody is there, not all that has gathered is read every minute.</summary>
    private static Task<List<Waits>> Waiting(AppDb db, DateTimeOffset now, bool anybody, CancellationToken stop) => (
        from n in db.ComplaintNews.AsNoTracking()
        where n.ToldAt == null && n.At <= now
        join c in db.Complaints on n.ComplaintId equals c.Id
        where anybody || n.Due || c.Urgent
        orderby n.Id
        select new Waits(n, c.Urgent)).ToListAsync(stop);

    /// <summary>Whether the office of one of their roles works now.</summary>
    private bool IsThere(Official official, DateTimeOffset now) => !IsAway(official, LocalTime.Day(now, ZoneOf(official)))
        && official.Who.Roles.Where(r => Offices.Contains(r.Role)).Select(r => r.UnitId).Distinct()
            .Any(unit => hours.AreNow(unit, official.Settings?.DigestAt, now));

    private static bool IsAway(Official official, DateOnly today) =>
        official.Settings?.MutedUntil >= today || official.Leaves.Any(l => l.From <= today && l.To >= today);

    private TimeZoneInfo ZoneOf(Official official) =>
        units.ZoneOf(official.Who.Roles.FirstOrDefault(r => r.UnitId is not null).UnitId is { } unit ? units.Find(unit) : null);

    private async Task<int> Tell(Official official, List<Waits> waiting, bool there, DateTimeOffset? began, DateTimeOffset now)
    {
        var zone = ZoneOf(official);
        var (today, local) = (LocalTime.Day(now, zone), TimeOnly.FromDateTime(LocalTime.Of(now, zone)));
        var all = there && gathers.IsTimeFor(official, now);
        var morning = !IsAway(official, today) && calendar.IsWorkingDay(today) && local >= digests.HourOf(official);
        bool IsTold(ComplaintNews news) => began is { } at && (news.At >= at || WouldBeTold(official, news, zone) <= now);
        var gathered = waiting.Where(w => !w.News.Due && (all || w.Urgent || IsTold(w.News))).Select(w => w.News).ToList();
        var due = waiting.Where(w => w.News.Due && (morning || IsTold(w.News))).Select(w => w.News).ToList();
        var weekly = morning && calendar.FirstWorkingDay(Monday(today)) == today && official.Settings?.WeeklyOn != today;
        if (gathered.Count == 0 && due.Count == 0 && !weekly) return 0;
        return await Put(official, gathered, due, new DigestDay(now, today, weekly));
    }

    /// <summary>When a service that ran on tells it.</summary>
    private DateTimeOffset WouldBeTold(Official official, ComplaintNews news, TimeZoneInfo zone)
    {
        if (!news.Due) return official.Who.Roles.Where(r => Offices.Contains(r.Role)).Select(r => r.UnitId).Distinct()
            .Min(unit => hours.Next(unit, official.Settings?.DigestAt, news.At, day => IsAway(official, day)));
        var day = calendar.FirstWorkingDay(LocalTime.Day(news.At, zone));
        for (var looked = 0; IsAway(official, day) && looked < OfficeHours.DaysMax; looked++)
            day = calendar.FirstWorkingDay(day.AddDays(1));
        var morning = LocalTime.At(day, digests.HourOf(official), zone);
        return morning > news.At ? morning : news.At;
    }

    private IReadOnlyList<HeldRole> RolesBelow(Caller who) => [.. who.Roles
        .Where(r => r.UnitId is { } id && units.Find(id) is not null)
        .SelectMany(r => units.Below(units.Find(r.UnitId!.Value)!).Select(u => new HeldRole(r.Role, u.Id))).Distinct()];

    /// <summary>One transaction for one person: the message, and the mark that it was told.</summary>
    private Task<int> Put(Official official, List<ComplaintNews> gathered, List<ComplaintNews> due, DigestDay day) =>
        writer.Enqueue(async context =>
        {
            var (db, id) = (context.Db, official.Who.Id);
            await DeskSettings.Lock(db, id);
            var weekly = day.Weekly && !await db.DeskSettings.AnyAsync(s => s.PersonId == id && s.WeeklyOn == day.Today);
            var open = await MarkTold(db, [.. gathered, .. due], day.Now);
            var (news, changed) = (open.Where(n => !n.Due).ToList(), open.Where(n => n.Due).ToList());
            var told = news.Count > 0 ? await gathers.Write(db, official, news) : null;
            if (changed.Count == 0 && !weekly) return await Send(context, official, told, null);
            var digest = await digests.Write(db, official, changed, day with { Weekly = weekly });
            await Note(db, id, day.Today, weekly, digest is not null);
            return await Send(context, official, told, digest);
        });

    private static async Task<List<ComplaintNews>> MarkTold(AppDb db, IEnumerable<ComplaintNews> told, DateTimeOffset now)
    {
        var ids = told.Select(n => n.Id).ToList();
        var open = await db.ComplaintNews.Where(n => ids.Contains(n.Id) && n.ToldAt == null).OrderBy(n => n.Id).ToListAsync();
        foreach (var one in open) one.ToldAt = now;
        return open;
    }

    private async Task<int> Send(WriteContext context, Official official, OfficeMessage? news, OfficeMessage? digest)
    {
        if ((news ?? digest) is not { } first) return 0;
        var message = new OutgoingMessage
        {
            Address = official.Who.Address,
            Says = news is null || digest is null ? first.Says : LocalizedText.Joined("\n\n", news.Says, digest.Says),
            Rows = [.. WriteNews.Ways(official, [.. news?.About ?? [], .. digest?.About ?? []])],
        };
        var outgoing = new Outgoing(official.Who.Channel, message) { Bulk = true, Occasion = first.Occasion };
        return await later.Put(context, outgoing) ? 1 : 0;
    }

    private static async ValueTask Note(AppDb db, long person, DateOnly day, bool weekly, bool told)
    {
        var settings = await db.DeskSettings.FirstOrDefaultAsync(s => s.PersonId == person);
        if (settings is null) db.DeskSettings.Add(settings = new DeskSettings { PersonId = person });
        if (told) settings.DigestOn = day;
        if (weekly) settings.WeeklyOn = day;
    }

    private static async Task<List<Official>> Officials(AppDb db, CancellationToken stop)
    {
        var roles = (await db.Memberships.AsNoTracking().Where(m => m.Until == null && Offices.Contains(m.Role)).ToListAsync(stop))
            .ToLookup(m => m.PersonId);
        var ids = roles.Select(r => r.Key).ToList();
        var settings = await db.DeskSettings.AsNoTracking().ToDictionaryAsync(s => s.PersonId, stop);
        var leaves = (await db.Sql.All("""select person_id, "from", "to" from leaves""", Away.Read)).ToLookup(l => l.Person);
        var last = await db.ComplaintNews.Where(n => n.ToldAt != null && !n.Due).GroupBy(n => n.PersonId)
            .Select(g => new { g.Key, At = g.Max(n => n.ToldAt) }).ToDictionaryAsync(g => g.Key, g => g.At, stop);
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id) && p.UnreachableSince == null).OrderBy(p => p.Id)
            .ToListAsync(stop);
        return people.ConvertAll(p => new Official(
            new Caller(p.Id, p.Channel, p.Address, p.Language, [.. roles[p.Id].Select(m => new HeldRole(m.Role, m.UnitId)).Distinct()]),
            settings.GetValueOrDefault(p.Id), [.. leaves[p.Id]], last.GetValueOrDefault(p.Id)));
    }

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
internal readonly record struct Away(long Person, DateOnly From, DateOnly To)
{
    public static Away Read(DbDataReader row) => new(row.GetInt64(0), DateOnly.ParseExact(row.GetString(1), "yyyy-MM-dd"),
        DateOnly.ParseExact(row.GetString(2), "yyyy-MM-dd"));
}

/// <summary>What waits to be told, and whether it does so whatever the hour.</summary>
internal sealed record Waits(ComplaintNews News, bool Urgent);

/// <summary>The day of a digest.</summary>
internal readonly record struct DigestDay(DateTimeOffset Now, DateOnly Today, bool Weekly);
