using Core.Outbox;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Dialogs.Conversations;

/// <summary>
/// An address that changed: the others of the person stay theirs. The old one is forgotten, since a number is given to somebody else in
/// time.
/// </summary>
internal sealed class FollowOtherAddresses : IAddressMoved
{
    public async ValueTask Follow(AppDb db, string channel, string from, string to)
    {
        if (await db.OtherAddresses.FindAsync(channel, from) is { } other) await Replace(db, other, to);
        else if (await db.People.AnyAsync(p => p.Channel == channel && p.Address == to)) // a move that is told again finds nobody new
        {
            await db.OtherAddresses.Where(a => a.Channel == channel && a.Address == to).ExecuteDeleteAsync();
            await db.OtherAddresses.Where(a => a.Channel == channel && a.Main == from)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Main, to));
        }
    }

    private static async Task Replace(AppDb db, OtherAddress old, string to)
    {
        db.OtherAddresses.Remove(old);
        if (await db.OtherAddresses.FindAsync(old.Channel, to) is { } known) known.Main = old.Main; // it is theirs now, whosever it was
        else if (to != old.Main) db.OtherAddresses.Add(new OtherAddress { Channel = old.Channel, Address = to, Main = old.Main });
        await db.SaveChangesAsync();
    }
}
