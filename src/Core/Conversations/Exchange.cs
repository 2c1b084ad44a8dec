using Core.Channels;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;

namespace Core.Conversations;

/// <summary>One message of a person and what is answered: which dialog it belongs to, what happens in it, what is shown.</summary>
internal sealed class Exchange(
    Dialogs dialogs, SendLater later, ConversationOptions options, WriteTurn write, Inbound inbound, Visit visit, DateTimeOffset now)
{
    private const string ResumeTag = "~";
    private const int AsideMax = 3;
    private const int ChainMax = 5;
    private readonly List<OutMessage> _messages = [];
    private bool _mayEdit;
    private int _chained;

    private TalkState State => visit.State;

    private Wording Words => Wording.Of(visit.Who.Language);

    public async ValueTask Answer()
    {
        await CloseIfExpired();
        if (Command.Parse(inbound.Press ?? inbound.Text) is { } command) await Obey(command);
        else if (inbound.Press is { } data) await Pressed(data);
        else if (State.Open is null) await Lost();
        else if (State.Resuming) await AskResume();
        else await Try(null);
    }

    /// <summary>Puts the messages into the outbox and the conversation back into its row.</summary>
    public async ValueTask Finish()
    {
        for (var i = 0; i < _messages.Count; i++)
        {
            var message = _messages[i];
            if (i == 0 && _mayEdit && message.File is null && !message.AsksPlace) message = message with { EditOf = inbound.PressedMessage };
            else if (i == 0 && (visit.Card ?? inbound.PressedMessage) is { } old) message = message with { Retires = old };
            if (message.CardOf is not null) visit.Card = message.EditOf;
            await later.Put(write, new Outgoing(inbound.Channel, message));
        }

        await visit.Save(write.Db, now);
    }

    public async ValueTask CloseIfExpired()
    {
        if (visit.LastAt is not { } last || now - last < TimeSpan.FromHours(options.ExpireAfterHours)) return;
        var open = State.Open;
        var said = new List<Reply>();
        foreach (var left in State.Aside.Append(open).OfType<OpenDialog>()) said.AddRange(await Leave(left));
        (State.Open, State.Resuming, State.LastPress) = (null, false, null);
        State.Aside.Clear();
        if (open is { Answers.Count: > 0 }) Say([new Reply(Words["dialog.expired"]), .. said, new Reply(Words["dialog.start-again"])]);
    }

    private async ValueTask Obey(Command command)
    {
        switch (command.Name)
        {
            case "/batal" or "/cancel":
                await Stop();
                break;
            case "/kembali" or "/back":
                await Back();
                break;
            case "/start" when command.Rest.Length > 0 && dialogs.Opening(command.Rest) is { } opening:
                await Begin(opening.Dialog, opening.Args.ToDictionary());
                break;
            case "/start" when command.Rest.Length == 0 && State.Open is { Answers.Count: > 0 }:
                await AskResume();
                break;
            default:
                if (dialogs.SampleOf(command.Name) is { } sample && sample.MayStart(visit.Who)) await Begin(sample, command.Args());
                else await Unknown();
                break;
        }
    }

    private async ValueTask Unknown()
    {
        Say(Words["talk.unknown-command"], MenuRows());
        await AskOpen();
    }

    private async ValueTask Begin(Dialog sample, Dictionary<string, string> args)
    {
        if (State.Open is { } open && open.Name == sample.Name && open.Answers.Count > 0 && IsAsked(open, args))
        {
            await AskResume();
            return;
        }

        var fresh = new OpenDialog { Name = sample.Name, Run = ++visit.Run, Args = args, At = now };
        var turn = TurnOf(fresh);
        var position = await Interpreter.Play(DialogOf(fresh)!, turn);
        if (position.Open is null)
        {
            await Ended(turn);
            return;
        }

        if (State.Open is { } interrupted) await SetAside(interrupted);
        (State.Open, State.Resuming) = (fresh, false);
        Show(position, turn, null);
    }

    private async ValueTask SetAside(OpenDialog interrupted)
    {
        if (interrupted.Answers.Count == 0 && interrupted.Draft is null)
        {
            await Leave(interrupted);
            return;
        }

        State.Aside.Add(interrupted);
        if (State.Aside.Count <= AsideMax) return;
        await Leave(State.Aside[0]);
        State.Aside.RemoveAt(0);
    }

    private async ValueTask Pressed(string data)
    {
        if (Press.Parse(data) is not { } press)
        {
            await Stale();
            return;
        }

        if (data == State.LastPress && (State.Open is null || press.Tag != Press.TagOf(State.Open.Asked ?? ""))) return;
        if (State.Open?.Run != press.Run && !await BringBack(press.Run))
        {
            await Stale();
            return;
        }

        State.LastPress = data;
        if (press.Tag == ResumeTag) await Resume(press.Value);
        else if (press.Tag != Press.TagOf(State.Open!.Asked ?? "")) await Late();
        else
        {
            (_mayEdit, State.Resuming) = (inbound.PressedMessage is not null, false);
            if (press.Value == Press.Back) await Back();
            else if (press.Value == Press.Stop) await Stop();
            else await Try(press);
        }
    }

    /// <summary>A press on the card of a dialog that was set aside takes that dialog up again.</summary>
    private async ValueTask<bool> BringBack(int run)
    {
        if (State.Aside.Find(d => d.Run == run) is not { } aside) return false;
        State.Aside.Remove(aside);
        if (State.Open is { } open) await SetAside(open);
        State.Open = aside;
        return true;
    }

    private async ValueTask Stale()
    {
        Say(Words["talk.stale-button"], State.Open is null ? MenuRows() : []);
        await AskOpen();
    }

    private async ValueTask Late()
    {
        Say(Words["talk.late-button"]);
        await AskOpen(together: true);
    }

    private async ValueTask Resume(string value)
    {
        if (!State.Resuming)
        {
            await Late();
            return;
        }

        (_mayEdit, State.Resuming) = (inbound.PressedMessage is not null, false);
        var open = State.Open!;
        if (value == "no") await Stop();
        else if (value != "new") await AskOpen();
        else
        {
            await Leave(open);
            State.Open = null;
            await Begin(DialogOf(open)!, open.Args);
        }
    }

    private async ValueTask Try(Press? press)
    {
        var open = State.Open!;
        if (DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var turn = TurnOf(open);
        var attempt = new Attempt(inbound, press);
        var position = await Interpreter.Play(dialog, turn, attempt);
        var away = now - open.At >= TimeSpan.FromMinutes(options.ResumeAfterMinutes);
        if (attempt.IsTaken) open.At = now;
        if (position.Open is null) await Ended(turn);
        else if (attempt.IsLate) await Late();
        else if (away && attempt.Problem is not null && open.Answers.Count > 0) await AskResume();
        else Show(position, turn, attempt.Problem);
    }

    private async ValueTask Back()
    {
        if (State.Open is not { } open || DialogOf(open) is not { } dialog)
        {
            Say(Words["talk.nothing-open"], MenuRows());
            return;
        }

        var path = (await Interpreter.Play(dialog, TurnOf(open))).Path;
        if (path.Count == 0) Say(Words["dialog.first-question"]);
        else open.Drop(path[^1]);
        (open.Draft, open.At, State.Resuming) = (null, now, false);
        await AskOpen(together: true);
    }

    private async ValueTask Stop()
    {
        if (State.Open is not { } open)
        {
            Say(Words["talk.nothing-open"], MenuRows());
            return;
        }

        State.Open = null;
        var said = await Leave(open);
        if (said.Count > 0) Say(said);
        else Say(Words["dialog.stopped"], MenuRows());
        await TakeUpAside();
    }

    /// <summary>The dialog keeps what it wants to; what it would say about that.</summary>
    private async ValueTask<IReadOnlyList<Reply>> Leave(OpenDialog left)
    {
        if (DialogOf(left) is not { } dialog) return [];
        var turn = TurnOf(left);
        await dialog.Left(turn);
        return turn.Says;
    }

    private async ValueTask Ended(Turn turn)
    {
        if (turn.Says.Count == 0 && turn.Next is null)
            throw new InvalidOperationException($"Dialog \"{turn.Dialog.Name}\" ended without a sentence to the person.");
        Say(turn.Says);
        if (turn.Words.Language != visit.Who.Language) visit.Speak(turn.Words.Language);
        if (State.Open == turn.Dialog) State.Open = null;
        if (turn.Next is { } next && ++_chained < ChainMax) await Obey(Command.Parse(next)!);
        else if (State.Open is not null) await AskOpen();
        else await TakeUpAside();
    }

    private async ValueTask TakeUpAside()
    {
        if (State.Aside.Count == 0) return;
        State.Open = State.Aside[^1];
        State.Aside.RemoveAt(State.Aside.Count - 1);
        if (now - State.Open.At < TimeSpan.FromMinutes(options.ResumeAfterMinutes)) await AskOpen();
        else await AskResume();
    }

    private async ValueTask Gone()
    {
        State.Open = null;
        Say(Words["dialog.gone"], MenuRows());
        await TakeUpAside();
    }

    /// <summary>Shows the open question again, below what was said or together with it.</summary>
    private async ValueTask AskOpen(bool together = false)
    {
        if (State.Open is not { } open) return;
        if (State.Resuming)
        {
            await AskResume();
            return;
        }

        if (DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var turn = TurnOf(open);
        var position = await Interpreter.Play(dialog, turn);
        if (position.Open is null) await Ended(turn);
        else Show(position, turn, null, together);
    }

    private async ValueTask AskResume()
    {
        var open = State.Open!;
        if (DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var turn = TurnOf(open);
        await Interpreter.Play(dialog, turn);
        State.Resuming = true;
        var card = new Card(open.Run, ResumeTag) { Text = Words["dialog.resume", turn.Unfinished ?? Words["dialog.something"]] };
        card.Rows.Add([card.Button(Words["dialog.resume-go"], "go"), card.Button(Words["dialog.resume-new"], "new")]);
        card.Rows.Add([card.Button(Words["dialog.resume-no"], "no")]);
        _messages.Add(MessageOf(card));
    }

    private void Show(Position position, Turn turn, Line? problem, bool together = false)
    {
        var question = position.Open!;
        var open = turn.Dialog;
        open.Asked = question.Key;
        var card = new Card(open.Run, Press.TagOf(question.Key));
        question.Show(card, open.Draft, turn);
        var above = turn.Says.Select(s => s.Text).ToList();
        if (problem is { } wrong) above.Add(wrong.In(Words));
        if (together && _messages.Count > 0)
        {
            above.Insert(0, _messages[^1].Text);
            _messages.RemoveAt(_messages.Count - 1);
        }

        card.Text = string.Join("\n\n", above.Append(card.Text));
        if (question.OffersWayOut) card.Rows.Add(WayOut(card, position, question));
        _messages.Add(MessageOf(card));
    }

    private List<Button> WayOut(Card card, Position position, Question question)
    {
        var stop = card.Button(Words[question.StopLabel], Press.Stop);
        return position.Path.Count == 0 ? [stop] : [card.Button(Words["dialog.back"], Press.Back), stop];
    }

    private OutMessage MessageOf(Card card) =>
        new() { Address = inbound.Address, Text = card.Text, Rows = card.Rows, AsksPlace = card.AsksPlace, CardOf = visit.Who.Id };

    private async ValueTask Lost()
    {
        if (visit.LastAt is null && dialogs.SampleOf("/start") is { } welcome) await Begin(welcome, []);
        else Say(Words[inbound.Text is null ? "talk.lost-file" : "talk.lost"], MenuRows());
    }

    private void Say(string text, IReadOnlyList<IReadOnlyList<Button>>? rows = null) =>
        _messages.Add(new OutMessage { Address = inbound.Address, Text = text, Rows = rows ?? [] });

    private void Say(IReadOnlyList<Reply> says) => _messages.AddRange(Replies.Of(says, inbound.Address));

    private IReadOnlyList<IReadOnlyList<Button>> MenuRows() =>
        [.. dialogs.MenuOf(visit.Who).Where(d => d.MenuOrder < 50).Select(d => new Button[] { new(Words[$"menu.{d.Command![1..]}"], d.Command) })];

    private Dialog? DialogOf(OpenDialog open) =>
        dialogs.Named(open.Name, write.Db) is { } dialog && dialog.MayStart(visit.Who) ? dialog : null;

    private Turn TurnOf(OpenDialog open) => new(visit.Who, inbound, open, now, write, later);

    // A link to what the person chose by hand is the same talk: /nilai with a unit picked, then that unit's code on the wall.
    private static bool IsAsked(OpenDialog open, Dictionary<string, string> args) =>
        args.All(a => (open.Args.GetValueOrDefault(a.Key) ?? open.Answer(a.Key)) == a.Value) && (args.Count > 0 || open.Args.Count == 0);
}
