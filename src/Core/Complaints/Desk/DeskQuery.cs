using System.Collections.Concurrent;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Desk;

/// <summary>One page of the desk's list.</summary>
/// <param name="Rows">The complaints, in order.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Late">How many of them are past their date.</param>
/// <param name="Page">Which page it is, from 1.</param>
internal sealed record DeskPage(IReadOnlyList<Complaint> Rows, int Total, int Late, int Page)
{
    public int Pages => Math.Max(1, (Total + DeskQuery.PageSize - 1) / DeskQuery.PageSize);
}

/// <summary>Reads the desk's list for somebody: filtered and in order, never more than they may see.</summary>
/// <remarks>
/// What is slow to find is found twice a minute at most: a count, or which ones in which order, that took long is kept for half a minute.
/// Their rows are read anew each time, so a list never shows an old state, nor one that belongs to it no more.
/// </remarks>
internal sealed class DeskQuery(UnitCatalog units, IWordIndex index, TimeProvider time)
{
    public const int PageSize = 50;
    private const int Many = 5000;
    private const int CountsKept = 500;
    private const int OrdersKept = 40;
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(40);

    private static readonly ComplaintState[] WithOfficials = [ComplaintState.Submitted, ComplaintState.Forwarded,
        ComplaintState.InProgress, ComplaintState.Reopened];

    private static readonly ComplaintState[] Open = [.. WithOfficials, ComplaintState.Returned, ComplaintState.Waiting];

    private static readonly ComplaintState[] Ended = [ComplaintState.Resolved, ComplaintState.Closed];

    private readonly ConcurrentDictionary<string, Counted> _counted = new();
    private readonly ConcurrentDictionary<string, Found> _found = new();

    /// <summary>One page. Words are counted and put in order by what an index holds; only the rows of the page are read whole.</summary>
    public async Task<DeskPage> Page(AppDb db, Caller who, DeskFilter filter, DateTimeOffset now)
    {
        var all = Of(db, who, filter, now);
        var sum = await Sum(all, who, filter, now);
        if (sum.Total == 0) return new DeskPage([], 0, 0, 1);
        var page = Math.Clamp(filter.Page, 1, (sum.Total + PageSize - 1) / PageSize);
        var ids = await Ids(all, who, filter, sum.Total, (page - 1) * PageSize, now);
        var read = await db.Complaints.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync();
        var rows = Shown(read.AsQueryable(), who, filter, now).ToList();
        return new DeskPage([.. rows.OrderBy(c => ids.IndexOf(c.Id))], sum.Total, sum.Late, page);
    }

    /// <summary>
    /// How many there are. Of a list of many thousands, and of one that takes long to count, it was counted within the last half minute:
    /// there nobody notices one more, and to count is what costs most.
    /// </summary>
    private async Task<Counted> Sum(IQueryable<Complaint> all, Caller who, DeskFilter filter, DateTimeOffset now)
    {
        var key = KeyOf(who, filter with { Order = "" });
        if (_counted.TryGetValue(key, out var known) && IsFresh(known.At, now)) return known;
        var start = time.GetTimestamp();
        var sum = await all.GroupBy(_ => 1).Select(g => new
        {
            Total = g.Count(),
            Late = g.Count(c => c.DueAt < now && WithOfficials.Contains(c.State)),
        }).SingleOrDefaultAsync();
        var counted = new Counted(sum?.Total ?? 0, sum?.Late ?? 0, now);
        if (_counted.Count > CountsKept) _counted.Clear();
        if (counted.Total >= Many || time.GetElapsedTime(start) > Slow) _counted[key] = counted;
        else _counted.TryRemove(key, out _);
        return counted;
    }

    /// <summary>Which ones stand on the page: a list of few is put in order here, where no index leads a database astray.</summary>
    private async Task<List<long>> Ids(IQueryable<Complaint> all, Caller who, DeskFilter filter, int total, int skip, DateTimeOffset now)
    {
        var key = KeyOf(who, filter);
        if (_found.TryGetValue(key, out var known) && IsFresh(known.At, now)) return Slice(known.Ids, skip);
        var start = time.GetTimestamp();
        var places = all.Select(c => new Place
        {
            Id = c.Id,
            FiledOn = c.FiledOn,
            UnitId = c.Class == ComplaintClass.Supervisory ? null : c.UnitId, // the order would tell what the row does not
            DueAt = c.DueAt,
            State = c.State,
            Urgent = c.Urgent,
            StepFrom = c.StepFrom,
        });
        if (total < Many)
        {
            var few = Ordered((await places.ToListAsync()).AsQueryable(), filter).Select(p => p.Id).ToList();
            if (time.GetElapsedTime(start) > Slow) Keep(key, few, now);
            return Slice(few, skip);
        }

        var ordered = Ordered(places, filter).Select(p => p.Id);
        var ids = await ordered.Skip(skip).Take(PageSize).ToListAsync();
        if (time.GetElapsedTime(start) > Slow) Keep(key, await ordered.ToListAsync(), now);
        return ids;
    }

    private void Keep(string key, List<long> ids, DateTimeOffset now)
    {
        if (_found.Count >= OrdersKept) _found.Clear();
        _found[key] = new Found(ids, now);
    }

    private static List<long> Slice(List<long> ids, int skip) => [.. ids.Skip(skip).Take(PageSize)];

    private static bool IsFresh(DateTimeOffset at, DateTimeOffset now) => now - at < Holds && now >= at;

    private static string KeyOf(Caller who, DeskFilter filter) =>
        $"{who.Id} {string.Join(',', who.Roles)} {string.Join(',', who.Below)} {who.Alone} {(filter with { Page = 1 }).Query()}";

    /// <summary>Everything that a filter lets through, of what the person may see.</summary>
    public IQueryable<Complaint> Of(AppDb db, Caller who, DeskFilter filter, DateTimeOffset now) =>
        Narrowed(db.Complaints.AsNoTracking().Where(Sight(db, who, filter)), who, filter, now);

    /// <summary>
    /// Of the rows of a page, read by their numbers, those that belong there still: looked at here, since SQLite would go through all that
    /// somebody sees for them. Words that were found a moment ago stand there still.
    /// </summary>
    private IQueryable<Complaint> Shown(IQueryable<Complaint> read, Caller who, DeskFilter filter, DateTimeOffset now)
    {
        var reads = DeskSight.Reads(who);
        var all = filter.Words.Length == 0 || DeskWords.CodeIn(filter.Words) is not null;
        return Narrowed(read.Where(all && !IsDeep(filter) ? DeskSight.Or(reads, DeskSight.Lists(who)) : reads), who, filter, now);
    }

    private IQueryable<Complaint> Narrowed(IQueryable<Complaint> all, Caller who, DeskFilter filter, DateTimeOffset now)
    {
        all = List(all, who, filter, now);
        if (filter.State is { } state) all = all.Where(c => c.State == state);
        if (filter.Class is { } kind) all = all.Where(c => c.Class == kind);
        if (filter.Unit is { } code) all = OfUnit(all, code);
        if (filter.Service is { } service) all = all.Where(c => c.ServiceId == service);
        if (filter.Category is { } category) all = all.Where(c => c.Category == category);
        if (filter.Holder is { } holder) all = all.Where(c => c.HolderId == holder);
        if (filter.Origin is { } origin) all = all.Where(c => c.Origin == origin);
        if (filter.From is { } from) all = all.Where(c => c.FiledOn >= from);
        if (filter.To is { } to) all = all.Where(c => c.FiledOn <= to);
        return all;
    }

    /// <summary>
    /// What is asked by more than unit, state, class and day is found among what the person reads: whoever only sees dates learns
    /// nothing of words, holders and services.
    /// </summary>
    private System.Linq.Expressions.Expression<Func<Complaint, bool>> Sight(AppDb db, Caller who, DeskFilter filter)
    {
        var reads = DeskSight.Reads(who);
        var deep = IsDeep(filter);
        if (filter.Words.Length == 0) return deep ? reads : DeskSight.Or(reads, DeskSight.Lists(who));
        System.Linq.Expressions.Expression<Func<Complaint, bool>> found = c => false;
        if (DeskWords.Find(db, index, filter.Words) is { } hits) found =
            DeskSight.And(DeskSight.And(reads, c => hits.Contains(c.Id)), InspectorsWords.Found(db, DeskWords.Cut(filter.Words)));
        if (deep || DeskWords.CodeIn(filter.Words) is not { } code) return found;
        var coded = DeskWords.Coded(db, code);
        return DeskSight.Or(found, DeskSight.And(DeskSight.Lists(who), c => coded.Contains(c.Id)));
    }

    private static bool IsDeep(DeskFilter filter) =>
        filter.Service is not null || filter.Category is not null || filter.Holder is not null || filter.Origin is not null;

    private static IQueryable<Complaint> List(IQueryable<Complaint> all, Caller who, DeskFilter filter, DateTimeOffset now)
    {
        var me = who.Id;
        return filter.List switch
        {
            "saya" => all.Where(c => c.HolderId == me && Open.Contains(c.State)),
            "bebas" => all.Where(c => c.HolderId == null && WithOfficials.Contains(c.State)),
            "terlambat" => all.Where(c => c.DueAt < now && WithOfficials.Contains(c.State)),
            "menunggu" => all.Where(c => c.State == ComplaintState.Waiting || c.State == ComplaintState.Returned),
            "dibuka" => all.Where(c => c.State == ComplaintState.Reopened || (c.Reopened > 0 && Open.Contains(c.State))),
            "selesai" => all.Where(c => Ended.Contains(c.State)),
            "semua" => all,
            _ => all.Where(c => Open.Contains(c.State)),
        };
    }

    /// <summary>Which unit the inspectorate looks into stands in no list by unit.</summary>
    private IQueryable<Complaint> OfUnit(IQueryable<Complaint> all, string code)
    {
        var unit = units.Find(code)?.Id ?? -1;
        return all.Where(c => c.UnitId == unit && (c.Class == null || c.Class != ComplaintClass.Supervisory));
    }

    private static IQueryable<Place> Ordered(IQueryable<Place> all, DeskFilter filter) => filter.Order switch
    {
        "masuk" => all.OrderBy(c => c.FiledOn).ThenBy(c => c.Id),
        "baru" => all.OrderByDescending(c => c.FiledOn).ThenByDescending(c => c.Id),
        "unit" => all.OrderBy(c => c.UnitId).ThenBy(c => c.DueAt).ThenBy(c => c.Id),
        "keadaan" => all.OrderBy(c => c.State).ThenBy(c => c.DueAt).ThenBy(c => c.Id),
        _ when filter.List == "selesai" => all.OrderByDescending(c => c.StepFrom).ThenByDescending(c => c.Id),
        _ => all.OrderByDescending(c => c.Urgent).ThenBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id),
    };

    /// <summary>All by which a list is put in order.</summary>
    private sealed class Place
    {
        public long Id { get; init; }

        public DateOnly FiledOn { get; init; }

        public int? UnitId { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public ComplaintState State { get; init; }

        public bool Urgent { get; init; }

        public DateOnly StepFrom { get; init; }
    }

    private sealed record Counted(int Total, int Late, DateTimeOffset At);

    private sealed record Found(List<long> Ids, DateTimeOffset At);
}
