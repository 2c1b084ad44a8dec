using Core.Dialogs.Messages;

namespace Core.Dialogs.Conversations;

/// <summary>Closes what a person left unfinished too long ago; incomplete answers are kept by their dialogs.</summary>
internal static class CloseExpired
{
    public static async ValueTask Close(MessageContext incoming, ReplyRenderer replies)
    {
        if (LastAt(incoming) is not { } last || incoming.Now - last < TimeSpan.FromHours(incoming.Options.ExpireAfterHours)) return;
        var state = incoming.State;
        var open = state.Open;
        var said = new List<Reply>();
        foreach (var left in state.Aside.Append(open).OfType<OpenDialog>()) said.AddRange(await incoming.Leave(left));
        state.Clear();
        var words = incoming.Words;
        if (open is { IsBegun: true })
            replies.Say([new Reply(words["dialog.expired"]), .. said, new Reply(words["dialog.start-again"])]);
    }

    /// <summary>While no dialog is open the row holds only the day; what is set aside knows its own moment.</summary>
    private static DateTimeOffset? LastAt(MessageContext incoming) => incoming.State.Open is null && incoming.State.Aside.Count > 0
        ? incoming.State.Aside.Max(a => a.At)
        : incoming.Session.LastAt;
}
