using Core.Calendar;
using Core.Dialogs.Conversations;
using Core.Dialogs.Words;
using Core.Intents;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Core.Dialogs.Messages;

/// <summary>Answers one message inside the writer's transaction.</summary>
internal sealed class MessageHandler(DialogCatalog dialogs, SendLater later, MoveAddress move, ChannelCatalog channels, LocalDays days,
    EraseWaiting waiting, TimeProvider time, ReadWords reader, IEnumerable<IChatListener> listeners,
    IOptions<ConversationOptions> options)
{
    // A menu that came while the person had blocked the bot was not seen, though it counts as shown.
    private const string ShowMenuAnew =
        "update shown_menus set hash = '' where person_id in (select id from people where channel = @p0 and address = @p1)";

    /// <summary>Answers it; who wrote it privately, and is known, was found already.</summary>
    internal async ValueTask Handle(WriteContext write, Inbound inbound, Session? known)
    {
        if (inbound.Event != ChatEvent.None) await Happened(write, inbound);
        else if (inbound.Chat == ChatKind.Broadcast || (inbound.Edited && inbound.Chat == ChatKind.Group)) return;
        else if (inbound.Chat == ChatKind.Group) await AnswerGroup(write, inbound);
        else await AnswerMessage.Answer(await Begin(write, inbound, known));
    }

    internal async ValueTask Apologise(WriteContext write, Inbound inbound)
    {
        if (inbound.Chat == ChatKind.Broadcast) return;
        await later.Put(write, new Outgoing(inbound.Channel, new OutgoingMessage
        {
            Address = inbound.Address,
            Chat = inbound.Chat,
            Thread = inbound.Thread,
            Says = "talk.sorry",
            Language = inbound.Language,
        }));
    }

    /// <summary>
    /// Closes what a person left unfinished too long ago, with a kind word; incomplete answers are kept by their dialogs.
    /// </summary>
    internal async ValueTask Close(WriteContext write, string channel, string address)
    {
        var incoming = await Begin(write, new Inbound { Channel = channel, ExternalId = "", Address = address, Sender = address },
            await Session.Find(write.Db, channel, address));
        var replies = new ReplyRenderer(incoming);
        await CloseExpired.Close(incoming, replies);
        await replies.PutAndSave();
    }

    private async ValueTask<MessageContext> Begin(WriteContext write, Inbound inbound, Session? known)
    {
        var now = time.GetUtcNow();
        var session = known ?? await Session.Meet(write.Db, inbound.Channel, inbound.Address, inbound.Language, days.StartOf(now));
        return new MessageContext(dialogs, later, options.Value, days, write, inbound, channels.Of(inbound.Channel), session,
            now, reader);
    }

    private async ValueTask AnswerGroup(WriteContext write, Inbound inbound)
    {
        if (InGroup(inbound) is not { } command || dialogs.SampleOf(command.Name) is not { } sample) return;
        var who = await Session.CallerOf(write.Db, inbound.Channel, inbound.Sender, inbound.Language);
        var opened = new OpenDialog { Name = sample.Name, Run = 0, Args = command.Args() };
        var context = new DialogContext(who, inbound, opened, time.GetUtcNow(), write, later, channels.Of(inbound.Channel));
        if (inbound.Addressed && reader.DangerIn(inbound.Text) is { } danger) context.Say(reader.Whom(danger));
        if (!sample.InGroups)
            context.Say("talk.not-in-groups").Row(new Button(context.Words["talk.write-privately"], Start: StartPayload.Of(command)));
        else if (!sample.MayStart(who)) context.Say("talk.not-yours");
        else if ((await ScriptPlayer.Play(dialogs.Named(sample.Name, write.Db)!, context)).Open is { } question)
            throw new InvalidOperationException($"Dialog \"{sample.Name}\" asks \"{question.Key}\" in a group.");
        foreach (var message in Replies.Of(context.Says, inbound.Address))
            await later.Put(write, new Outgoing(inbound.Channel, message with { Chat = inbound.Chat, Thread = inbound.Thread }));
    }

    /// <summary>What a message in a group asks for: a command, or what somebody says who turns to the bot by its name.</summary>
    private Command? InGroup(Inbound inbound)
    {
        if (Command.Parse(inbound.Text) is { } command) return command;
        if (!inbound.Addressed) return null;
        var text = inbound.Text ?? "";
        var read = reader.Read(text, inbound.Language ?? "id", OpenQuestion.None);
        return read.Sure && CommandFor.Wish(read, text, reader) is { } wish && dialogs.SampleOf(wish.Name) is not null ? wish
            : Commands.Start;
    }

    private async ValueTask Happened(WriteContext write, Inbound inbound)
    {
        await Note(write, inbound);
        foreach (var listener in listeners) await listener.Hear(write, inbound);
    }

    private async ValueTask Note(WriteContext write, Inbound inbound)
    {
        var db = write.Db;
        switch (inbound.Event)
        {
            case ChatEvent.Left:
                await db.Sql.Run("update people set unreachable_since = @p0 where channel = @p1 and address = @p2",
                    time.GetUtcNow().ToUnixTimeMilliseconds(), inbound.Channel, inbound.Address);
                break;
            case ChatEvent.Joined:
                await db.Sql.Run("update people set unreachable_since = null where channel = @p0 and address = @p1", inbound.Channel,
                    inbound.Address);
                await db.Sql.Run(ShowMenuAnew, inbound.Channel, inbound.Address);
                break;
            case ChatEvent.Moved when inbound.MovedTo is { } to:
                waiting.Drop(write, await move.Move(db, inbound.Channel, inbound.Address, to));
                break;
        }
    }
}
