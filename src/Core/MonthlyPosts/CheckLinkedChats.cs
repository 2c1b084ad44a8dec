using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.MonthlyPosts;

/// <summary>
/// Asks the platform about each newly linked group or channel whether the service may post there, and tells who linked it, in
/// private, which right is missing. It runs beside the conversations, since no turn waits for the platform.
/// </summary>
internal sealed class CheckLinkedChats(IDbContextFactory<AppDb> databases, WriteQueue writer, SendLater later,
    IEnumerable<IChannel> channels)
{
    /// <summary>Asks about every link that nobody has been told about; one that cannot be asked now waits for the next time.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        foreach (var link in await db.ChannelLinks.AsNoTracking().Where(l => l.AskedBy != null).OrderBy(l => l.Id).ToListAsync(stop))
        {
            if (channels.FirstOrDefault(c => c.Name == link.Channel) is not { } channel) continue;
            var right = await channel.RightIn(link.Address, stop);
            if (right != PostingRight.Unknown) await writer.Enqueue(write => Tell(write, link, right));
        }
    }

    private async ValueTask Tell(WriteContext write, ChannelLink link, PostingRight right)
    {
        if (await write.Db.ChannelLinks.Where(l => l.Id == link.Id && l.AskedBy == link.AskedBy)
            .ExecuteUpdateAsync(l => l.SetProperty(f => f.AskedBy, (long?)null)) == 0) return;
        // A group shows that it is linked.
        if (right == PostingRight.Fine) return;
        if (await write.Db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == link.AskedBy) is not { } person) return;
        var text = LocalizedText.Of($"link.right.{right}", link.Title ?? link.Address);
        await later.Put(write, new Outgoing(person.Channel, new OutgoingMessage { Address = person.Address, Says = text }));
    }
}
