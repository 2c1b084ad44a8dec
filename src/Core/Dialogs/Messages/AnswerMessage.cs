using Core.Dialogs.Conversations;
using Core.Dialogs.Words;
using Core.Intents;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Messages;

/// <summary>Answers one message of a person: a command, a press, an answer to the open question, or something out of the blue.</summary>
internal sealed class AnswerMessage
{
    private readonly MessageContext _incoming;
    private readonly ReplyRenderer _replies;
    private readonly DialogRunner _run;
    private readonly CallbackHandler _presses;

    private AnswerMessage(MessageContext incoming)
    {
        _incoming = incoming;
        _replies = new ReplyRenderer(incoming);
        _run = new DialogRunner(incoming, _replies);
        _presses = new CallbackHandler(incoming, _replies, _run);
    }

    private ConversationState State => _incoming.State;

    /// <summary>Answers, and writes down where the talk stands now.</summary>
    public static async ValueTask Answer(MessageContext incoming)
    {
        var answer = new AnswerMessage(incoming);
        await CloseExpired.Close(incoming, answer._replies);
        await answer.Understand();
        while (answer._run.TakeNext() is { } next) await answer.GoOn(next);
        await answer._replies.PutAndSave();
    }

    private async ValueTask Understand()
    {
        var inbound = _incoming.Inbound;
        if (inbound.Press is null) SayDanger.Say(_incoming, _replies);
        if (inbound.Edited) await TakeEdit.Take(_incoming, _replies, _run);
        else if (Command.Parse(inbound.Press ?? inbound.Text) is { } command) await Obey(command, SentWith(command));
        else if (inbound.Press is { } data) await _presses.Take(data);
        else if (LinkOf(inbound) is { } link) await GoOn(link);
        else await Hear();
    }

    /// <summary>
    /// A post of a channel that somebody forwards who may link channels, while nothing is asked of them: they are asked which unit's.
    /// </summary>
    private NextDialog? LinkOf(Inbound inbound) =>
        inbound.ForwardedFrom is { } from && State.Open is null && _incoming.Dialogs.SampleOf(Commands.Channels) is { } sample
            && sample.MayStart(_incoming.Session.Who)
            ? new NextDialog { Dialog = sample.Name, Args = new() { ["text"] = from.Address, ["title"] = from.Title ?? "" } } : null;

    /// <summary>
    /// Files above a command are what its dialog begins with, where it takes any; else it is said that they are not kept. Null where
    /// there are none.
    /// </summary>
    private Carried? SentWith(Command command)
    {
        if (_incoming.Inbound.Files.Count == 0) return null;
        if (EmptyFiles.In(_incoming.Inbound) is { } empty) _replies.Say(empty);
        var told = SentFiles;
        if (told.IsEmpty || _incoming.Dialogs.SampleOf(command.Name) is not { } sample) return null;
        if (sample.MayStart(_incoming.Session.Who) && _incoming.Reader.OutcomeOf(command.Name) is { Keeps: not null } outcome)
            return new Carried { Args = outcome.Carry(told).Args };
        _replies.Say(LocalizedText.Of("talk.files-of-command", command.Name));
        return null;
    }

    private Told SentFiles => Told.Of(EmptyFiles.Without(_incoming.Inbound)) with { Text = "" };

    /// <summary>Free words, files, a place.</summary>
    private async ValueTask Hear()
    {
        if (GoesOn())
        {
            await _run.TakeUpAside();
            return;
        }

        var free = new TakeFreeWords(_incoming, _replies);
        var album = await BegunAlbum.Take(_incoming, _run, free.Sent);
        var next = album.IsTaken ? album.Next : State.Open is null ? await free.Take()
            : await free.TakeReplied() ?? await new TakeTypedAnswer(_incoming, _run, _presses, free).Take();
        if (next is not null) await GoOn(next);
    }

    /// <summary>"lanjut" of somebody who stopped one thing while another was set aside.</summary>
    private bool GoesOn() => State is { Open: null, Aside.Count: > 0 }
        && _incoming.Reader.Read(_incoming.Inbound.Text, _incoming.Session.Who.Language, OpenQuestion.Choice)
            is { Sure: true, Intent: Intent.Continue };

    private async ValueTask GoOn(NextDialog next)
    {
        if (next.Command is { } command) await Obey(command, next.Carried);
        else if (_incoming.Dialogs.SampleNamed(next.Dialog!) is { } sample) await _run.Begin(sample, next.Args, next.Carried);
    }

    private async ValueTask Obey(Command command, Carried? carried = null)
    {
        if (command.Is(Commands.Stop)) await _run.Stop();
        else if (command.Is(Commands.Back)) await _run.Back();
        else if (command.Is(Commands.Start) && command.Rest.Length > 0 && _incoming.Dialogs.Opening(command.Rest) is { } opening)
            await _run.Begin(opening.Dialog, opening.Args.ToDictionary());
        else if (command.Is(Commands.Start) && command.Rest.Length == 0 && State.Open is { IsBegun: true }) await _run.AskResume();
        else if (_incoming.Dialogs.SampleOf(command.Name) is { } sample && sample.MayStart(_incoming.Session.Who))
            await _run.Begin(sample, command.Args(), carried);
        else await Unknown(command);
    }

    private async ValueTask Unknown(Command command)
    {
        if (_incoming.Inbound.Press is null && _incoming.Dialogs.SampleOf(command.Name) is null && await IsDoneAsWord(command)) return;
        var ofOthers = _incoming.Session.Who.Roles.Count > 0 && _incoming.Dialogs.SampleOf(command.Name) is not null;
        _replies.SayWithMenu(ofOthers ? "talk.other-role" : "talk.unknown-command");
        await _run.AskOpen();
    }

    /// <summary>A command that there is not is read as the word that it is ("/help", "/komplain").</summary>
    private async ValueTask<bool> IsDoneAsWord(Command command)
    {
        var word = command.Text[1..];
        var wish = new TakeFreeWords(_incoming, _replies).WishIn(word, SentFiles with { Text = word });
        if (wish is { Command: null } || (wish is { Command: { } meant } && _incoming.MayStart(meant))) await GoOn(wish);
        else if (_incoming.Reader.Read(word, _incoming.Session.Who.Language, OpenQuestion.Choice)
            is { Sure: true, Intent: Intent.Stop }) await _run.Stop();
        else return false;
        return true;
    }
}
