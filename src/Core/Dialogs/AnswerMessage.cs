namespace Core.Dialogs;

/// <summary>Answers one message of a person: a command, a press, an answer to the open question, or something out of the blue.</summary>
internal sealed class AnswerMessage
{
    private readonly MessageContext _incoming;
    private readonly ReplyRenderer _replies;
    private readonly DialogRunner _run;

    private AnswerMessage(MessageContext incoming)
    {
        _incoming = incoming;
        _replies = new ReplyRenderer(incoming);
        _run = new DialogRunner(incoming, _replies);
    }

    private ConversationState State => _incoming.State;

    /// <summary>Answers, and writes down where the talk stands now.</summary>
    public static async ValueTask Answer(MessageContext incoming)
    {
        var answer = new AnswerMessage(incoming);
        await CloseExpired.Close(incoming, answer._replies);
        await answer.Understand();
        while (answer._run.TakeNext() is { } next) await answer.Obey(Command.Parse(next)!);
        await answer._replies.Put();
        await incoming.Save();
    }

    private async ValueTask Understand()
    {
        var inbound = _incoming.Inbound;
        if (Command.Parse(inbound.Press ?? inbound.Text) is { } command) await Obey(command);
        else if (inbound.Press is { } data) await new CallbackHandler(_incoming, _replies, _run).Take(data);
        else if (State.Open is null) await Lost();
        else if (State.Resuming) await _run.AskResume();
        else await _run.Try(null);
    }

    private async ValueTask Obey(Command command)
    {
        switch (command.Name)
        {
            case "/batal" or "/cancel":
                await _run.Stop();
                break;
            case "/kembali" or "/back":
                await _run.Back();
                break;
            case "/start" when command.Rest.Length > 0 && _incoming.Dialogs.Opening(command.Rest) is { } opening:
                await _run.Begin(opening.Dialog, opening.Args.ToDictionary());
                break;
            case "/start" when command.Rest.Length == 0 && State.Open is { Answers.Count: > 0 }:
                await _run.AskResume();
                break;
            default:
                if (_incoming.Dialogs.SampleOf(command.Name) is { } sample && sample.MayStart(_incoming.Session.Who))
                    await _run.Begin(sample, command.Args());
                else await Unknown();
                break;
        }
    }

    private async ValueTask Unknown()
    {
        _replies.SayWithMenu("talk.unknown-command");
        await _run.AskOpen();
    }

    /// <summary>No dialog is open: somebody new is welcomed, everybody else is told what there is.</summary>
    private async ValueTask Lost()
    {
        if (_incoming.Session.LastAt is null && _incoming.Dialogs.SampleOf("/start") is { } welcome) await _run.Begin(welcome, []);
        else _replies.SayWithMenu(_incoming.Inbound.Text is null ? "talk.lost-file" : "talk.lost");
    }
}
