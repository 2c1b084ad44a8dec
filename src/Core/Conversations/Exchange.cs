using Core.Channels;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;

namespace Core.Conversations;

/// <summary>One message of a person, with where their talk stands: what all deeds that answer it go by.</summary>
internal sealed class Exchange(
    Dialogs dialogs, SendLater later, ConversationOptions options, WriteTurn write, Inbound inbound, Visit visit, DateTimeOffset now)
{
    public Dialogs Dialogs => dialogs;

    public ConversationOptions Options => options;

    public Inbound Inbound => inbound;

    public Visit Visit => visit;

    public DateTimeOffset Now => now;

    public TalkState State => visit.State;

    public Wording Words => Wording.Of(visit.Who.Language);

    /// <summary>The dialog of this name; null when there is none any more, or when the person may no longer go on with it.</summary>
    public Dialog? DialogOf(OpenDialog open) =>
        dialogs.Named(open.Name, write.Db) is { } dialog && dialog.MayStart(visit.Who) ? dialog : null;

    public Turn TurnOf(OpenDialog open) => new(visit.Who, inbound, open, now, write, later);

    /// <summary>Whether the person was away from this dialog so long that they are asked whether to go on.</summary>
    public bool IsLongAgo(OpenDialog open) => now - open.At >= TimeSpan.FromMinutes(options.ResumeAfterMinutes);

    /// <summary>The dialog keeps what it wants to; what it would say about that.</summary>
    public async ValueTask<IReadOnlyList<Reply>> Leave(OpenDialog left)
    {
        if (DialogOf(left) is not { } dialog) return [];
        var turn = TurnOf(left);
        await dialog.Left(turn);
        return turn.Says;
    }

    public ValueTask<bool> Send(OutMessage message) => later.Put(write, new Outgoing(inbound.Channel, message));

    /// <summary>Puts the conversation back into its row.</summary>
    public ValueTask<int> Save() => visit.Save(write.Db, now);
}
