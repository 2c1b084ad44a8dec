namespace Core.Conversations;

/// <summary>Answers one message of a person: a command, a press, an answer to the open question, or something out of the blue.</summary>
internal sealed class AnswerMessage
{
    private readonly Exchange _exchange;
    private readonly WriteReplies _replies;
    private readonly RunDialog _run;

    private AnswerMessage(Exchange exchange)
    {
        _exchange = exchange;
        _replies = new WriteReplies(exchange);
        _run = new RunDialog(exchange, _replies);
    }

    private TalkState State => _exchange.State;

    /// <summary>Answers, and writes down where the talk stands now.</summary>
    public static async ValueTask Answer(Exchange exchange)
    {
        var answer = new AnswerMessage(exchange);
        await CloseExpired.Close(exchange, answer._replies);
        await answer.Understand();
        while (answer._run.TakeNext() is { } next) await answer.Obey(Command.Parse(next)!);
        await answer._replies.Put();
        await exchange.Save();
    }

    private async ValueTask Understand()
    {
        var inbound = _exchange.Inbound;
        if (Command.Parse(inbound.Press ?? inbound.Text) is { } command) await Obey(command);
        else if (inbound.Press is { } data) await new TakePress(_exchange, _replies, _run).Take(data);
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
            case "/start" when command.Rest.Length > 0 && _exchange.Dialogs.Opening(command.Rest) is { } opening:
                await _run.Begin(opening.Dialog, opening.Args.ToDictionary());
                break;
            case "/start" when command.Rest.Length == 0 && State.Open is { Answers.Count: > 0 }:
                await _run.AskResume();
                break;
            default:
                if (_exchange.Dialogs.SampleOf(command.Name) is { } sample && sample.MayStart(_exchange.Visit.Who)) await _run.Begin(sample, command.Args());
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
        if (_exchange.Visit.LastAt is null && _exchange.Dialogs.SampleOf("/start") is { } welcome) await _run.Begin(welcome, []);
        else _replies.SayWithMenu(_exchange.Inbound.Text is null ? "talk.lost-file" : "talk.lost");
    }
}
