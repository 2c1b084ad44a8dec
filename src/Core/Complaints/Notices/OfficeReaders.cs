using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Notices;

/// <summary>
/// Who is told about complaints: people in a role who are there. Whoever is on leave or asked for silence is passed over for their
/// deputy, and where nobody of a role is there for the next one above, so that no date goes only to somebody who is away.
/// </summary>
internal sealed class OfficeReaders(AppDb db, DateTimeOffset now)
{
    private const string OnLeave = """select person_id from leaves where "from" <= @p0 and "to" >= @p0""";
    private readonly Dictionary<(Role Role, int? Unit), List<Reader>> _inRole = [];
    private readonly Dictionary<int, HashSet<long>> _workers = [];
    private readonly Dictionary<DateOnly, HashSet<long>> _away = [];
    private readonly Dictionary<long, bool> _mayHear = [];
    private readonly Dictionary<long, List<Away>> _leaves = [];

    /// <summary>The first of these roles that anybody is there for; administrators who are told for want of others hear so.</summary>
    public Task<List<Reader>> FirstOf(Complaint complaint, DateOnly today, params (Role Role, int? Unit)[] roles) =>
        FirstBut(null, complaint, today, roles);

    /// <summary>The same without somebody, who is nobody's deputy in it either.</summary>
    public async Task<List<Reader>> FirstBut(long? but, Complaint complaint, DateOnly today, params (Role Role, int? Unit)[] roles)
    {
        List<Reader>? away = null;
        foreach (var (role, unit) in roles)
        {
            var all = (await InRole(complaint, role, unit)).FindAll(r => r.Id != but);
            if (all.Count == 0) continue;
            var there = (await There(complaint, all, today)).FindAll(r => r.Id != but);
            if (there.Count > 0)
                return there.ConvertAll(r => r with { Missing = r.Oversees && away is null, Away = away is not null });
            away ??= all;
        }

        return away ?? [];
    }

    /// <summary>The one who holds it, or their deputy; nobody when they lost the role or neither is there.</summary>
    public async Task<List<Reader>> Holder(Complaint complaint, DateOnly today, params (Role Role, int? Unit)[] roles)
    {
        if (complaint.HolderId is not { } holder) return [];
        foreach (var (role, unit) in roles)
            if ((await InRole(complaint, role, unit)).Find(r => r.Id == holder) is { } found) return await There(complaint, [found], today);
        return [];
    }

    /// <summary>
    /// People in a role, without the complainant, and without those of the accused unit, and of the ones above it, where triage or the
    /// inspectorate handles it.
    /// </summary>
    public async Task<List<Reader>> InRole(Complaint complaint, Role role, int? unit)
    {
        var apart = (complaint.Class == ComplaintClass.Supervisory && role != Role.InstansiHead) || role == Role.Triage;
        var accused = apart && complaint.UnitId is { } about ? await WorkersOf(about) : new HashSet<long>();
        if (accused.Count > 0 && role == Role.Triage)
            accused = [.. accused.Except((await InRole(Role.InstansiAdministrator, null)).Select(a => a.Id))];
        return [.. (await InRole(role, unit)).Where(r => r.Id != complaint.ComplainantId && !accused.Contains(r.Id)).DistinctBy(r => r.Id)];
    }

    /// <summary>Whether somebody was told nothing since that moment, and nothing waits to be told with what comes next.</summary>
    public async Task<bool> HeardNothingSince(Reader reader, DateTimeOffset since)
    {
        if (_mayHear.TryGetValue(reader.Id, out var known)) return known;
        return _mayHear[reader.Id] = !await db.ComplaintNews
            .AnyAsync(n => n.PersonId == reader.Id && (n.ToldAt > since || (n.ToldAt == null && !n.Due && n.At <= now)));
    }

    /// <summary>One official, such as the one who held it; null where they have no office any more.</summary>
    public async Task<Reader?> Named(long id) => await (
        from m in db.Memberships.AsNoTracking()
        where m.Until == null && m.PersonId == id && m.Role != Role.Asn
        join p in db.People on m.PersonId equals p.Id
        join s in db.DeskSettings on p.Id equals s.PersonId into wishes
        from s in wishes.DefaultIfEmpty()
        orderby m.UnitId == null, m.Id
        select new Reader(p.Id, p.Channel, p.Address, false)
        {
            MutedUntil = s == null ? null : s.MutedUntil,
            UnitId = m.UnitId,
            OwnHour = s == null ? null : s.DigestAt,
        }).FirstOrDefaultAsync();

    /// <summary>When somebody can be told: now in office hours, unless they are away.</summary>
    public async ValueTask<DateTimeOffset> HearsAt(Reader reader, OfficeHours hours)
    {
        var leaves = _leaves.TryGetValue(reader.Id, out var known) ? known : _leaves[reader.Id] = await LeavesOf(reader.Id);
        return hours.Next(reader.UnitId, reader.OwnHour, now,
            day => reader.MutedUntil >= day || leaves.Exists(l => l.From <= day && l.To >= day));
    }

    private ValueTask<List<Away>> LeavesOf(long person) =>
        db.Sql.All("""select person_id, "from", "to" from leaves where person_id = @p0""", Away.Read, person);

    private async Task<List<Reader>> There(Complaint complaint, List<Reader> all, DateOnly today)
    {
        var away = await AwayOn(today);
        var found = new List<Reader>();
        foreach (var reader in all)
        {
            var isAway = away.Contains(reader.Id) || reader.MutedUntil >= today;
            if (!isAway && (!reader.OnlyMine || complaint.HolderId == reader.Id)) found.Add(reader);
            else if (isAway && reader.DeputyId is { } deputy && !away.Contains(deputy)
                && await Deputy(complaint, deputy) is { } instead && !(instead.MutedUntil >= today)) found.Add(instead);
        }

        return [.. found.DistinctBy(r => r.Id)];
    }

    /// <summary>A deputy hears only of what they may handle themselves.</summary>
    private async Task<Reader?> Deputy(Complaint complaint, long deputy)
    {
        (Role Role, int? Unit)[] roles = complaint.State == ComplaintState.Submitted ? [(Role.Triage, null)]
            : complaint.Class == ComplaintClass.Supervisory ? [(complaint.OfInspectorate ? Role.InstansiHead : Role.Inspectorate, null)]
            : complaint is { State: ComplaintState.Reopened, UnitId: { } unitOf }
                ? [.. (await Above(unitOf)).Select(u => (Role.Head, u))]
            : [(Role.Officer, complaint.UnitId), (Role.Head, complaint.UnitId)];
        foreach (var (role, unit) in roles)
            if ((await InRole(complaint, role, unit)).Find(r => r.Id == deputy) is { } found) return found;
        return null;
    }

    private async Task<HashSet<long>> AwayOn(DateOnly day)
    {
        if (_away.TryGetValue(day, out var known)) return known;
        return _away[day] = [.. await db.Sql.All(OnLeave, row => row.GetInt64(0), day.ToString("yyyy-MM-dd"))];
    }

    /// <summary>Read once for all complaints of this desk.</summary>
    private async Task<List<Reader>> InRole(Role role, int? unit)
    {
        if (_inRole.TryGetValue((role, unit), out var known)) return known;
        var oversees = role is Role.UnitAdministrator or Role.InstansiAdministrator;
        return _inRole[(role, unit)] = await (
            from m in db.Memberships.AsNoTracking()
            where m.Until == null && m.Role == role && (unit == null || m.UnitId == unit)
            join p in db.People on m.PersonId equals p.Id
            join s in db.DeskSettings on p.Id equals s.PersonId into wishes
            from s in wishes.DefaultIfEmpty()
            orderby p.Id
            select new Reader(p.Id, p.Channel, p.Address, oversees)
            {
                OnlyMine = s != null && s.OnlyMine,
                MutedUntil = s == null ? null : s.MutedUntil,
                DeputyId = s == null ? null : s.DeputyId,
                UnitId = m.UnitId,
                OwnHour = s == null ? null : s.DigestAt,
            }).ToListAsync();
    }

    private async Task<HashSet<long>> WorkersOf(int unit)
    {
        if (_workers.TryGetValue(unit, out var known)) return known;
        var offices = await Above(unit);
        return _workers[unit] = [.. await db.Memberships.AsNoTracking().Where(m => offices.Contains(m.UnitId) && m.Until == null)
            .Select(m => m.PersonId).ToListAsync()];
    }

    /// <summary>The unit with those above it, the nearest first.</summary>
    private async Task<List<int?>> Above(int unit)
    {
        var found = new List<int?> { unit };
        for (int? next = unit; next is not null;)
        {
            next = await db.Units.Where(u => u.Id == next).Select(u => u.ParentId).FirstOrDefaultAsync();
            if (next is null || found.Contains(next)) break;
            found.Add(next);
        }

        return found;
    }
}

/// <summary>
/// Somebody who is told something; <c>Oversees</c> for administrators, <c>Missing</c> where they are told because nobody has the role,
/// <c>Away</c> because whoever has it is not there.
/// </summary>
internal sealed record Reader(long Id, string Channel, string Address, bool Oversees)
{
    public bool Missing { get; init; }

    public bool Away { get; init; }

    public bool OnlyMine { get; init; }

    public DateOnly? MutedUntil { get; init; }

    public long? DeputyId { get; init; }

    /// <summary>The unit whose hours are theirs; null for those of the instansi.</summary>
    public int? UnitId { get; init; }

    /// <summary>The hour from which they want to hear.</summary>
    public TimeOnly? OwnHour { get; init; }
}
