namespace Core.Dialogs;

/// <summary>Closes what a person left unfinished too long ago; incomplete answers are kept by their dialogs.</summary>
internal static class CloseExpired
{
    public static async ValueTask Close(MessageContext incoming, ReplyRenderer replies)
    {
        if (incoming.Session.LastAt is not { } last || incoming.Now - last < TimeSpan.FromHours(incoming.Options.ExpireAfterHours)) return;
        var state = incoming.State;
        var open = state.Open;
        var said = new List<Reply>();
        foreach (var left in state.Aside.Append(open).OfType<OpenDialog>()) said.AddRange(await incoming.Leave(left));
        state.Clear();
        var words = incoming.Words;
        if (open is { Answers.Count: > 0 }) replies.Say([new Reply(words["dialog.expired"]), .. said, new Reply(words["dialog.start-again"])]);
    }
}
