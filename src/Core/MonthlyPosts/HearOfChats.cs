using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.MonthlyPosts;

/// <summary>
/// Whoever adds the bot to a group or channel is asked in private, if they may link it, whether they want to; whoever linked a topic
/// hears when it is closed.
/// </summary>
internal sealed class HearOfChats(SendLater later) : IChatListener
{
    /// <inheritdoc/>
    public async ValueTask Hear(WriteContext write, Inbound inbound)
    {
        if (inbound is { Event: ChatEvent.Joined, IsAdded: true } && inbound.Chat != ChatKind.Private) await Ask(write, inbound);
        else if (inbound.Event == ChatEvent.TopicClosed) await TellOfTopic(write, inbound);
    }

    private async ValueTask Ask(WriteContext write, Inbound inbound)
    {
        var who = await Session.CallerOf(write.Db, inbound.Channel, inbound.Sender, inbound.Language);
        if (!CommandRights.Allow(Commands.Channels, who)) return;
        if (await write.Db.ChannelLinks.AnyAsync(l => l.Channel == inbound.Channel && l.Address == inbound.Address)) return;
        await later.Put(write, new Outgoing(inbound.Channel, new OutgoingMessage
        {
            Address = inbound.Sender,
            Says = LocalizedText.Of(inbound.Chat == ChatKind.Broadcast ? "link.added-channel" : "link.added",
                inbound.Title ?? inbound.Address),
            Rows = [[Button.Of("link.add-now", Commands.Channels.With(inbound.Address))]],
        }));
    }

    private async ValueTask TellOfTopic(WriteContext write, Inbound inbound)
    {
        var thread = inbound.Thread ?? "";
        var linked = await write.Db.ChannelLinks.AsNoTracking()
            .Where(l => l.Channel == inbound.Channel && l.Address == inbound.Address && l.Thread == thread)
            .Join(write.Db.People, l => l.LinkedBy, p => p.Id, (l, p) => new { l.Title, l.Address, p.Channel, To = p.Address })
            .ToListAsync();
        foreach (var one in linked)
            await later.Put(write, new Outgoing(one.Channel, new OutgoingMessage
            {
                Address = one.To,
                Says = LocalizedText.Of("link.topic-shut", one.Title ?? one.Address)
            }));
    }
}
