using Core.Dialogs.Conversations;
using Core.Membership;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.MonthlyPosts;

/// <summary>
/// Asks the platform about each group or channel that an administrator named from outside: whether it is there, whether the service may
/// post in it and whether that person has a say in it. Then it is linked, or they hear in private what is missing.
/// </summary>
internal sealed class AnswerLinkRequests(IDbContextFactory<AppDb> databases, WriteQueue writer, SendLater later, UnitCatalog units,
    IEnumerable<IChannel> channels, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Asks about every wish; one that cannot be asked now waits for the next time, a day at most.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        foreach (var wish in await db.LinkRequests.AsNoTracking().OrderBy(r => r.Id).ToListAsync(stop))
        {
            if (channels.FirstOrDefault(c => c.Name == wish.Channel) is not { } channel) continue;
            if (await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == wish.PersonId, stop) is not { } person) continue;
            var found = await channel.Find(wish.Wanted, person.Address, stop);
            if (found.Right == PostingRight.Unknown && time.GetUtcNow() - wish.At < Patience) continue;
            await writer.Enqueue(write => Answer(write, wish, person, found));
        }
    }

    private async ValueTask Answer(WriteContext write, LinkRequest wish, Person person, FoundChat found)
    {
        if (await write.Db.LinkRequests.Where(r => r.Id == wish.Id).ExecuteDeleteAsync() == 0) return;
        var text = await Link(write.Db, wish, person, found);
        await later.Put(write, new Outgoing(person.Channel, new OutgoingMessage { Address = person.Address, Says = text }));
    }

    /// <summary>Links it where everything is as it must be; what the person hears.</summary>
    private async ValueTask<LocalizedText> Link(AppDb db, LinkRequest wish, Person person, FoundChat found)
    {
        var name = found.Title ?? wish.Wanted;
        if (found.Right == PostingRight.Unknown) return LocalizedText.Of("link.not-asked", name);
        if (found.Right is PostingRight.NotThere or PostingRight.NotAdministrator)
            return LocalizedText.Of($"link.right.{found.Right}", name);
        if (!found.MayLink) return LocalizedText.Of("link.no-say", name);
        var who = await Session.CallerOf(db, person.Channel, person.Address, person.Language);
        var link = await db.ChannelLinks.FirstOrDefaultAsync(l => l.Channel == wish.Channel && l.Address == found.Address
            && l.Thread == "");
        if (!CommandRights.Administers(who, wish.UnitId) || (link is not null && !CommandRights.Administers(who, link.UnitId)))
            return "link.others";
        if (link is null)
            db.ChannelLinks.Add(link = new ChannelLink
            {
                Channel = wish.Channel,
                Address = found.Address,
                Thread = "",
                Since = time.GetUtcNow()
            });
        link.Become(wish.UnitId, time.GetUtcNow());
        (link.Title, link.PublicName) = (found.Title, found.Name?.ToLowerInvariant());
        (link.AskedBy, link.LinkedBy, link.LostSince) = (null, who.Id, null);
        Audit.Note(db, who, time.GetUtcNow(), "link-channel", wish.UnitId, found.Address);
        var unit = units.Find(wish.UnitId ?? 0);
        var made = LocalizedText.Of("link.made-outside", unit is null ? "link.instansi" : LocalizedText.Literal(unit.Name), name,
            found.Name ?? found.Address);
        return found.Right == PostingRight.Fine ? made
            : LocalizedText.Joined("\n", made, LocalizedText.Of($"link.right.{found.Right}", name));
    }
}
