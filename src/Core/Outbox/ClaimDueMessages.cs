using System.Data.Common;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Outbox;

/// <summary>
/// Claims due rows for this process: those that nobody holds, of the chats that fall to it, and never of a chat of which another process
/// still holds a message. A claim has no end: it is given up by its owner, or by the death of its owner.
/// </summary>
internal sealed class ClaimDueMessages(IWorkers workers, BusyChats busy)
{
    // One process claims at a time, so that two who look at the same moment never divide the messages of one chat.
    private const string OneAtATime = "outbox-claim";

    private const string OnlyChatsOfOurs = """
        and o.lane % @p4 = @p5 and not exists (select 1 from outbox held
            where held.channel = o.channel and held.address = o.address and held.state = 'Waiting' and held.bulk = o.bulk and held.owner <> @p0)
        """;

    // Something to the chat stands under our name already, perhaps given to us and not heard of yet.
    private const string Behind = """
        (select string_agg(cast(held.id as text), ',') from outbox held where held.channel = outbox.channel and held.address = outbox.address
            and held.state = 'Waiting' and not held.bulk and held.owner = @p0)
        """;

    private readonly string _alone = Sql(busy, "", workers.SkipLocked, "null");
    private readonly string _shared = Sql(busy, OnlyChatsOfOurs, workers.SkipLocked, Behind);

    public async ValueTask<List<ClaimedMessage>> Claim(AppDb db, string owner, DateTimeOffset now, int most, bool bulk)
    {
        if (workers.Place is not { } place) return [];
        if (!workers.MayBeSeveral) return await db.Sql.All(_alone, Read, owner, now.ToUnixTimeMilliseconds(), most, bulk);
        await db.Sql.Lock(OneAtATime);
        return await db.Sql.All(_shared, Read, owner, now.ToUnixTimeMilliseconds(), most, bulk, place.Count, place.Rank);
    }

    /// <summary>A look without a lock: mostly nothing is due.</summary>
    public async Task<bool> IsAnythingDue(IDbContextFactory<AppDb> databases, DateTimeOffset now, bool bulk)
    {
        if (workers.Place is not { } place) return false;
        await using var db = await databases.CreateDbContextAsync();
        var (count, rank) = (place.Count, place.Rank);
        return await db.Outbox.AnyAsync(m => m.State == OutboxState.Waiting && m.Bulk == bulk && m.DueAt <= now && m.Owner == null
            && m.Lane % count == rank);
    }

    private static string Sql(BusyChats busy, string ours, string skipLocked, string behind) => $"""
        with due as materialized (
            select o.id from outbox o where o.state = 'Waiting' and o.owner is null and o.bulk = @p3 and o.due_at <= @p1 {ours}
            and (not o.waits_for_talk or o.valid_until < @p1 or not {busy.Condition})
            order by o.due_at, o.id limit @p2 {skipLocked})
        update outbox set owner = @p0 where id in (select id from due)
        returning id, channel, address, body, valid_until, batch, bulk, {behind}
        """;

    private static ClaimedMessage Read(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        ClaimedMessage.MessageOf(row.GetString(3), row.GetString(2)),
        row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.GetBoolean(6))
    {
        Behind = TakeHandedOver.Numbers(row.IsDBNull(7) ? null : row.GetString(7)).ToList(),
    };
}
