using Core.Dialogs.Messages;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Dialogs.Conversations;

/// <summary>Closes dialogs that nobody came back to, and forgets ids of updates that no platform repeats any more.</summary>
internal sealed class CloseStaleDialogs(WriteQueue writer, MessageHandler talk, IDbContextFactory<AppDb> databases, TimeProvider time,
    IOptions<ConversationOptions> options)
{
    private static readonly TimeSpan KeepIds = TimeSpan.FromDays(10);

    /// <summary>Does it; returns how many conversations were closed.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var before = time.GetUtcNow() - TimeSpan.FromHours(options.Value.ExpireAfterHours);
        await using var db = await databases.CreateDbContextAsync(stop);
        var stale = await db.Conversations.Where(c => c.State != null && c.LastAt < before).OrderBy(c => c.LastAt).Take(1000)
            .Join(db.People, c => c.PersonId, p => p.Id, (c, p) => new { p.Channel, p.Address }).ToListAsync(stop);
        foreach (var person in stale.TakeWhile(_ => !stop.IsCancellationRequested))
            await writer.Enqueue(new ChatKey(person.Channel, person.Address), write => talk.Close(write, person.Channel, person.Address));
        var old = time.GetUtcNow() - KeepIds;
        await writer.Enqueue(async write =>
        {
            await write.Db.Inbox.Where(m => m.ReceivedAt < old && m.Body == null)
            .ExecuteDeleteAsync();
        });
        return stale.Count;
    }
}
