namespace Core.Conversations;

/// <summary>Closes what a person left unfinished too long ago; incomplete answers are kept by their dialogs.</summary>
internal static class CloseExpired
{
    public static async ValueTask Close(Exchange exchange, WriteReplies replies)
    {
        if (exchange.Visit.LastAt is not { } last || exchange.Now - last < TimeSpan.FromHours(exchange.Options.ExpireAfterHours)) return;
        var state = exchange.State;
        var open = state.Open;
        var said = new List<Reply>();
        foreach (var left in state.Aside.Append(open).OfType<OpenDialog>()) said.AddRange(await exchange.Leave(left));
        (state.Open, state.Resuming, state.LastPress) = (null, false, null);
        state.Aside.Clear();
        var words = exchange.Words;
        if (open is { Answers.Count: > 0 }) replies.Say([new Reply(words["dialog.expired"]), .. said, new Reply(words["dialog.start-again"])]);
    }
}
