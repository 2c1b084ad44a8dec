using Core.Messaging;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Dialogs.Messages;

/// <summary>
/// Where people can have several addresses on a channel, finds the main one before anything else looks at a message. What belongs together
/// is said by the platform alone (<see cref="Inbound.AlsoAt"/>), never guessed.
/// </summary>
internal sealed class FindMainAddress(ChannelCatalog channels, WriteQueue writer, IDbContextFactory<AppDb> databases)
{
    public async ValueTask<IReadOnlyList<Inbound>> Of(IReadOnlyList<Inbound> messages)
    {
        if (!messages.Any(HasSeveral)) return messages;
        var found = new List<Inbound>(messages.Count);
        foreach (var message in messages) found.Add(HasSeveral(message) ? await Of(message) : message);
        return found;
    }

    /// <summary>A move names the very address that changes.</summary>
    private bool HasSeveral(Inbound message) => message is { Chat: ChatKind.Private, Event: not ChatEvent.Moved }
        && channels.Of(message.Channel).SeveralAddresses;

    private async ValueTask<Inbound> Of(Inbound message)
    {
        var main = await Known(message) ?? await Learn(message.Channel, message.Address, message.AlsoAt!);
        return main == message.Address ? message : message with { Address = main, Sender = main };
    }

    /// <summary>Null where the platform says more than we know.</summary>
    private async Task<string?> Known(Inbound message)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = await db.OtherAddresses.AsNoTracking()
            .Where(a => a.Channel == message.Channel && (a.Address == message.Address || a.Address == message.AlsoAt)).ToListAsync();
        if (rows.Find(a => a.Address == message.Address) is { } other) return other.Main;
        return message.AlsoAt is null || rows.Exists(a => a.Main == message.Address) ? message.Address : null;
    }

    /// <summary>The same two are written down once, whichever of them comes first and wherever.</summary>
    private Task<string> Learn(string channel, string one, string two)
    {
        var first = string.CompareOrdinal(one, two) < 0 ? one : two;
        return writer.Enqueue(new ChatKey(channel, first), write => Learn(write.Db, channel, one, two, first));
    }

    /// <summary>Two who are known as two stay two: what belongs to either is not joined behind their back.</summary>
    private static async ValueTask<string> Learn(AppDb db, string channel, string one, string two, string first)
    {
        var (mainOfOne, mainOfTwo) = (await MainOf(db, channel, one), await MainOf(db, channel, two));
        if (mainOfOne is not null && mainOfTwo is not null) return mainOfOne;
        var main = mainOfOne ?? mainOfTwo ?? first;
        foreach (var other in new[] { one, two }.Where(a => a != main && a != mainOfOne && a != mainOfTwo))
            if (await db.OtherAddresses.FindAsync(channel, other) is null)
                db.OtherAddresses.Add(new OtherAddress { Channel = channel, Address = other, Main = main });
        await db.SaveChangesAsync();
        return main;
    }

    private static async Task<string?> MainOf(AppDb db, string channel, string address)
    {
        if (await db.OtherAddresses.FindAsync(channel, address) is { } other) return other.Main;
        return await db.People.AnyAsync(p => p.Channel == channel && p.Address == address) ? address : null;
    }
}
