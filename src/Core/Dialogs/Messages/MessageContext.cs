using Core.Calendar;
using Core.Dialogs.Conversations;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;

namespace Core.Dialogs.Messages;

/// <summary>One message of a person, with where their talk stands: what all deeds that answer it go by.</summary>
internal sealed class MessageContext(
    DialogCatalog dialogs, SendLater later, ConversationOptions options, LocalDays days, WriteContext write, Inbound inbound,
    ChannelCapabilities channel, Session session, DateTimeOffset now, ReadWords reader)
{
    public DialogCatalog Dialogs => dialogs;

    public ReadWords Reader => reader;

    public AppDb Db => write.Db;

    public ConversationOptions Options => options;

    public Inbound Inbound => inbound;

    public ChannelCapabilities Channel => channel;

    public Session Session => session;

    public DateTimeOffset Now => now;

    public ConversationState State => session.State;

    public Wording Words => Wording.Of(session.Who.Language);

    /// <summary>The dialog of this name; null when there is none any more, or when the person may no longer go on with it.</summary>
    public Dialog? DialogOf(OpenDialog open) =>
        dialogs.Named(open.Name, write.Db) is { } dialog && dialog.MayStart(session.Who) ? dialog : null;

    /// <summary>Whether a dialog begins by this command, and the person may begin it.</summary>
    public bool MayStart(Command command) => dialogs.SampleOf(command.Name)?.MayStart(session.Who) == true;

    public DialogContext ContextOf(OpenDialog open) => new(session.Who, inbound, open, now, write, later, channel)
    { Wanted = State.Wanted };

    /// <summary>Whether the person was away from this dialog so long that they are asked whether to go on.</summary>
    public bool IsLongAgo(OpenDialog open) => now - open.At >= TimeSpan.FromMinutes(options.ResumeAfterMinutes);

    /// <summary>The dialog keeps what it wants to; what it would say about that.</summary>
    public async ValueTask<IReadOnlyList<Reply>> Leave(OpenDialog left)
    {
        if (DialogOf(left) is not { } dialog) return [];
        var context = ContextOf(left);
        await dialog.Left(context);
        return context.Says;
    }

    public ValueTask<bool> Send(OutgoingMessage message) => later.Put(write, new Outgoing(inbound.Channel, message));

    /// <summary>Puts the conversation back into its row; when nothing is open, with its day only.</summary>
    public ValueTask Save() => session.Save(write.Db, State.Open is null ? days.StartOf(now) : now);
}
