using Core.Outbox;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Dialogs.Conversations;

/// <summary>
/// The platform says that one person is now found where another was known, such as at a number that was given away. That they are one
/// human being is a guess, and a wrong one would open a talk, roles and complaints to a stranger: so the one who moved keeps theirs, and
/// the other keeps theirs at another address of their own, or, where there is none, out of reach.
/// </summary>
internal sealed class LeaveAddress(SecretKey secret, TimeProvider time) : ILeaveAddress
{
    public async ValueTask<LeftTo?> Leave(AppDb db, string channel, string from, string to)
    {
        if (await MainOf(db, channel, from) is not { } mover || mover == to) return null;
        if (await db.People.FirstOrDefaultAsync(p => p.Channel == channel && p.Address == to) is not { } holder) return null;
        var left = await NextOf(db, channel, to) is { } next ? new LeftTo(next, true)
            : new LeftTo("left-" + secret.Hash("left", $"{holder.Id}"), false);
        holder.Address = left.Address;
        if (!left.IsReached) holder.UnreachableSince ??= time.GetUtcNow();
        await db.SaveChangesAsync();
        return left;
    }

    private static async Task<string?> MainOf(AppDb db, string channel, string address)
    {
        if (await db.OtherAddresses.FindAsync(channel, address) is { } other) return other.Main;
        return await db.People.AnyAsync(p => p.Channel == channel && p.Address == address) ? address : null;
    }

    /// <summary>The first of their other addresses becomes their main one.</summary>
    private static async Task<string?> NextOf(AppDb db, string channel, string main)
    {
        var others = await db.OtherAddresses.Where(a => a.Channel == channel && a.Main == main).OrderBy(a => a.Address).ToListAsync();
        if (others.Count == 0) return null;
        db.OtherAddresses.Remove(others[0]);
        foreach (var other in others.Skip(1)) other.Main = others[0].Address;
        return others[0].Address;
    }
}
