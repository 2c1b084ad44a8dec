using Core.Messaging;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.MonthlyPosts;

/// <summary>
/// Asks the platform about every linked group and channel whether the service may still post there, so that a bot that was put out of a
/// group is noticed before the day of the post.
/// </summary>
internal sealed class LookAtLinkedChats(IDbContextFactory<AppDb> databases, WriteQueue writer, IEnumerable<IChannel> channels,
    TimeProvider time)
{
    /// <summary>Asks; one that cannot be asked now stays as it was.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        foreach (var link in await db.ChannelLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync(stop))
        {
            if (channels.FirstOrDefault(c => c.Name == link.Channel) is not { } channel) continue;
            var right = await channel.RightIn(link.Address, stop);
            if (right == PostingRight.Unknown || (right != PostingRight.Fine) == link.LostSince.HasValue) continue;
            var since = right == PostingRight.Fine ? (DateTimeOffset?)null : time.GetUtcNow();
            await writer.Enqueue(async write => await write.Db.ChannelLinks.Where(l => l.Id == link.Id)
                .ExecuteUpdateAsync(l => l.SetProperty(f => f.LostSince, since), stop));
        }
    }
}
