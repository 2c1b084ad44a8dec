using Core.Calendar;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.News;

/// <summary>
/// Tells people by the ways they gave that there is news in their talk, never what it says: it may be read by others on a locked screen.
/// Several news within a moment are one call.
/// </summary>
internal sealed class CallReaders(WriteQueue writer, IDbContextFactory<AppDb> databases, SendLater later, IEnumerable<IChannel> channels,
    LocalDays days, TimeProvider time)
{
    /// <summary>Ways that nobody used for so long are forgotten: a browser's cookie lives as long.</summary>
    internal const int KeepWayDays = 400;

    /// <summary>How long a private link opens a talk.</summary>
    internal const int KeepLinkDays = 90;

    private const int AtOnce = 200;
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WorthTelling = TimeSpan.FromDays(2);

    /// <summary>Does it; returns how many were called.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var (now, called) = (time.GetUtcNow(), 0);
        var kinds = Enum.GetValues<WayKind>().Where(k => channels.Any(c => c.Name == FindWays.ChannelOf(k))).ToList();
        var due = now - Gather;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            await using var db = await databases.CreateDbContextAsync(stop);
            var ids = await db.NewsWays.Where(w => w.WantedAt <= due && kinds.Contains(w.Kind)).OrderBy(w => w.Id).Select(w => w.Id)
                .Take(AtOnce).ToListAsync(stop);
            if (ids.Count == 0) return called;
            called += await writer.Enqueue(write => Call(write, ids, now));
        }
    }

    /// <summary>Forgets what nobody confirmed, and what is too old.</summary>
    public Task Forget(CancellationToken stop = default) => writer.Enqueue(async write =>
    {
        var today = LocalTime.Day(time.GetUtcNow(), days.Zone);
        var (unconfirmed, unused, links) = (today.AddDays(-1), today.AddDays(-KeepWayDays), today.AddDays(-KeepLinkDays));
        await write.Db.NewsWays.Where(w => (!w.Confirmed && w.Since < unconfirmed) || w.Since < unused).ExecuteDeleteAsync(stop);
        await write.Db.TalkLinks.Where(l => l.Since < links).ExecuteDeleteAsync(stop);
    });

    private async ValueTask<int> Call(WriteContext write, List<long> ids, DateTimeOffset now)
    {
        var called = 0;
        var ways = from way in write.Db.NewsWays
                   join person in write.Db.People on way.PersonId equals person.Id
                   where ids.Contains(way.Id)
                   select new { way, person.Language };
        foreach (var found in await ways.OrderBy(w => w.way.Id).ToListAsync())
        {
            var (way, wanted) = (found.way, found.way.WantedAt);
            way.WantedAt = null;
            if (wanted is null || !way.Confirmed) continue;
            var message = new OutgoingMessage
            {
                Address = FindWays.AddressOf(way.Id),
                Says = "news.call",
                Language = found.Language,
                Topic = Topic.Of(Topic.News, way.Id),
            };
            await later.Put(write, new Outgoing(FindWays.ChannelOf(way.Kind), message)
            {
                Bulk = true,
                ValidUntil = now + WorthTelling,
                Occasion = FormattableString.Invariant($"news:{way.Id}:{wanted.Value.ToUnixTimeMilliseconds()}"),
            });
            called++;
        }

        return called;
    }
}
