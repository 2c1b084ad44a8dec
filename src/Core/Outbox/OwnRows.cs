using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Core.Outbox;

/// <summary>The rows of the outbox that stand under this process's name, beside what it has in hand.</summary>
internal sealed partial class OwnRows(WriteQueue writer, IWorkers workers, IDbContextFactory<AppDb> databases, HeldMessages held,
    TakeHandedOver handed, string instance, ILogger<OutboxSender> log)
{
    /// <summary>Who is alone takes back everything; among others each takes back what stands under its own name.</summary>
    public async Task TakeBack() => await writer.Enqueue(async write => await write.Db.Sql.Run(
        "update outbox set owner = null where state = 'Waiting' and owner is not null and (owner = @p0 or @p1)", instance,
        !workers.MayBeSeveral));

    /// <summary>Takes up rows under our name that we know nothing of.</summary>
    public async Task TakeUpLost()
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = await db.Outbox.AsNoTracking().Where(m => m.Owner == instance && m.State == OutboxState.Waiting)
            .Select(m => new { m.Id, m.Lane }).ToListAsync();
        var lost = held.LostOf(rows.Select(r => r.Id)).ToHashSet();
        if (lost.Count == 0) return;
        LogLost(lost.Count);
        foreach (var lane in rows.Where(r => lost.Contains(r.Id)).GroupBy(r => r.Lane)) handed.LookFor(lane.Key, lane.Select(r => r.Id));
    }

    /// <summary>We were thought dead for a while: what others took meanwhile is theirs.</summary>
    public async Task GiveUpWhatOthersTook()
    {
        var before = held.Ids;
        await using var db = await databases.CreateDbContextAsync();
        foreach (var id in before.Except(await All(db))) held.Remove(id);
    }

    /// <summary>A receipt that has not come by now never will; the message was taken.</summary>
    public Task GiveUpReceipts(DateTimeOffset before) => writer.Enqueue(async write =>
    {
        await write.Db.Sql.Run("delete from outbox where state = 'Accepted' and batch is null and due_at < @p0",
            before.ToUnixTimeMilliseconds());
        await write.Db.Sql.Run("update outbox set state = 'Sent' where state = 'Accepted' and due_at < @p0",
            before.ToUnixTimeMilliseconds());
    });

    /// <summary>Whether a message was not erased meanwhile. Where the database is away nobody can be erased either, so it goes.</summary>
    public async Task<bool> IsThere(long id)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            return await db.Outbox.AnyAsync(m => m.Id == id);
        }
        catch (Exception e) when (DatabaseAway.Is(e))
        {
            return true;
        }
    }

    private Task<List<long>> All(AppDb db) =>
        db.Outbox.AsNoTracking().Where(m => m.Owner == instance && m.State == OutboxState.Waiting).Select(m => m.Id).ToListAsync();

    [LoggerMessage(LogLevel.Warning, "{Count} messages stood under our name and nobody held them; they are taken up anew.")]
    private partial void LogLost(int count);
}
