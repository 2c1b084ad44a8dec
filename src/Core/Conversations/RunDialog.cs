namespace Core.Conversations;

/// <summary>Runs the dialog that a person is in: begins it, offers it what they sent, asks its open question, goes back, stops, ends it.</summary>
internal sealed class RunDialog(Exchange exchange, WriteReplies replies)
{
    private const int ChainMax = 5;
    private int _chained;
    private string? _next;

    private TalkState State => exchange.State;

    /// <summary>The command that the dialog which just ended goes on with; asked for, it is taken.</summary>
    public string? TakeNext()
    {
        (var next, _next) = (_next, null);
        return next;
    }

    public async ValueTask Begin(Dialog sample, Dictionary<string, string> args)
    {
        if (State.Open is { } open && open.Name == sample.Name && open.Answers.Count > 0 && IsAsked(open, args))
        {
            await AskResume();
            return;
        }

        var fresh = new OpenDialog { Name = sample.Name, Run = ++exchange.Visit.Run, Args = args, At = exchange.Now };
        var turn = exchange.TurnOf(fresh);
        var position = await Interpreter.Play(exchange.DialogOf(fresh)!, turn);
        if (position.Open is null)
        {
            await Ended(turn);
            return;
        }

        if (State.Open is { } interrupted) await SetAside.Put(exchange, interrupted);
        (State.Open, State.Resuming) = (fresh, false);
        replies.Show(position, turn, null);
    }

    /// <summary>Throws away what the open dialog has, and begins it anew.</summary>
    public async ValueTask BeginAnew()
    {
        var open = State.Open!;
        if (exchange.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        await exchange.Leave(open);
        State.Open = null;
        await Begin(dialog, open.Args);
    }

    /// <summary>Offers the message, or the press of a button, to the open question.</summary>
    public async ValueTask Try(Press? press)
    {
        var open = State.Open!;
        if (exchange.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var turn = exchange.TurnOf(open);
        var attempt = new Attempt(exchange.Inbound, press);
        var position = await Interpreter.Play(dialog, turn, attempt);
        var away = exchange.IsLongAgo(open);
        if (attempt.IsTaken) open.At = exchange.Now;
        if (position.Open is null) await Ended(turn);
        else if (attempt.IsLate) await Late();
        else if (away && attempt.Problem is not null && open.Answers.Count > 0) await AskResume();
        else replies.Show(position, turn, attempt.Problem);
    }

    /// <summary>The press was for a question that is no longer the open one.</summary>
    public async ValueTask Late()
    {
        replies.Say("talk.late-button");
        await AskOpen(together: true);
    }

    public async ValueTask Back()
    {
        if (State.Open is not { } open || exchange.DialogOf(open) is not { } dialog)
        {
            replies.SayWithMenu("talk.nothing-open");
            return;
        }

        var path = (await Interpreter.Play(dialog, exchange.TurnOf(open))).Path;
        if (path.Count == 0) replies.Say("dialog.first-question");
        else open.Drop(path[^1]);
        (open.Draft, open.At, State.Resuming) = (null, exchange.Now, false);
        await AskOpen(together: true);
    }

    public async ValueTask Stop()
    {
        if (State.Open is not { } open)
        {
            replies.SayWithMenu("talk.nothing-open");
            return;
        }

        State.Open = null;
        var said = await exchange.Leave(open);
        if (said.Count > 0) replies.Say(said);
        else replies.SayWithMenu("dialog.stopped");
        await TakeUpAside();
    }

    /// <summary>Shows the open question again, below what was said or together with it.</summary>
    public async ValueTask AskOpen(bool together = false)
    {
        if (State.Open is not { } open) return;
        if (State.Resuming)
        {
            await AskResume();
            return;
        }

        if (exchange.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var turn = exchange.TurnOf(open);
        var position = await Interpreter.Play(dialog, turn);
        if (position.Open is null) await Ended(turn);
        else replies.Show(position, turn, null, together);
    }

    /// <summary>Asks whether to go on with the open dialog.</summary>
    public async ValueTask AskResume()
    {
        var open = State.Open!;
        if (exchange.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var turn = exchange.TurnOf(open);
        await Interpreter.Play(dialog, turn);
        State.Resuming = true;
        replies.ShowResume(turn);
    }

    private async ValueTask Ended(Turn turn)
    {
        if (turn.Says.Count == 0 && turn.Next is null)
            throw new InvalidOperationException($"Dialog \"{turn.Dialog.Name}\" ended without a sentence to the person.");
        replies.Say(turn.Says);
        if (turn.Words.Language != exchange.Words.Language) exchange.Visit.Speak(turn.Words.Language);
        if (State.Open == turn.Dialog) State.Open = null;
        if (turn.Next is { } next && ++_chained < ChainMax) _next = next;
        else if (State.Open is not null) await AskOpen();
        else await TakeUpAside();
    }

    /// <summary>The open dialog is no longer there, or no longer for this person.</summary>
    private async ValueTask Gone()
    {
        State.Open = null;
        replies.SayWithMenu("dialog.gone");
        await TakeUpAside();
    }

    private async ValueTask TakeUpAside()
    {
        if (SetAside.TakeLatest(State) is not { } latest) return;
        State.Open = latest;
        if (exchange.IsLongAgo(latest)) await AskResume();
        else await AskOpen();
    }

    // A link to what the person chose by hand is the same talk: /nilai with a unit picked, then that unit's code on the wall.
    private static bool IsAsked(OpenDialog open, Dictionary<string, string> args) =>
        args.All(a => (open.Args.GetValueOrDefault(a.Key) ?? open.Answer(a.Key)) == a.Value) && (args.Count > 0 || open.Args.Count == 0);
}
