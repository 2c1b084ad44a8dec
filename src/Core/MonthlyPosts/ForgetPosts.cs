using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.MonthlyPosts;

/// <summary>
/// Forgets where posts went that are nobody's any more: those to people who were erased, and to chats that are not linked any more. That
/// there was one stays, as evidence of publishing; it is not edited any more.
/// </summary>
internal sealed class ForgetPosts(IDbContextFactory<AppDb> databases, WriteQueue writer)
{
    /// <summary>What stands in the place of an address, with the row's number.</summary>
    private const string Gone = "gone-";

    /// <summary>Forgets those to one address.</summary>
    public static Task Of(AppDb db, string channel, string address) => Forget(To(db, channel, address));

    /// <summary>The posts to one address.</summary>
    public static IQueryable<MonthlyPost> To(AppDb db, string channel, string address) =>
        db.MonthlyPosts.Where(p => p.Channel == channel && p.Address == address);

    /// <summary>Looks for all of them; where there are none, which is nearly always, nothing is written.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        if (await Nobodys(db).AnyAsync(stop)) await writer.Enqueue(async write => await Forget(Nobodys(write.Db)));
    }

    private static Task Forget(IQueryable<MonthlyPost> posts) => posts.ExecuteUpdateAsync(p => p
        .SetProperty(f => f.Address, f => Gone + f.Id).SetProperty(f => f.MessageId, (string?)null));

    private static IQueryable<MonthlyPost> Nobodys(AppDb db) => db.MonthlyPosts.Where(p => !p.Address.StartsWith(Gone)
        && !db.People.Any(w => w.Channel == p.Channel && w.Address == p.Address)
        && !db.ChannelLinks.Any(l => l.Channel == p.Channel && l.Address == p.Address));
}
