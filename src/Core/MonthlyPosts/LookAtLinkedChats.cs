using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.MonthlyPosts;

/// <summary>
/// Asks the platform about every linked group and channel whether the service may still post there, so that a bot that was put out of a
/// group is noticed before the day of the post.
/// </summary>
internal sealed class LookAtLinkedChats(IDbContextFactory<AppDb> databases, WriteQueue writer, SendLater later,
    IEnumerable<IChannel> channels, TimeProvider time)
{
    /// <summary>Asks; one that cannot be asked now stays as it was.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        foreach (var link in await db.ChannelLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync(stop))
        {
            if (channels.FirstOrDefault(c => c.Name == link.Channel) is not { } channel) continue;
            var right = await channel.RightIn(link.Address, stop);
            if (link.RefusedAt is not null) await writer.Enqueue(write => Tell(write, link, null));
            if (right == PostingRight.Unknown || (right != PostingRight.Fine) == link.LostSince.HasValue) continue;
            var since = right == PostingRight.Fine ? (DateTimeOffset?)null : time.GetUtcNow();
            await writer.Enqueue(async write =>
            {
                await write.Db.ChannelLinks.Where(l => l.Id == link.Id)
                    .ExecuteUpdateAsync(l => l.SetProperty(f => f.LostSince, since), stop);
                if (since is not null) await Tell(write, link, right);
            });
        }
    }

    /// <summary>Whoever linked it hears which right was lost, or (none named) that a post was refused, once.</summary>
    private async ValueTask Tell(WriteContext write, ChannelLink link, PostingRight? lost)
    {
        await write.Db.ChannelLinks.Where(l => l.Id == link.Id)
            .ExecuteUpdateAsync(l => l.SetProperty(f => f.RefusedAt, (DateTimeOffset?)null));
        if (await write.Db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == link.LinkedBy) is not { } person) return;
        var name = link.Title ?? link.Address;
        var text = lost is { } right
            ? LocalizedText.Joined("\n", LocalizedText.Of("link.lost", name), LocalizedText.Of($"link.right.{right}", name))
            : LocalizedText.Of(link.Thread.Length > 0 ? "link.topic-closed" : "link.refused", name);
        await later.Put(write, new Outgoing(person.Channel, new OutgoingMessage { Address = person.Address, Says = text }));
    }
}
